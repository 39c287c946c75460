import * as vscode from 'vscode';
import { type ServerRow, switchServer } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import type { State } from '../tree/state.ts';
import { applyEdit } from './apply-edit.ts';

/** The kill switch, first half: servers that their hosts do not start any more. */
export function registerSwitchServer(session: Session, state: State): vscode.Disposable {
  const one = (node: unknown, on: boolean) =>
    node instanceof ServerNode ? toggle(session, [node.row], on) : undefined;
  const sharing = async (node: unknown): Promise<void> => {
    if (!(node instanceof ServerNode)) return;
    const { uri, name, shares } = node.row;
    const isMeant = (row: ServerRow) =>
      (row.uri === uri && row.name === name) || row.shares.some((it) => shares.includes(it));
    await toggle(session, rowsThatAre(state, false).filter(isMeant), false);
  };
  const all = async (on: boolean): Promise<void> => {
    const rows = rowsThatAre(state, on);
    if (rows.length === 0) return;
    const yes = on ? vscode.l10n.t('Switch On') : vscode.l10n.t('Switch Off');
    const question = on
      ? vscode.l10n.t('Switch {0} servers on?', rows.length)
      : vscode.l10n.t('Switch {0} servers off?', rows.length);
    if (await notify.confirm(question, yes)) await toggle(session, rows, on);
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('mcpChecklist.disableServer', (node) => one(node, false)),
    registerCommand('mcpChecklist.enableServer', (node) => one(node, true)),
    registerCommand('mcpChecklist.disableSharing', sharing),
    registerCommand('mcpChecklist.disableAll', () => all(false)),
    registerCommand('mcpChecklist.enableAll', () => all(true)),
  );
}

function rowsThatAre(state: State, disabled: boolean): readonly ServerRow[] {
  return (state.checklist?.rows ?? []).filter((row) => row.disabled === disabled);
}

/** File by file: each is one edit. */
async function toggle(session: Session, rows: readonly ServerRow[], on: boolean): Promise<void> {
  for (const uri of new Set(rows.map((row) => row.uri))) {
    const own = rows.filter((row) => row.uri === uri);
    const names = own.map(({ name }) => name);
    if (!on) for (const name of names) await stopInEditor(uri, name);
    const result = await session.request(switchServer, { uri, names, on });
    if (!result || result.problem !== null) {
      await sayHow(
        uri,
        result?.problem ?? vscode.l10n.t('Stop it like this: {0}.', own[0]?.stop ?? ''),
      );
      continue;
    }
    if (result.edit) {
      if (!(await applyEdit(session, result.edit, result.judged))) continue;
      // What is switched is meant to happen, also in a file in front of the person.
      const target = vscode.Uri.parse(uri).toString();
      const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === target);
      if (open?.isDirty) await open.save();
      await session.request(switchServer, { uri, names, on, settled: true });
    }
    if (result.note) void vscode.window.setStatusBarMessage(result.note, 10_000);
  }
}

async function sayHow(uri: string, why: string): Promise<void> {
  const open = vscode.l10n.t('Open Config');
  const chosen = await notify.information(why, open);
  if (chosen) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri));
}

/**
 * VS Code stops what it runs by the id that it gives each server: `mcp.config.`, where the config is, and the name
 * (src/vs/workbench/contrib/mcp/common/discovery/installedMcpServersDiscovery.ts). Of an id that it does not know, or
 * where it has no such command, nothing comes.
 */
async function stopInEditor(uri: string, name: string): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  const place = folder ? `ws${folder.index}` : 'usrlocal';
  await vscode.commands
    .executeCommand('workbench.mcp.stopServer', `mcp.config.${place}.${name}`)
    .then(undefined, () => undefined);
}
