import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { withServers } from './configs.ts';
import { notified } from './notified.ts';
import { test } from './runner.ts';
import {
  code,
  diagnostics,
  eventually,
  open,
  openText,
  rangeOf,
  surfaces,
  typeText,
  waitForDiagnostics,
  write,
} from './vscode.ts';

const http = { url: 'http://mcp.example.com/mcp' };

test('a config that nobody opened is in Problems, once, also while and after it is open', async () => {
  const uri = await write('.cursor/mcp.json', withServers('mcpServers', { closed: http }));
  await vscode.commands.executeCommand('mcpChecklist.openChecklist');
  const [found] = await waitForDiagnostics(uri, (all) => all.length === 1);
  assert.equal(found && code(found), 'insecure-transport');
  // As in an open file, the rule leads to its page inside VS Code.
  assert.equal(typeof found?.code === 'object' && found.code.target.scheme, 'mcp-checklist-rule');

  const editor = await open(uri);
  await eventually('it to be sent', async () => (await surfaces()).sent(uri));
  await waitForDiagnostics(uri, (all) => all.length === 1);
  await editor.edit((edit) => edit.insert(rangeOf(editor.document, '"closed"').start, SECOND));
  await waitForDiagnostics(uri, (all) => all.length === 2);
  await editor.document.save();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await waitForDiagnostics(uri, (all) => all.length === 2);

  await eventually('it to be closed', async () => !(await surfaces()).sent(uri));
  await vscode.workspace.fs.delete(uri);
  await waitForDiagnostics(uri, (all) => all.length === 0);
});

const SECOND = '"second": { "url": "http://other.example.com/mcp" },\n    ';

test("a person's own config is in Problems once they have asked, and the scan says how much it found", async () => {
  const file = path.join(os.homedir(), '.cursor', 'mcp.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, withServers('mcpServers', { mine: http }));
  const uri = vscode.Uri.file(file);
  await write('.cursor/mcp.json', withServers('mcpServers', { ours: http }));
  assert.deepEqual(diagnostics(uri), []);
  try {
    void vscode.commands.executeCommand('mcpChecklist.scan');
    await waitForDiagnostics(uri, (all) => all.length === 1);
    const said = await notified?.('findings');
    if (said) assert.match(said.text, /\b[2-9] configs, [2-9] findings, [2-9] errors/);
  } finally {
    await rm(file);
    void vscode.commands.executeCommand('mcpChecklist.scan');
  }
  await waitForDiagnostics(uri, (all) => all.length === 0);
});

test('a word that is typed is judged when it is left', async () => {
  const text = withServers('mcpServers', { a: { command: 'npx', args: ['-y', ''] } });
  const { document } = await openText('.cursor/mcp.json', text);
  await eventually('it to be sent', async () => (await surfaces()).sent(document.uri));
  const editor = vscode.window.activeTextEditor as vscode.TextEditor;
  const caret = rangeOf(document, '""').start.translate(0, 1);
  editor.selection = new vscode.Selection(caret, caret);
  const seen: string[] = [];
  const listener = vscode.languages.onDidChangeDiagnostics(() => {
    seen.push(...diagnostics(document.uri).map(({ message }) => message));
  });
  await typeText('a-new-package');
  const typed = [...seen];
  const started = Date.now();
  await vscode.commands.executeCommand('cursorMove', { to: 'up', by: 'line', value: 2 });
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'unpinned-package'),
  );
  listener.dispose();
  assert.deepEqual(typed, []);
  // Sooner than the pause would have shown it.
  assert.ok(Date.now() - started < 1_500, `${Date.now() - started} ms`);
});
