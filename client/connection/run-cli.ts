import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { notify } from './notify.ts';

/** Runs the command line that ships with the extension, in a folder, which is trusted as far as VS Code trusts it. */
export function runCli(
  program: string,
  args: readonly string[],
  cwd: string,
  input = '',
): Promise<{ out: string; err: string }> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args, vscode.workspace.isTrusted ? '--trust-project' : '--restricted'],
      { cwd, env, maxBuffer: 1 << 28 },
      (_, out, err) => resolve({ out, err }),
    );
    // It may end before it has read that.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** The first folder that is open; a person is told where there is none. */
export function folderOf(): string | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  if (!folder) void notify.information(vscode.l10n.t('Open a folder first.'));
  return folder?.uri.fsPath;
}
