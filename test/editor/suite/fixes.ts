import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import {
  answering,
  applyAction,
  closeSteps,
  code,
  codeActions,
  eventually,
  open,
  openText,
  rangeOf,
  surfaces,
  waitForDiagnostics,
  waitUntil,
  write,
} from './vscode.ts';

function npx(spec: string): Record<string, unknown> {
  return { command: 'npx', args: ['-y', spec, '/tmp'] };
}

/** As if `npm install` had been there. */
async function install(name: string, version: string): Promise<void> {
  const manifest = JSON.stringify({ name, version });
  await write(`node_modules/${name}/package.json`, manifest);
}

test('http becomes https, in the address alone', async () => {
  const servers = { docs: { type: 'http', url: 'http://mcp.example.com/mcp?via=http://x' } };
  const { document } = await openText('.vscode/mcp.json', withServers('servers', servers));
  const [found] = await waitForDiagnostics(document.uri, (all) => all.length > 0);
  assert.ok(found);
  assert.equal(code(found), 'insecure-transport');
  await applyAction(document.uri, found.range, 'Use https://');
  assert.ok(document.getText().includes('"https://mcp.example.com/mcp?via=http://x"'));
});

test('a package is pinned to what is installed, without any network', async () => {
  const name = '@modelcontextprotocol/server-filesystem';
  await install(name, '2.4.0');
  const text = withServers('servers', { files: npx(name) });
  const { document } = await openText('.vscode/mcp.json', text);
  const [found] = await waitForDiagnostics(document.uri, (all) => all.length > 0);
  assert.ok(found);
  assert.equal(code(found), 'unpinned-package');
  assert.equal(document.getText(found.range), name);
  await applyAction(document.uri, found.range, /@2\.4\.0\b/);
  assert.deepEqual(JSON.parse(document.getText()).servers.files.args[1], `${name}@2.4.0`);
  await waitForDiagnostics(document.uri, (all) => all.length === 0);
});

test('a package is pinned to the newest release, or nothing changes without a registry', async () => {
  const name = '@modelcontextprotocol/server-memory';
  const text = withServers('servers', { memory: npx(name) });
  const { document } = await openText('.vscode/mcp.json', text);
  const [found] = await waitForDiagnostics(document.uri, (all) => all.length > 0);
  assert.ok(found);
  const offered = await codeActions(document.uri, found.range);
  const pin = offered.find(({ title }) => title.includes(name));
  assert.ok(pin, `No pin among: ${offered.map(({ title }) => title).join(' | ')}`);
  await applyAction(document.uri, found.range, pin.title);
  const [, spec] = JSON.parse(document.getText()).servers.memory.args;
  if (spec === name) console.log('    (no registry was reached: checked that nothing changes)');
  else assert.match(spec, /^@modelcontextprotocol\/server-memory@\d+\.\d+\.\d+$/);
});

test('a registry is asked through the proxy that VS Code is set up with', async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  }).on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const http = vscode.workspace.getConfiguration('http');
  await http.update('proxy', `http://127.0.0.1:${port}`, vscode.ConfigurationTarget.Global);
  try {
    const text = withServers('servers', {
      go: { command: 'go', args: ['run', 'example.com/mcp@latest'] },
    });
    const { document } = await openText('.vscode/mcp.json', text);
    const [found] = await waitForDiagnostics(document.uri, (all) => all.length > 0);
    assert.ok(found);
    await eventually('the proxy to be asked', async () => {
      // The server that knows of it may be on its way yet.
      await applyAction(document.uri, found.range, /^Pin /).catch(() => undefined);
      return asked.length > 0;
    });
    assert.match(asked[0] ?? '', /proxy\.golang\.org/);
    assert.equal(document.getText(), text);
  } finally {
    await http.update('proxy', undefined, vscode.ConfigurationTarget.Global);
    proxy.close();
  }
});

test('fix all makes the safe fixes and leaves the others to the person', async () => {
  const token = githubToken();
  const name = '@modelcontextprotocol/server-everything';
  await install(name, '2025.9.12');
  const text = withServers('mcpServers', {
    docs: { url: 'http://mcp.example.com/mcp' },
    intranet: { url: 'http://handbook.corp.internal:8080/mcp' },
    everything: { ...npx(name), env: { GITHUB_TOKEN: token } },
  });
  const { document } = await openText('.cursor/mcp.json', text);
  await waitForDiagnostics(document.uri, (all) => all.length === 4);
  await vscode.commands.executeCommand('mcpChecklist.fixAll');
  const { docs, intranet, everything } = await waitUntil(
    'the fixes',
    vscode.workspace.onDidChangeTextDocument,
    () => document.getText() !== text && JSON.parse(document.getText()).mcpServers,
  );
  assert.equal(docs.url, 'https://mcp.example.com/mcp');
  assert.equal(intranet.url, 'http://handbook.corp.internal:8080/mcp');
  assert.equal(everything.env.GITHUB_TOKEN, token);
});

test('a JSON file that is no MCP config gets nothing, until it becomes one', async () => {
  const token = githubToken();
  const text = `{\n  "url": "http://mcp.example.com",\n  "token": "${token}"\n}\n`;
  const { document } = await openText('data/settings.json', text);
  const config = await write('.mcp.json', withServers('mcpServers', { a: { command: 'npx' } }));
  // Both are open, and the second has been answered: so has the first.
  await open(config);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  assert.deepEqual(await waitForDiagnostics(document.uri, (all) => all.length === 0), []);

  const server = `"mcpServers": { "docs": { "url": "http://mcp.example.com/mcp" } },\n  `;
  const start = rangeOf(document, '"url"').start;
  await editor.edit((edit) => edit.insert(start, server));
  const found = await waitForDiagnostics(document.uri, (all) => all.length > 0);
  assert.ok(found.some((it) => code(it) === 'insecure-transport'));
});

test('after a snippet of a README was pasted, all that is wrong with it is offered', async () => {
  const snippet = `{
  "mcpServers": {
    "docs": { "url": "http://mcp.example.com/mcp", "headers": { "Authorization": "Bearer ${githubToken()}" } }
  }
}
`;
  const { document } = await openText('.vscode/mcp.json', '');
  const { question } = await surfaces();
  await vscode.env.clipboard.writeText(snippet);
  // What tests before this one have said would be answered first.
  await vscode.commands.executeCommand('notifications.clearAll');
  try {
    await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
    await waitForDiagnostics(document.uri, (all) => all.length > 1);
    const before = document.getText();
    await eventually('the offer to be taken', async () => {
      await vscode.commands.executeCommand('notifications.showList');
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return question() !== undefined;
    });
    assert.match(question()?.title ?? '', /^What you pasted: 3 fixes$/);
    const changed = () => document.getText() !== before;
    const fixed = waitUntil('the fixes', vscode.workspace.onDidChangeTextDocument, changed);
    assert.ok(await answering(fixed, /^Discard/));
    await closeSteps();
  } finally {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('notifications.hideList');
  }
  const { servers } = JSON.parse(document.getText());
  assert.equal(servers.docs.url, 'https://mcp.example.com/mcp');
  assert.match(servers.docs.headers.Authorization, /^Bearer \$\{input:/);
});
