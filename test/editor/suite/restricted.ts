import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withServers } from './configs.ts';
import { test } from './runner.ts';
import { code, openText, waitForDiagnostics, write } from './vscode.ts';

test('this run is about a folder that nobody trusts', async () => {
  assert.equal(vscode.workspace.isTrusted, false);
});

test('what the folder says of itself silences nothing', async () => {
  const ignore = { rule: 'insecure-transport', path: '**', reason: 'trust me' };
  await write('/.mcp-checklist.json', JSON.stringify({ ignore: [ignore] }));
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
