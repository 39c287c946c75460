import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { ASKS_GIT, hostileRepository } from '../../hostile.ts';
import { withServers } from './configs.ts';
import { test } from './runner.ts';
import { serverRows, waitForChecklist } from './surfaces.ts';
import { code, inWorkspace, openText, waitForDiagnostics, waitUntil, write } from './vscode.ts';

test('this run is about a folder that nobody trusts', async () => {
  assert.equal(vscode.workspace.isTrusted, false);
});

test('what the folder says of itself silences nothing', async () => {
  const ignore = { rule: 'insecure-transport', path: '**', reason: 'trust me' };
  const policy = { ignore: [ignore], rules: { 'insecure-transport': 'off' } };
  await write('/.mcp-checklist.json', JSON.stringify(policy));
  await write(
    '/.vscode/settings.json',
    JSON.stringify({ 'mcpChecklist.rules': { 'insecure-transport': 'off' } }),
  );
  const servers = { docs: { url: 'http://mcp.example.com/mcp' } };
  const { document } = await openText('/.mcp.json', withServers('mcpServers', servers));
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'insecure-transport'),
  );
});

test('nor does a comment in it', async () => {
  const { document } = await openText(
    '/.cursor/mcp.json',
    `{ "mcpServers": { "docs": {
      // mcp-checklist-ignore insecure-transport -- reviewed by security
      "url": "http://mcp.example.com/mcp" } } }`,
  );
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'insecure-transport'),
  );
});

test('an exported report believes the folder no more, and has it run nothing', async () => {
  const root = inWorkspace('/').fsPath;
  const ignore = { rule: 'insecure-transport', path: '**', reason: 'trust me' };
  await write('/.mcp-checklist.json', JSON.stringify({ ignore: [ignore] }));
  const servers = { docs: { url: 'http://mcp.example.com/mcp' } };
  await write('/.mcp.json', withServers('mcpServers', servers));
  await write('/.vscode/mcp.json', ASKS_GIT);
  hostileRepository(root);
  try {
    await vscode.commands.executeCommand('mcpChecklist.exportReport', 'json');
    const shown = () => vscode.window.activeTextEditor?.document.isUntitled === true;
    await waitUntil('the report', vscode.window.onDidChangeActiveTextEditor, shown);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    const { files } = JSON.parse(text) as {
      files: { findings: { rule: string; suppressed: unknown }[] }[];
    };
    const found = files
      .flatMap(({ findings }) => findings)
      .filter(({ rule }) => rule === 'insecure-transport');
    assert.ok(found.length > 0);
    assert.ok(found.every(({ suppressed }) => suppressed === null));
    assert.equal(existsSync(path.join(root, 'pwned')), false);
  } finally {
    rmSync(path.join(root, '.git'), { recursive: true, force: true });
  }
});

test('no server is started, whoever calls the command', async () => {
  const note = inWorkspace('started').fsPath;
  const code = `require('node:fs').writeFileSync(${JSON.stringify(note)}, '')`;
  const servers = { docs: { command: process.execPath, args: ['-e', code] } };
  await openText('/.mcp.json', withServers('mcpServers', servers));
  await waitForChecklist('the server', ({ rows }) => rows.some(({ name }) => name === 'docs'));
  const [config] = await serverRows();
  const row = (await config?.children())?.find(({ item }) => item.label === 'docs');
  assert.ok(row);
  await vscode.commands.executeCommand('mcpChecklist.probe', row.node);
  assert.equal(existsSync(note), false);
});
