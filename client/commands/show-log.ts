import { arch, platform, release } from 'node:os';
import * as vscode from 'vscode';
import type { State } from '../tree/state.ts';

/** What one has to know of an installation: said in the log, and copied for a report of a problem. */
export function registerShowLog(
  log: vscode.LogOutputChannel,
  state: State,
  version: string,
): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('mcpChecklist.showLog', () => {
      for (const line of facts(state, version)) log.info(line);
      for (const { host, shown, servers } of state.checklist?.files ?? [])
        log.info(`${host}: ${unlinked(shown)}, ${servers} servers`);
      log.show();
    }),
    registerCommand('mcpChecklist.copyDebugInfo', async () => {
      await vscode.env.clipboard.writeText(`${facts(state, version).join('\n')}\n`);
      void vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', 'MCP Checklist'), 5_000);
    }),
  );
}

/** In English, as whoever helps may speak another language. No path, no name and no text of a file. */
function facts({ phase, checklist }: State, version: string): readonly string[] {
  const { env, workspace } = vscode;
  const { files = [], rows = [], findings = [] } = checklist ?? {};
  const settings = workspace.getConfiguration('mcpChecklist');
  const plain = ['strictness', 'machineConfigs', 'home', 'network', 'secrets.afterFix'];
  return [
    `MCP Checklist ${version}, ${env.appName} ${vscode.version}, ${env.remoteName ?? 'local'}`,
    `Node ${process.version}, ${platform()} ${release()} ${arch()}, ${env.language}`,
    `Server: ${phase}. Folders: ${workspace.workspaceFolders?.length ?? 0}, trusted: ${workspace.isTrusted}`,
    `Configs: ${files.length}, servers: ${rows.length}, findings: ${findings.length}`,
    `Hosts: ${tally(files.map(({ host }) => host))}`,
    `Rules: ${tally(findings.map(({ rule }) => rule))}`,
    `Settings: ${plain.map((it) => `${it}=${known(settings.get(it))}`).join(', ')}`,
  ];
}

/** "Cursor 2, VS Code 1". */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${word} ${count}`).join(', ') || 'none';
}

/** Somebody may have written anything there. */
function known(value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' && /^[a-zA-Z]{1,10}$/.test(value) ? value : 'other';
}

/** Output channels make a link of every address. */
function unlinked(text: string): string {
  return text.replace(/:(?=\/\/)/g, ': ');
}
