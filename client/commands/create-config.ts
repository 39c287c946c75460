import * as vscode from 'vscode';
import { newConfigs } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import { folderOf } from '../connection/run-cli.ts';
import type { Session } from '../connection/session.ts';

/** Makes a config in this folder that nothing is wrong with, for one of the applications on this machine. */
export function registerCreateConfig(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.createConfig', async (given?: string) => {
    const folder = folderOf();
    if (folder === undefined) return;
    const params = { folder: vscode.Uri.file(folder).toString(), app: vscode.env.appName };
    const offers = (await session.request(newConfigs, params)) ?? [];
    if (offers.length === 0) {
      void notify.information(
        vscode.l10n.t('Every application of this machine has a config here.'),
      );
      return;
    }
    const choices = offers.map((it) => ({ label: it.label, description: it.path, offer: it }));
    const title = vscode.l10n.t('A safe config for which application?');
    const chosen =
      choices.find(({ description }) => description === given) ??
      (await vscode.window.showQuickPick(choices, { title }));
    if (!chosen) return;
    const uri = vscode.Uri.parse(chosen.offer.uri);
    const edit = new vscode.WorkspaceEdit();
    // Refused where it has come into being meanwhile.
    edit.createFile(uri, { contents: Buffer.from(chosen.offer.text) });
    if (await vscode.workspace.applyEdit(edit))
      await vscode.commands.executeCommand('vscode.open', uri);
  });
}
