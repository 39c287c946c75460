import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  type CredentialAt,
  type JaneeResult,
  MOVE_TO_JANEE,
  SHOW_GUIDE,
  toJanee,
} from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { applyEdit } from './apply-edit.ts';
import { answerOf } from './asked.ts';
import { showNextSteps } from './next-steps.ts';

/** Gives a key to Janee, in front of the person, and only then takes it out of the config. */
export function registerMoveToJanee(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(MOVE_TO_JANEE, async (at: CredentialAt) => {
    const plan = await session.request(toJanee, { at });
    if (plan?.problem) notify.warning(plan.problem);
    if (plan?.guide) await vscode.commands.executeCommand(SHOW_GUIDE, plan.guide);
    if (!plan || plan.problem !== null || plan.program === null || !(await isWanted(plan))) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(at.uri));
    const wasClean = !document.isDirty;
    const { stamp } = plan;
    const { key } = (await session.requestUntraced(toJanee, { at, step: 'key', stamp })) ?? {};
    if (key === undefined || key === null) return;
    const code = await runInTerminal(plan, key);
    if (code !== 0) {
      notify.warning(vscode.l10n.t('Janee did not take the key. Nothing was changed.'));
      return;
    }
    const done = await session.request(toJanee, { at, step: 'edit', stamp });
    if (done?.edit && (await applyEdit(session, done.edit, done.judged))) {
      // That server is meant to stop.
      if (wasClean) await document.save();
      showNextSteps(done.next, vscode.l10n.t('The key is in Janee. What is left to do:'));
    } else if (done) notify.warning(vscode.l10n.t('Janee has the key; the config is as it was.'));
  });
}

/** What changes, before anything does. */
async function isWanted({ server, changes }: JaneeResult): Promise<boolean> {
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Move the key of "{0}" to Janee: this is done', server);
  pick.placeholder = vscode.l10n.t('Enter does all of it, Escape nothing.');
  const icons = ['terminal', 'edit', 'circle-slash'];
  pick.items = changes.map((label, index) => ({
    label,
    iconPath: new vscode.ThemeIcon(icons[index] ?? 'edit'),
  }));
  return (await answerOf(pick)) !== undefined;
}

/** Keeps the terminal open where the program fails, so that what it says can be read. */
const SCRIPT = `"$@"; code=$?; [ $code -eq 0 ] || { printf '\\nEnter closes this terminal. '; read _; }; exit $code`;

/**
 * A terminal whose environment holds the key: it is in no command line, no history, and not in what VS Code restores.
 *
 * @returns the exit code
 */
async function runInTerminal(
  { program, args, variable }: JaneeResult,
  key: string,
): Promise<number | undefined> {
  const words = [program ?? '', ...args];
  const isWindows = process.platform === 'win32';
  const terminal = vscode.window.createTerminal({
    name: 'Janee',
    shellPath: isWindows ? (process.env.ComSpec ?? 'cmd.exe') : '/bin/sh',
    shellArgs: isWindows ? ['/d', '/c', ...words] : ['-c', SCRIPT, 'sh', ...words],
    env: { [variable]: key },
    cwd: homedir(),
    isTransient: true,
  });
  terminal.show();
  return new Promise((resolve) => {
    const listener = vscode.window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      listener.dispose();
      resolve(closed.exitStatus?.code);
    });
  });
}
