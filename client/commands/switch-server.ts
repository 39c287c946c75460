import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import type { ServerRow } from '../tree/checklist-state.ts';
import { registerRowCommand } from '../tree/rows.ts';
import type { State } from '../tree/state.ts';
import { count } from '../tree/words.ts';
import { revokeOneOf } from './revoke.ts';
import { toggle } from './toggle.ts';

/** The kill switch, first half: servers that their hosts do not start any more. */
export function registerSwitchServer(session: Session, state: State): vscode.Disposable {
  const one = (node: unknown, on: boolean) =>
    node instanceof ServerNode ? toggle(session, [node.row], on) : undefined;
  const sharing = async (node: unknown): Promise<void> => {
    if (!(node instanceof ServerNode)) return;
    const { uri, name, shares } = node.row;
    const isMeant = (row: ServerRow) =>
      (row.uri === uri && row.name === name) || row.shares.some((it) => shares.includes(it));
    const rows = rowsThatAre(state, false).filter(isMeant);
    // Off is half of it: who has a copy of the credential can use it until it is revoked.
    if (await toggle(session, rows, false)) void offerToRevoke(rows);
  };
  const all = async (on: boolean): Promise<void> => {
    const rows = rowsThatAre(state, on);
    if (rows.length === 0) return;
    const yes = on ? vscode.l10n.t('Switch On') : vscode.l10n.t('Switch Off');
    const question = on
      ? vscode.l10n.t('Switch {0} on?', count.servers(rows.length))
      : vscode.l10n.t('Switch {0} off?', count.servers(rows.length));
    if (await notify.confirm(question, yes)) await toggle(session, rows, on);
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerRowCommand('mcpChecklist.disableServer', (node) => one(node, false)),
    registerRowCommand('mcpChecklist.enableServer', (node) => one(node, true)),
    registerRowCommand('mcpChecklist.disableSharing', sharing),
    registerCommand('mcpChecklist.disableAll', () => all(false)),
    registerCommand('mcpChecklist.enableAll', () => all(true)),
  );
}

function rowsThatAre(state: State, disabled: boolean): readonly ServerRow[] {
  return (state.checklist?.rows ?? []).filter((row) => row.disabled === disabled);
}

async function offerToRevoke(rows: readonly ServerRow[]): Promise<void> {
  const pages = rows.flatMap(({ revoke }) => revoke);
  if (pages.length === 0) return;
  const told = vscode.l10n.t(
    'Off: {0}. The credential works until it is revoked.',
    count.servers(rows.length),
  );
  const revoke = vscode.l10n.t('Revoke…');
  if ((await notify.information(told, revoke)) === revoke) await revokeOneOf(pages);
}
