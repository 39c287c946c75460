import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { run } from '../cli/run.ts';
import { fake } from '../fake.ts';
import { ServerProcess } from './process.ts';

/**
 * Whoever opens a socket, looks a name up or starts a program that could (curl, npm …) is written down, and fails.
 * The guard is loaded into the very program that ships, before anything of it.
 */
const GUARD = `
const fs = require('node:fs');
const log = (what) => { fs.appendFileSync(process.env.NETWORK_LOG, what + '\\n'); throw new Error('no network: ' + what); };
const net = require('node:net');
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  const path = typeof first === 'string' ? first : first && first.path;
  return path ? connect.apply(this, args) : log('connect ' + JSON.stringify(first));
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt'])
  require('node:dns')[name] = (host) => log('dns ' + host);
require('node:dgram').createSocket = () => log('dgram');
globalThis.fetch = (url) => log('fetch ' + url);
const children = require('node:child_process');
for (const name of ['execFile', 'spawn', 'execFileSync', 'spawnSync', 'exec', 'execSync', 'fork']) {
  const original = children[name];
  children[name] = (file, ...rest) => (/^git$/.test(file) ? original(file, ...rest) : log('start ' + file));
}
`;

const TOKEN = fake.githubToken();
const CONFIG = JSON.stringify(
  {
    mcpServers: {
      a: { command: 'npx', args: ['-y', 'some-mcp'], env: { GITHUB_TOKEN: TOKEN } },
      b: { url: 'http://mcp.acme.dev/mcp' },
      c: { command: 'docker', args: ['run', '-i', 'ghcr.io/acme/mcp:latest'] },
      d: { command: 'uvx', args: ['--from', 'git+https://github.com/acme/x', 'x'] },
      e: { command: 'dnx', args: ['Acme.Mcp'] },
      f: { command: 'go', args: ['run', 'github.com/acme/x@latest'] },
    },
  },
  null,
  2,
);

let folder = '';
let log = '';
const sockets = (): string => readFileSync(log, 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-no-network-'));
  log = join(folder, 'network.log');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'guard.cjs'), GUARD);
  const config = join(folder, 'w', '.cursor', 'mcp.json');
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(config, CONFIG);
  vi.stubEnv('NODE_OPTIONS', `--require ${join(folder, 'guard.cjs')}`);
  vi.stubEnv('NETWORK_LOG', log);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('no socket is opened', () => {
  test('by typing, looking, hovering, listing and resolving what needs no version', async () => {
    const server = new ServerProcess(folder);
    await server.start(pathToFileURL(join(folder, 'w')).href);
    const uri = pathToFileURL(join(folder, 'w', '.cursor', 'mcp.json')).href;
    const textDocument = { uri, languageId: 'json', version: 1, text: CONFIG };
    await server.connection.sendNotification('textDocument/didOpen', { textDocument });
    const diagnostics = await server.diagnostics(uri);
    expect(diagnostics.map(({ code }) => code)).toContain('unpinned-package');
    for (let version = 2; version < 40; version += 1) {
      const contentChanges = [{ text: `${CONFIG}${' '.repeat(version)}` }];
      await server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges,
      });
      await server.diagnostics(uri);
    }
    for (const { range } of diagnostics) {
      const asked = {
        textDocument: { uri },
        position: range.start,
        range,
        context: { diagnostics },
      };
      await server.connection.sendRequest('textDocument/hover', asked);
      const actions = await server.connection.sendRequest<CodeAction[]>(
        'textDocument/codeAction',
        asked,
      );
      expect(Array.isArray(actions)).toBe(true);
    }
    await server.connection.sendRequest('textDocument/documentLink', { textDocument: { uri } });
    await server.connection.sendRequest('mcpChecklist/scan', { token: null });
    await server.connection.sendRequest('mcpChecklist/fixRule', {
      rule: 'plaintext-secret',
      uris: [uri],
    });
    await server.kill();
    expect(sockets()).toBe('');
  });

  test.each([
    ['check'],
    ['check', '--format', 'sarif', '--user'],
    ['checklist'],
    ['fix'],
    ['fix', '--all', '--yes', '--no-network', '--dry-run'],
    ['rules'],
    ['explain', 'unpinned-package'],
  ])('by %s %s', async (...args) => {
    const { code, err } = await run(args, { cwd: join(folder, 'w'), env: { HOME: folder } });
    expect([0, 1]).toContain(code);
    expect(err).not.toMatch(/internal error/);
    expect(sockets()).toBe('');
  });
});

test('the guard sees a socket where one is asked for', async () => {
  const registry = createServer((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const address = registry.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const env = { HOME: folder, npm_config_registry: `http://127.0.0.1:${port}/` };
  await run(['fix', '--all', '--dry-run', '--rule', 'unpinned-package'], {
    cwd: join(folder, 'w'),
    env,
  });
  expect(sockets()).toMatch(/connect|dns/);
  await new Promise((resolve) => registry.close(resolve));
});
