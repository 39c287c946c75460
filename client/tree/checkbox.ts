import * as vscode from 'vscode';

type Box = Exclude<vscode.TreeItem['checkboxState'], vscode.TreeItemCheckboxState | undefined>;

/** The box of something that a person can say they have looked at. @param what named when the box is spoken of */
export function reviewBox(isReviewed: boolean, what: string): Box {
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
  return {
    state: isReviewed ? Checked : Unchecked,
    tooltip: isReviewed
      ? vscode.l10n.t('Reviewed. Uncheck to withdraw it.')
      : vscode.l10n.t('Check when you have reviewed it.'),
    accessibilityInformation: { label: vscode.l10n.t('Reviewed: {0}', what) },
  };
}
