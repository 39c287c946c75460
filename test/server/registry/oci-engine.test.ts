import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installedVersion } from '../../../server/registry/main.ts';

/** The engine on this machine, on a socket of its own: https://docs.docker.com/reference/api/engine/ */
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const images: Readonly<Record<string, unknown>> = {
  '/images/ghcr.io/acme/mcp:1.2.3/json': {
    RepoDigests: [`other/mcp@sha256:${'00'.repeat(32)}`, `ghcr.io/acme/mcp@${DIGEST}`],
  },
  '/images/mcp/fetch:latest/json': { RepoDigests: [`mcp/fetch@${DIGEST}`] },
  '/images/built/here:latest/json': { RepoDigests: [] },
  '/images/odd/one:latest/json': { RepoDigests: ['odd/one@latest'] },
};
let folder = '';
let engine: Server;
const seen: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-engine-'));
  seen.length = 0;
  engine = createServer((request, response) => {
    seen.push(request.url ?? '');
    const image = images[request.url ?? ''];
    response
      .writeHead(image ? 200 : 404)
      .end(JSON.stringify(image ?? { message: 'no such image' }));
  });
  await new Promise<void>((resolve) => engine.listen(join(folder, 'docker.sock'), resolve));
  vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'docker.sock')}`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => engine.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const installed = (name: string, spec = '') =>
  installedVersion(
    { ecosystem: 'oci', name, spec },
    { configPath: '/w/mcp.json', workspaceFolders: [] },
  );

test.each([
  ['ghcr.io/acme/mcp', '1.2.3'],
  ['mcp/fetch', ''],
])('the image %s:%s that is here is what starts today', async (name, spec) => {
  expect(await installed(name, spec)).toMatchObject({
    version: DIGEST,
    source: 'the image on this machine',
    installed: true,
  });
});

test.each(['built/here', 'odd/one', 'no/such'])('%s has no digest of a registry', async (name) => {
  expect(await installed(name)).toBeUndefined();
});

test('an engine on another machine is not asked, nor one that is not there or silent', async () => {
  for (const host of ['tcp://10.0.0.1:2375', 'ssh://build.acme.dev', `unix://${folder}/nothing`]) {
    vi.stubEnv('DOCKER_HOST', host);
    expect(await installed('mcp/fetch')).toBeUndefined();
  }
  expect(seen).toEqual([]);
  engine.removeAllListeners('request').on('request', () => undefined);
  vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'docker.sock')}`);
  expect(await installed('mcp/fetch')).toBeUndefined();
  engine.closeAllConnections();
});
