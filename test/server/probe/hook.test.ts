import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const HOOK = join(import.meta.dirname, '../../../dist/probe-hook.cjs');

let reached = 0;
/** Stands where the made-up provider stands. */
const provider = createServer((socket) => {
  reached += 1;
  socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
});

beforeAll(() => new Promise<void>((done) => provider.listen(0, '127.0.0.1', done)));
afterAll(() => void provider.close());

/** Ways in which programs open a connection. A name under .invalid leads nowhere, should one get past the hook. */
const WAYS: Readonly<Record<string, string>> = {
  'options whose path is null': `net.connect({ host: 'api.invalid', port: 80, path: null })`,
  'options without a path': `net.connect({ host: 'api.invalid', port: 80 })`,
  'a port and a host': `net.connect(80, 'api.invalid')`,
  'a socket of its own': `new net.Socket().connect({ host: 'api.invalid', port: 80 })`,
  'a request': `http.get('http://api.invalid/')`,
  'a request of an agent': `http.get('http://api.invalid/', { agent: new http.Agent({ keepAlive: true }) })`,
  'an address': `net.connect({ host: '203.0.113.9', port: 80 })`,
};

test.each(Object.entries(WAYS))('%s reaches the provider, and nobody else', async (_, way) => {
  const { port } = provider.address() as { port: number };
  const script = `const net = require('net'); const http = require('http');
    const it = ${way};
    it.on('error', (error) => { console.log(error.code); process.exit(1); });
    it.on('response', () => process.exit(0));
    it.on('data', () => process.exit(0));
    setTimeout(() => process.exit(2), 5000);`;
  const before = reached;
  await promisify(execFile)(process.execPath, ['--require', HOOK, '-e', script], {
    env: { ...process.env, MCP_CHECKLIST_PROVIDER: `${port}:` },
  });
  expect(reached).toBe(before + 1);
});
