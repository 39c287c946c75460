import * as vscode from 'vscode';
import { ServerNode } from '../servers/server-node.ts';

/** The kill switch, second half: the page where a credential is made worthless. */
export function registerRevoke(): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.revoke', async (node: unknown) => {
    const pages = node instanceof ServerNode ? node.row.revoke : [];
    const [only] = pages;
    const chosen =
      pages.length > 1
        ? await vscode.window.showQuickPick(
            pages.map(({ label, url }) => ({ label, description: url, url })),
            { title: vscode.l10n.t('Which credential?') },
          )
        : only;
    if (chosen) await vscode.env.openExternal(vscode.Uri.parse(chosen.url));
  });
}
