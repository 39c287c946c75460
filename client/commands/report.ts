import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { notify } from '../connection/notify.ts';

/** Runs the command line that ships with the extension, in the folder, which is trusted as far as VS Code trusts it. */
function runCli(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ out: string; err: string }> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args, vscode.workspace.isTrusted ? '--trust-project' : '--restricted'],
      { cwd, env, maxBuffer: 1 << 28 },
      (_, out, err) => resolve({ out, err }),
    );
  });
}

function folderOf(): string | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  if (!folder) void notify.information(vscode.l10n.t('Open a folder first.'));
  return folder?.uri.fsPath;
}

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

export function registerCreateBaseline(program: string): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.createBaseline', async () => {
    const cwd = folderOf();
    if (cwd === undefined) return;
    const { out, err } = await runCli(program, ['baseline', 'create'], cwd);
    if (out === '') notify.error(err);
    else void notify.information(out.trim());
  });
}
