import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { eventually, openText } from './vscode.ts';

const id = 'mcp-checklist.mcp-checklist';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(id);
  assert.ok(found, `${id} is not installed`);
  return found;
}

test('the extension under test is the one this run is about', async () => {
  const root = process.env.MCP_CHECKLIST_ROOT ?? '';
  const fromSource = path.relative(root, extension().extensionPath) === '';
  assert.equal(fromSource, process.env.MCP_CHECKLIST_PACKAGED === undefined);
});

test('it wakes up when a JSON file is opened', async () => {
  await openText('.vscode/mcp.json', '{ "servers": {} }\n');
  await eventually('the extension to be active', () => extension().isActive);
});

test('its manifest names files that exist', async () => {
  const { main, icon } = extension().packageJSON as { main: string; icon: string };
  for (const file of [main, icon]) await readFile(path.join(extension().extensionPath, file));
});
