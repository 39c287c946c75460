import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { rows, waitForChecklist } from './surfaces.ts';
import {
  code,
  diagnostics,
  eventually,
  inWorkspace,
  scratch,
  surfaces,
  waitForDiagnostics,
  waitUntil,
} from './vscode.ts';

test('without a config there is nothing to list, so that the welcome text shows', async () => {
  const { state } = await surfaces();
  // Nothing is open that would start a server: looking at the view does.
  await vscode.commands.executeCommand('mcpChecklist.openChecklist');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
  assert.equal(state.phase, 'running');
  assert.deepEqual(await rows(), []);
});

test('the example is a file in a folder of its own, with one of each problem', async () => {
  await surfaces();
  const parent = await scratch('example');
  await vscode.commands.executeCommand('mcpChecklist.openExample', parent);
  const editor = await waitUntil(
    'the example',
    vscode.window.onDidChangeActiveTextEditor,
    () => vscode.window.activeTextEditor,
  );
  const { uri } = editor.document;
  assert.match(uri.path, /\/mcp-checklist-example\/\.vscode\/mcp\.json$/);
  const rules = ['broad-credential', 'insecure-transport', 'plaintext-secret', 'unpinned-package'];
  const found = await waitForDiagnostics(uri, (all) => all.length >= rules.length);
  const severe = found.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
  assert.deepEqual(severe.map(code).sort(), rules);
  await waitForChecklist('the example to count', ({ configs }) => configs === 1);
  // Made once: what is written in it stays.
  const before = editor.document.getText();
  await vscode.commands.executeCommand('mcpChecklist.openExample', parent);
  assert.equal(editor.document.getText(), before);
});

test('the walkthrough puts the cursor on what it shows, and only types a command', async () => {
  const parent = await scratch('example');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('mcpChecklist.showFixes', parent);
  const editor = vscode.window.activeTextEditor;
  const at = editor?.selection.active;
  const found = editor ? diagnostics(editor.document.uri) : [];
  const first = found.find(({ range }) => at && range.contains(at));
  assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
  await vscode.commands.executeCommand('mcpChecklist.tryCommandLine');
  await eventually('the terminal', () =>
    vscode.window.terminals.some(({ name }) => name === 'MCP Checklist'),
  );
});

test('a safe config is made for an application of this machine, and nothing is said about it', async () => {
  if (!vscode.workspace.workspaceFolders) return;
  await vscode.commands.executeCommand('mcpChecklist.createConfig', '.vscode/mcp.json');
  const uri = inWorkspace('.vscode/mcp.json');
  const { sent } = await surfaces();
  await eventually('it to be open', () => sent(uri));
  await waitForChecklist('it to count', ({ files }) =>
    files.some((it) => it.uri.endsWith('/.vscode/mcp.json') && it.inFolder),
  );
  assert.deepEqual(diagnostics(uri), []);
  await vscode.workspace.fs.delete(uri);
});
