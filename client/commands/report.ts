import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';
import { folderOf, runCli } from '../connection/run-cli.ts';

/** The report of the whole folder, for a pull request, a wiki or another tool. */
export function registerExportReport(program: string): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.exportReport', async (given?: string) => {
    const cwd = folderOf();
    if (cwd === undefined) return;
    const formats = [
      { label: 'Markdown', format: 'markdown', language: 'markdown' },
      { label: 'SARIF', format: 'sarif', language: 'json' },
      { label: 'JSON', format: 'json', language: 'json' },
    ];
    const chosen =
      formats.find(({ format }) => format === given) ??
      (await vscode.window.showQuickPick(formats));
    if (!chosen) return;
    const { out, err } = await runCli(program, ['check', '--format', chosen.format], cwd);
    if (out === '') notify.error(err);
    // Untitled: where it is saved is the person's choice, and so is whether.
    else
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ content: out, language: chosen.language }),
      );
  });
}
