import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import { waitForChecklist } from './surfaces.ts';
import { eventually, openText, write } from './vscode.ts';

test('a command of a row asks which row, when it is called from the palette', async () => {
  await vscode.commands.executeCommand('mcpChecklist.openChecklist');
  const url = 'http://mcp.example.com/mcp';
  await write('/.cursor/mcp.json', withServers('mcpServers', { one: { url } }));
  await waitForChecklist('the finding', ({ findings }) => findings.length === 1);
  await vscode.env.clipboard.writeText('');
  const copied = vscode.commands.executeCommand('mcpChecklist.copyFinding');
  // The list opens when its rows are known; there is one, which is active then.
  await eventually('the row to be chosen', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return (await vscode.env.clipboard.readText()) !== '';
  });
  await copied;
  assert.match(await vscode.env.clipboard.readText(), /http:\/\//);
});

test('what is copied for a report of a problem holds no secret, no path and no name', async () => {
  const token = githubToken();
  const servers = {
    [`canary-${token}`]: { command: 'node', args: [`/canary/${token}`], env: { A_TOKEN: token } },
  };
  await openText('/canary-folder/.cursor/mcp.json', withServers('mcpServers', servers));
  await waitForChecklist('the server', ({ findings }) =>
    findings.some(({ rule }) => rule === 'plaintext-secret'),
  );
  await vscode.commands.executeCommand('mcpChecklist.copyDebugInfo');
  const said = await vscode.env.clipboard.readText();
  assert.match(said, /^MCP Checklist \d+\.\d+\.\d+, .* \d+\.\d+\.\d+/);
  assert.match(said, /Hosts: Cursor \d/);
  assert.match(said, /Rules: .*plaintext-secret \d/);
  for (const part of [token, token.slice(-6), 'canary', '/tmp', 'A_TOKEN'])
    assert.ok(!said.includes(part), part);
});
