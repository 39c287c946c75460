import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';
import { folderOf, runCli } from '../connection/run-cli.ts';
import { KEY as WORDS } from './attest.ts';
import { KEY as PROBES } from './kept-probes.ts';

/** Saves the checklist as a page to hand on, with what is kept here for its person, where the person wants it. */
export function registerSaveReport(program: string, storage: vscode.Memento): vscode.Disposable {
  return vscode.commands.registerCommand(
    'mcpChecklist.saveReport',
    async (given?: vscode.Uri): Promise<void> => {
      const cwd = folderOf();
      if (cwd === undefined) return;
      const target = given instanceof vscode.Uri ? given : await askWhere(cwd);
      if (!target) return;
      const format = /\.html?$/i.test(target.path) ? 'html' : 'markdown';
      const home = vscode.workspace.getConfiguration('mcpChecklist').get('home', true);
      const args = [
        'checklist',
        '--own-words',
        '--format',
        format,
        ...(home ? ['--user'] : []),
        '.',
      ];
      const own = { attestations: storage.get(WORDS, []), probes: storage.get(PROBES, []) };
      const { out, err } = await runCli(program, args, cwd, JSON.stringify(own));
      if (out === '') {
        notify.error(err);
        return;
      }
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(out));
      const open = vscode.l10n.t('Open');
      const name = vscode.workspace.asRelativePath(target);
      const answer = notify.information(vscode.l10n.t('The report is in {0}.', name), open);
      if ((await answer) !== open) return;
      if (format === 'html') await vscode.env.openExternal(target);
      else await vscode.window.showTextDocument(target);
    },
  );
}

function askWhere(folder: string): Thenable<vscode.Uri | undefined> {
  const day = new Date().toISOString().slice(0, 10);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the report of the checklist'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(folder), `mcp-checklist-${day}.html`),
    filters: { [vscode.l10n.t('Page')]: ['html'], Markdown: ['md'] },
  });
}
