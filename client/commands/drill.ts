import * as vscode from 'vscode';
import { drillTook } from '../../rules/checklists/drill.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import type { ServerRow } from '../tree/checklist-state.ts';
import { registerRowCommand } from '../tree/rows.ts';
import type { State } from '../tree/state.ts';
import { dayIn, type Said } from './attest-questions.ts';
import { toggle } from './toggle.ts';

/** Longer than any disk takes to be read again. */
const PATIENCE_MS = 20_000;

/** Whether the kill switch works is known when somebody has used it: off, a look, on again, with the time it takes. */
export function registerDrill(session: Session, state: State): vscode.Disposable {
  return registerRowCommand('mcpChecklist.drill', async (node: unknown, given?: Said['keep']) => {
    if (!(node instanceof ServerNode)) return;
    const { row } = node;
    if (given === undefined && !(await isSure(row))) return;
    const note = await drill(session, state, row);
    if (note === undefined) return;
    const written = writeDown(row, note, given);
    // Nobody has to answer a notification.
    if (given !== undefined) await written;
  });
}

function isSure({ name }: ServerRow): Promise<boolean> {
  const asked = vscode.l10n.t('Switch {0} off, and on again?', name);
  const detail = vscode.l10n.t(
    'It is switched off, looked at, and switched on as it was. What uses it meanwhile fails.',
  );
  return notify.confirm(asked, vscode.l10n.t('Drill'), detail);
}

/** @returns undefined where it did not work, which has been said */
async function drill(session: Session, state: State, row: ServerRow): Promise<string | undefined> {
  const uri = vscode.Uri.parse(row.uri);
  if (vscode.workspace.textDocuments.some((it) => it.isDirty && isSame(it.uri, uri))) {
    notify.warning(vscode.l10n.t('Save the config first: its text is compared.'));
    return undefined;
  }
  const before = await textOf(uri);
  const started = performance.now();
  if (!(await toggle(session, [row], false))) return undefined;
  const isOff = await isSwitched(state, row, true);
  const middle = performance.now();
  const isBack = (await toggle(session, [row], true)) && (await isSwitched(state, row, false));
  const ended = performance.now();
  if (isOff && isBack && (await textOf(uri)) === before)
    return `drill: ${drillTook({ off: middle - started, on: ended - middle })}`;
  notify.warning(
    isOff && isBack
      ? vscode.l10n.t('{0} is on again, but its config is not what it was.', row.name)
      : vscode.l10n.t('{0} did not follow: look whether it is on.', row.name),
  );
  return undefined;
}

/** The server of the language reads the disk again, and says so. */
function isSwitched(state: State, row: ServerRow, off: boolean): Promise<boolean> {
  const is = (): boolean =>
    state.checklist?.rows.some(
      (it) => it.uri === row.uri && it.name === row.name && it.disabled === off,
    ) ?? false;
  if (is()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), PATIENCE_MS);
    const subscription = state.onDidChange(() => {
      if (is()) done(true);
    });
    const done = (result: boolean): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(result);
    };
  });
}

/** Evidence for the item of the kill switch, dated, for whom the person says. */
async function writeDown(
  { uri, name }: ServerRow,
  note: string,
  given?: Said['keep'],
): Promise<void> {
  const team = vscode.l10n.t('Save for the Team');
  const me = vscode.l10n.t('Save for Me');
  const told = vscode.l10n.t('{0}: {1}; the config is what it was.', name, note);
  const chosen = given ?? keepOf(await notify.information(told, team, me), team, me);
  if (chosen === undefined) return;
  const about = { item: 'production/10', question: '', uri, server: name, path: '' };
  const said: Said = { until: dayIn(182), keep: chosen, note };
  await vscode.commands.executeCommand('mcpChecklist.attest', [about], said);
}

function keepOf(answer: string | undefined, team: string, me: string): Said['keep'] | undefined {
  if (answer === team) return 'project';
  return answer === me ? 'person' : undefined;
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function isSame(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}
