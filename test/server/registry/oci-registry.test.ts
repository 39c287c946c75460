import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { fake } from '../../fake.ts';

/** A real registry: Debian's `docker-registry`, with a login. Where apt cannot bring it, that is said. */
const installed = bringRegistry();
if (!installed) console.log('skipped: docker-registry is not here, and apt-get does not bring it');

const USER = 'ada';
const PASSWORD = fake.password();
const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-oci-'));
let host = '';
let stop: () => void = () => undefined;

function bringRegistry(): boolean {
  const isThere = () => spawnSync('docker-registry', ['--version']).status === 0;
  if (isThere()) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const packages = [
    'install',
    '--yes',
    '--no-install-recommends',
    'docker-registry',
    'apache2-utils',
  ];
  if (spawnSync('apt-get', packages).status !== 0) {
    spawnSync('apt-get', ['update']);
    spawnSync('apt-get', packages);
  }
  return isThere();
}

beforeAll(async () => {
  if (!installed) return;
  const port = await freePort();
  host = `127.0.0.1:${port}`;
  const passwords = execFileSync('htpasswd', ['-nbB', USER, PASSWORD], { encoding: 'utf8' });
  writeFileSync(join(folder, 'htpasswd'), passwords);
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    [
      'version: 0.1',
      `storage: { filesystem: { rootdirectory: ${folder}/data } }`,
      `http: { addr: ${host} }`,
      `auth: { htpasswd: { realm: test, path: ${folder}/htpasswd } }`,
    ].join('\n'),
  );
  const registry = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  stop = () => registry.kill();
  await vi.waitFor(() => fetch(`http://${host}/v2/`), { timeout: 10_000, interval: 100 });
}, 180_000);

afterAll(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => vi.unstubAllEnvs());

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const login = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
const digestOf = (content: string) =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** What `docker push` does, for an image of two platforms with nothing in it. */
async function push(repository: string, tag: string): Promise<string> {
  const manifests: object[] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const config = JSON.stringify({
      architecture,
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [] },
    });
    await upload(repository, config);
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: descriptor('application/vnd.oci.image.config.v1+json', config),
      layers: [],
    });
    const type = 'application/vnd.oci.image.manifest.v1+json';
    await put(`/v2/${repository}/manifests/${digestOf(manifest)}`, type, manifest);
    manifests.push({ ...descriptor(type, manifest), platform: { architecture, os: 'linux' } });
  }
  const type = 'application/vnd.oci.image.index.v1+json';
  const index = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests });
  await put(`/v2/${repository}/manifests/${tag}`, type, index);
  return digestOf(index);
}

function descriptor(mediaType: string, content: string) {
  return { mediaType, digest: digestOf(content), size: Buffer.byteLength(content) };
}

async function put(path: string, type: string, body: string): Promise<void> {
  const headers = { authorization: login, 'content-type': type };
  const { status } = await fetch(`http://${host}${path}`, { method: 'PUT', headers, body });
  expect(status, path).toBe(201);
}

async function upload(repository: string, content: string): Promise<void> {
  const headers = { authorization: login };
  const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, {
    method: 'POST',
    headers,
  });
  const location = new URL(begun.headers.get('location') ?? '', `http://${host}`);
  location.searchParams.set('digest', digestOf(content));
  await put(`${location.pathname}${location.search}`, 'application/octet-stream', content);
}

/** docker's own settings, as `docker login` leaves them. */
function loggedIn(config: object): void {
  const home = mkdtempSync(join(folder, 'docker-'));
  writeFileSync(join(home, 'config.json'), JSON.stringify(config));
  vi.stubEnv('DOCKER_CONFIG', home);
}

function ask(name: string, spec: string) {
  const signal = AbortSignal.timeout(10_000);
  const context = {
    configPath: '',
    minimumReleaseAgeDays: 3,
    trusted: true,
    now: Date.now(),
    signal,
  };
  return newestVersion({ ecosystem: 'oci', name, spec }, context);
}

describe.skipIf(!installed)('a real registry', () => {
  test('gives the digest for all platforms to who is logged in', async () => {
    const digest = await push('acme/mcp', '1.2.3');
    loggedIn({ auths: { [host]: { auth: login.slice('Basic '.length) } } });
    expect(await ask(`${host}/acme/mcp`, '1.2.3')).toMatchObject({
      version: digest,
      source: host,
      installed: false,
    });
  });

  test('is asked with what a credential helper keeps', async () => {
    const digest = await push('acme/helped', 'latest');
    const programs = join(folder, 'bin');
    mkdirSync(programs, { recursive: true });
    const helper = join(programs, 'docker-credential-test');
    writeFileSync(
      helper,
      `#!/bin/sh\n[ "$(cat)" = "${host}" ] || exit 1\necho '{"ServerURL":"x","Username":"${USER}","Secret":"'"$TEST_SECRET"'"}'\n`,
    );
    chmodSync(helper, 0o755);
    vi.stubEnv('PATH', `${programs}:${process.env.PATH}`);
    vi.stubEnv('TEST_SECRET', PASSWORD);
    for (const config of [{ credsStore: 'test' }, { credHelpers: { [host]: 'test' } }]) {
      loggedIn(config);
      expect((await ask(`${host}/acme/helped`, '')).version).toBe(digest);
    }
  });

  test('says what is missing to who is not', async () => {
    await push('acme/closed', '1');
    loggedIn({ credsStore: 'nowhere', auths: { 'other.example': { auth: 'eDp5' } } });
    await expect(ask(`${host}/acme/closed`, '1')).rejects.toThrow(/asks for a login to show/);
  });

  test('says that there is no such tag', async () => {
    await push('acme/tagged', '1');
    loggedIn({ auths: { [host]: { auth: login.slice('Basic '.length) } } });
    await expect(ask(`${host}/acme/tagged`, '9')).rejects.toThrow(
      /has no image .* with the tag "9"/,
    );
  });
});
