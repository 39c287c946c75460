import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { rows, waitForChecklist } from './surfaces.ts';
import { code, surfaces, waitForDiagnostics, waitUntil } from './vscode.ts';

test('without a config there is nothing to list, so that the welcome text shows', async () => {
  const { state } = await surfaces();
  // Nothing is open that would start a server: looking at the view does.
  await vscode.commands.executeCommand('mcpChecklist.openChecklist');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
  assert.equal(state.phase, 'running');
  assert.deepEqual(await rows(), []);
});

test('the example opens unsaved, with one of each problem', async () => {
  await surfaces();
  await vscode.commands.executeCommand('mcpChecklist.openExample');
  const editor = await waitUntil(
    'the example',
    vscode.window.onDidChangeActiveTextEditor,
    () => vscode.window.activeTextEditor,
  );
  assert.equal(editor.document.uri.scheme, 'untitled');
  const rules = ['broad-credential', 'insecure-transport', 'plaintext-secret', 'unpinned-package'];
  const found = await waitForDiagnostics(editor.document.uri, (all) => all.length >= rules.length);
  const severe = found.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
  assert.deepEqual(severe.map(code).sort(), rules);
  await waitForChecklist('the example to count', ({ configs }) => configs === 1);
  assert.equal((await rows()).length, 10);
});
