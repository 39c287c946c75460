import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { diagnostics, openText, surfaces, typeText } from './vscode.ts';

const MEGABYTES = 5;

test(`typing in an unrelated JSON file of ${MEGABYTES} MB reaches no server`, async () => {
  const { sent } = await surfaces();
  const entry = { id: 1, name: 'a product', tags: ['red', 'blue'], url: 'http://example.com/a' };
  const size = JSON.stringify(entry).length + 2;
  const list = Array.from({ length: Math.ceil((MEGABYTES * 1024 * 1024) / size) }, () => entry);
  const text = `[\n${list.map((it) => JSON.stringify(it)).join(',\n')}\n]\n`;
  const editor = await openText('products.json', text);
  editor.selection = new vscode.Selection(3, 0, 3, 0);
  // VS Code itself takes half a second for each key here.
  await typeText('"a": 1');
  const { uri } = editor.document;
  assert.equal(sent(uri), false);
  assert.deepEqual(diagnostics(uri), []);
});

test('programs, documents and manifests are not sent where there is no server project', async () => {
  const { sent, state } = await surfaces();
  assert.deepEqual(state.projects, []);
  const files = {
    'index.ts': 'export const a = 1;\n',
    'README.md': '# A\n',
    'package.json': '{}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    const editor = await openText(name, text);
    await typeText(' ');
    assert.equal(sent(editor.document.uri), false, name);
  }
});

test('a small JSON file is sent once it lists servers', async () => {
  const { sent } = await surfaces();
  const editor = await openText('notes.json', '{\n}\n');
  assert.equal(sent(editor.document.uri), false);
  editor.selection = new vscode.Selection(0, 1, 0, 1);
  await typeText('"mcpServers": {');
  assert.equal(sent(editor.document.uri), true);
});
