import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';

/** Whether this folder is trusted; if not, it is said why nothing happens, and where that is decided. */
export function isTrusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const why = vscode.l10n.t(
    'Trust the folder first: nothing in it is started or sent before that.',
  );
  const manage = vscode.l10n.t('Manage Workspace Trust');
  // What was asked for is over, whether this is read or not.
  void notify.information(why, manage).then((chosen) => {
    if (chosen === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
