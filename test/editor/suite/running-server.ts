import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { type Row, serverRows, waitForChecklist } from './surfaces.ts';
import { eventually, inWorkspace, write } from './vscode.ts';

/** An MCP server that says who it is, and nothing else. */
const SERVER = `
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
writeFileSync(process.argv[2], String(process.pid));
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'small', version: '1.0.0' },
  }),
  'tools/list': () => ({ tools: [] }),
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const result = answers[method]?.(params) ?? {};
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
});
`;

/** As VS Code names what the first folder's \`.vscode/mcp.json\` lists. */
const ID = 'mcp.config.ws0.small';

test('a server that VS Code runs is stopped as it is switched off, and can be started again', async () => {
  const script = await write('/small-server.mjs', SERVER);
  const pidFile = inWorkspace('small-server.pid').fsPath;
  const entry = { type: 'stdio', command: process.execPath, args: [script.fsPath, pidFile] };
  const text = `${JSON.stringify({ servers: { small: entry } }, null, 2)}\n`;
  const config = await write('/.vscode/mcp.json', text);
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('the server', ({ rows }) => rows.some(({ name }) => name === 'small'));
  const { executeCommand } = vscode.commands;
  const pid = async () => Number(await readFile(pidFile, 'utf8').catch(() => 0));
  let last = 0;
  const start = () =>
    eventually('it to run', async () => {
      // VS Code reads a config that is new in its own time.
      void executeCommand('workbench.mcp.startServer', ID, {
        promptType: 'never',
        autoTrustChanges: true,
      }).then(undefined, () => undefined);
      await new Promise((next) => setTimeout(next, 500));
      return (await pid()) !== last && isAlive(await pid());
    });
  const node = async () => (await find(await serverRows(), 'small'))?.node;

  // The command by itself, so that it is known to be what stops it.
  await start();
  last = await pid();
  await executeCommand('workbench.mcp.stopServer', ID);
  await eventually('the command to stop it', () => !isAlive(last));

  await start();
  last = await pid();
  await executeCommand('mcpChecklist.disableServer', await node());
  await eventually('it to be stopped', () => !isAlive(last));
  const off = Buffer.from(await vscode.workspace.fs.readFile(config)).toString();
  assert.match(off, /\/\/ mcp-checklist-off "small"/);
  await waitForChecklist('it to be off', ({ rows }) =>
    rows.some(({ name, disabled }) => name === 'small' && disabled),
  );
  await executeCommand('mcpChecklist.enableServer', await node());
  assert.equal(Buffer.from(await vscode.workspace.fs.readFile(config)).toString(), text);
  await start();
  await executeCommand('workbench.mcp.stopServer', ID);
});

async function find(rows: readonly Row[], label: string): Promise<Row | undefined> {
  for (const row of rows) {
    const found = row.item.label === label ? row : await find(await row.children(), label);
    if (found) return found;
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
