import * as vscode from 'vscode';
import { switchServer } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import { applyEdit } from './apply-edit.ts';

/** The kill switch, first half: a server that its host does not start any more. */
export function registerSwitchServer(session: Session): vscode.Disposable {
  const toggle = async (node: unknown, on: boolean): Promise<void> => {
    if (!(node instanceof ServerNode)) return;
    const { uri, index, name, stop } = node.row;
    const result = await session.request(switchServer, { uri, index, name, on });
    if (result?.edit) {
      await applyEdit(session, result.edit, result.judged);
      return;
    }
    const open = vscode.l10n.t('Open Config');
    const why = result?.problem ?? vscode.l10n.t('Stop it like this: {0}.', stop);
    const chosen = await notify.information(why, open);
    if (chosen) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('mcpChecklist.disableServer', (node) => toggle(node, false)),
    vscode.commands.registerCommand('mcpChecklist.enableServer', (node) => toggle(node, true)),
  );
}
