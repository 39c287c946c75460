import * as vscode from 'vscode';
import type { NextStep } from '../../server/protocol.ts';

interface Row extends vscode.QuickPickItem {
  readonly step: NextStep;
}

const ICONS: Readonly<Record<NextStep['does'], string>> = {
  open: 'go-to-file',
  browse: 'link-external',
  read: 'circle-large-outline',
};

let open: vscode.QuickPick<Row> | undefined;

/** For tests, as VS Code shows a list and tells nobody. */
export function openSteps(): readonly string[] | undefined {
  return open?.items.map(({ label }) => label);
}

/**
 * What is left to do once a secret is out of a file. It stays until the person turns away: a notification would be
 * gone before the old secret is revoked. What was done is ticked.
 */
export function showNextSteps(steps: readonly NextStep[]): void {
  if (steps.length === 0) return;
  open?.hide();
  const pick = vscode.window.createQuickPick<Row>();
  open = pick;
  const done = new Set<NextStep>();
  const show = (): void => {
    pick.items = steps.map((step) => ({
      step,
      label: step.label,
      detail: step.detail,
      iconPath: new vscode.ThemeIcon(done.has(step) ? 'pass-filled' : ICONS[step.does]),
    }));
  };
  pick.title = vscode.l10n.t('The secret is out of the file. What is left to do:');
  pick.placeholder = vscode.l10n.t('Enter opens or ticks a step, Escape closes this list.');
  pick.ignoreFocusOut = true;
  pick.onDidAccept(async () => {
    const [row] = pick.selectedItems;
    if (!row) return;
    done.add(row.step);
    show();
    const { does, target } = row.step;
    if (does === 'browse') await vscode.env.openExternal(vscode.Uri.parse(target));
    if (does === 'open')
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(target));
  });
  pick.onDidHide(() => {
    if (open === pick) open = undefined;
    pick.dispose();
  });
  show();
  pick.show();
}
