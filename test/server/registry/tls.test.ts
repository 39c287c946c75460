import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createProxy, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { json, Machine, packument } from './machine.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-tls-'));
const key = path.join(folder, 'key.pem');
const cert = path.join(folder, 'cert.pem');
const made = spawnSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
  ...['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'],
  ...['-addext', 'subjectAltName=DNS:localhost,DNS:registry.invalid'],
]);
const skip = made.status !== 0;
if (skip) console.warn('The tests of certificates are skipped: openssl is not there to make one.');

let machine: Machine;
const servers: Server[] = [];
beforeEach(() => {
  machine = new Machine();
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await machine.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

/** A registry whose certificate nobody else knows. */
function privateRegistry(): Promise<number> {
  const options = { key: readFileSync(key), cert: readFileSync(cert) };
  return listening(
    createServer(options, (_request, response) => json(response, packument({ '1.0.0': 50 }))),
  );
}

let counter = 0;
function newest() {
  const lookup = { ecosystem: 'npm', name: `private-${counter++}`, spec: '' } as const;
  return newestVersion(lookup, machine.context());
}

test.skipIf(skip)('a certificate counts when the person trusts it', async () => {
  const registry = `registry=https://localhost:${await privateRegistry()}/\n`;
  machine.write('work/.npmrc', registry);
  await expect(newest()).rejects.toThrow('its certificate is not trusted here');
  machine.write('work/.npmrc', `${registry}cafile=${cert}\n`);
  expect((await newest()).version).toBe('1.0.0');
  machine.write('work/.npmrc', `${registry}strict-ssl=false\n`);
  expect((await newest()).version).toBe('1.0.0');
});

test.skipIf(skip)('an encrypted registry is reached through a proxy', async () => {
  const port = await privateRegistry();
  const asked: string[] = [];
  const proxy = createProxy().on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    const upstream = connect(port, 'localhost', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const address = `http://me:mine@localhost:${await listening(proxy)}/`;
  machine.write(
    'work/.npmrc',
    `registry=https://registry.invalid/\nhttps-proxy=${address}\ncafile=${cert}\n`,
  );
  expect((await newest()).version).toBe('1.0.0');
  const login = Buffer.from('me:mine').toString('base64');
  expect(asked).toEqual([`registry.invalid:443 Basic ${login}`]);
});
