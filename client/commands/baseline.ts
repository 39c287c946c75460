import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';
import { folderOf, runCli } from '../connection/run-cli.ts';

/** More lines than this are in no dialog that somebody reads. */
const MOST_LINES = 15;

/** What each would write is shown first, and asked about. */
export function registerBaseline(program: string): vscode.Disposable {
  const register = (id: string, name: 'create' | 'prune'): vscode.Disposable =>
    vscode.commands.registerCommand(id, () => write(program, name));
  return vscode.Disposable.from(
    register('mcpChecklist.createBaseline', 'create'),
    register('mcpChecklist.pruneBaseline', 'prune'),
  );
}

async function write(program: string, name: 'create' | 'prune'): Promise<void> {
  const cwd = folderOf();
  if (cwd === undefined) return;
  const planned = await runCli(program, ['baseline', name, '--dry-run'], cwd);
  if (planned.out === '') {
    notify.error(planned.err);
    return;
  }
  const lines = planned.out.trimEnd().split('\n');
  const [first = '', ...changes] = lines;
  if (changes.length === 0) {
    void notify.information(first);
    return;
  }
  const more = changes.length - MOST_LINES;
  const shown = changes.slice(0, MOST_LINES);
  const end = more > 0 ? [vscode.l10n.t('and {0} more', more)] : [];
  const yes = vscode.l10n.t('Write');
  if ((await notify.ask(first, [...shown, ...end].join('\n'), yes)) !== yes) return;
  const { out, err } = await runCli(program, ['baseline', name], cwd);
  if (out === '') notify.error(err);
  else void notify.information(out.trim());
}
