import * as vscode from 'vscode';
import { type GuideState, SHOW_GUIDE } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';

/** Behind "Set up a secrets manager…": the steps, and what is typed for one of them. */
export function registerShowGuide(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_GUIDE, async ({ title, steps }: GuideState) => {
    const chosen = await vscode.window.showQuickPick(
      steps.map(({ text, copy }) => ({ label: text, detail: copy ?? '', copy })),
      { title, placeHolder: vscode.l10n.t('Enter copies the command of a line.') },
    );
    if (chosen?.copy === undefined) return;
    await vscode.env.clipboard.writeText(chosen.copy);
    void notify.information(vscode.l10n.t('Copied: {0}', chosen.copy));
  });
}
