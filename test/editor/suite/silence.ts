import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import {
  applyAction,
  code,
  codeActions,
  eventually,
  inWorkspace,
  openText,
  rangeOf,
  waitForDiagnostics,
} from './vscode.ts';

const address = 'http://mcp.example.com/mcp';
const config = (root: string) => withServers(root, { docs: { url: address } });

/** The quick fix asks for a reason in a box; here the reason is handed to its command. */
async function ignoreWith(uri: vscode.Uri, range: vscode.Range, reason: string): Promise<void> {
  const offered = await codeActions(uri, range);
  const action = offered.find(
    ({ title }) => title === 'Accept insecure-transport here, with a reason…',
  );
  assert.ok(action?.command, `not among: ${offered.map(({ title }) => title).join(' | ')}`);
  const { command, arguments: args = [] } = action.command;
  await vscode.commands.executeCommand(command, ...args, reason);
}

const found = (all: vscode.Diagnostic[]) => all.some((it) => code(it) === 'insecure-transport');

test('a finding is ignored by a comment where the file takes comments, and undo brings it back', async () => {
  const { document } = await openText('.vscode/mcp.json', config('servers'));
  const before = document.getText();
  await waitForDiagnostics(document.uri, found);
  await ignoreWith(document.uri, rangeOf(document, address), 'a lab');
  await waitForDiagnostics(document.uri, (all) => !found(all));
  assert.match(document.getText(), /\/\/ mcp-checklist-ignore insecure-transport -- a lab\n/);
  await vscode.commands.executeCommand('undo');
  await waitForDiagnostics(document.uri, found);
  assert.equal(document.getText(), before);
});

test('a finding is ignored in the project file where the file takes no comments', async () => {
  const { document } = await openText('.cursor/mcp.json', config('mcpServers'));
  const before = document.getText();
  await waitForDiagnostics(document.uri, found);
  await ignoreWith(document.uri, rangeOf(document, address), 'a lab');
  await waitForDiagnostics(document.uri, (all) => !found(all));
  assert.equal(document.getText(), before);
  const project = inWorkspace('.mcp-checklist.json');
  const written = Buffer.from(await vscode.workspace.fs.readFile(project)).toString();
  const [entry] = JSON.parse(written).ignore;
  assert.equal(entry.reason, 'a lab');
  assert.match(entry.path, /\.cursor\/mcp\.json$/);
  await vscode.workspace.fs.delete(project);
  await waitForDiagnostics(document.uri, found);
});

test('a secret that a fix takes out goes where the person wants it', async () => {
  const settings = vscode.workspace.getConfiguration('mcpChecklist');
  const set = (value: string) =>
    settings.update('secrets.afterFix', value, vscode.ConfigurationTarget.Global);
  const token = githubToken();
  const text = withServers('mcpServers', { a: { command: 'node', env: { GITHUB_TOKEN: token } } });
  const secret = (all: vscode.Diagnostic[]) => all.some((it) => code(it) === 'plaintext-secret');
  const fix = async () => {
    const { document } = await openText('.cursor/mcp.json', text);
    await waitForDiagnostics(document.uri, secret);
    await applyAction(document.uri, rangeOf(document, token), /Replace with/);
  };
  try {
    await set('copy');
    await fix();
    await eventually(
      'the clipboard',
      async () => (await vscode.env.clipboard.readText()) === token,
    );
    await set('env');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await fix();
    // Nothing that Cursor starts reads an env file: the person's own one keeps it.
    const kept = path.join(process.env.HOME ?? '', '.mcp-checklist', 'secrets.env');
    await eventually('the file in the home folder', async () =>
      (await readFile(kept, 'utf8').catch(() => '')).includes(`GITHUB_TOKEN=${token}\n`),
    );
  } finally {
    await set('ask');
    await vscode.env.clipboard.writeText('');
  }
});
