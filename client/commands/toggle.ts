import * as vscode from 'vscode';
import { switchServer } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import type { ServerRow } from '../tree/checklist-state.ts';
import { applyEdit } from './apply-edit.ts';

/**
 * Switches servers, file by file: each is one edit.
 *
 * @returns whether all of them are switched; if not, why has been said
 */
export async function toggle(
  session: Session,
  rows: readonly ServerRow[],
  on: boolean,
): Promise<boolean> {
  let isDone = true;
  for (const uri of new Set(rows.map((row) => row.uri))) {
    const own = rows.filter((row) => row.uri === uri);
    const names = own.map(({ name }) => name);
    if (!on) for (const name of names) await stopInEditor(uri, name);
    const result = await session.request(switchServer, { uri, names, on });
    if (!result || result.problem !== null) {
      isDone = false;
      void sayHow(
        uri,
        result?.problem ?? vscode.l10n.t('Stop it like this: {0}.', own[0]?.stop ?? ''),
      );
      continue;
    }
    if (result.edit) {
      if (!(await applyEdit(session, result.edit, result.judged))) {
        isDone = false;
        continue;
      }
      // What is switched is meant to happen, also in a file in front of the person.
      const target = vscode.Uri.parse(uri).toString();
      const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === target);
      if (open?.isDirty) await open.save();
      await session.request(switchServer, { uri, names, on, settled: true });
    }
    if (result.note) void vscode.window.setStatusBarMessage(result.note, 10_000);
  }
  return isDone;
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
