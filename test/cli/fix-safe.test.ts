import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folder, run } from './run.ts';

const DAY = 86_400_000;
const version = (name: string, number: string) => ({ name, version: number, dist: {} });
const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** By name: the versions and how many days ago each was published. */
const PACKAGES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'steady-mcp': { '1.0.0': 90, '1.1.0': 30 },
  'fresh-mcp': { '1.0.0': 90, '2.0.0': 1 },
  '@modelcontextprotocol/server-filesystem': { '2.0.1': 90, '2026.8.31': 60 },
};
const asked: string[] = [];
const registry = createServer((request, response) => {
  const name = decodeURIComponent((request.url ?? '').slice(1));
  asked.push(name);
  const ages = PACKAGES[name];
  response.writeHead(ages ? 200 : 404, { 'content-type': 'application/json' });
  const versions = Object.keys(ages ?? {});
  response.end(
    JSON.stringify({
      name,
      'dist-tags': { latest: versions.at(-1) },
      versions: Object.fromEntries(versions.map((it) => [it, version(name, it)])),
      time: Object.fromEntries(versions.map((it) => [it, at(ages?.[it] ?? 0)])),
    }),
  );
});
beforeAll(() => new Promise<void>((done) => void registry.listen(0, '127.0.0.1', done)));
afterAll(() => registry.close());

function set(servers: Readonly<Record<string, readonly string[]>>) {
  const { port } = registry.address() as AddressInfo;
  const text = JSON.stringify({
    mcpServers: Object.fromEntries(
      Object.entries(servers).map(([name, args]) => [name, { command: 'npx', args }]),
    ),
  });
  const cwd = folder({
    'repo/.cursor/mcp.json': text,
    'home/.npmrc': `registry=http://127.0.0.1:${port}/\n`,
  });
  const home = join(cwd, 'home');
  const env = { HOME: home, USERPROFILE: home, npm_config_userconfig: join(home, '.npmrc') };
  const fix = (...args: readonly string[]) => run(['fix', ...args, 'repo'], { cwd, env });
  const read = () => readFileSync(join(cwd, 'repo/.cursor/mcp.json'), 'utf8');
  const also = (name: string) => writeFileSync(join(cwd, name), text);
  return { text, fix, read, also };
}

describe('a fix that is safe', () => {
  it('writes down what npx fetches today, and says what is left to look at', async () => {
    const { text, fix, read } = set({
      a: ['-y', 'steady-mcp'],
      b: ['-y', 'fresh-mcp@latest'],
      c: ['-y', '@modelcontextprotocol/server-filesystem', '/srv/x'],
    });
    const { out, err } = await fix('--network');
    expect(err).toBe('');
    // What is too young or vulnerable starts today; another version would be a change.
    expect(read()).toBe(text.replace('steady-mcp', 'steady-mcp@1.1.0'));
    expect(out).toContain('Pin to steady-mcp@1.1.0 (newest on the npm registry)');
    expect(out).toContain('2 findings need a look');
  });

  it('asks nobody where nobody said so', async () => {
    const { text, fix, read } = set({ a: ['-y', 'steady-mcp'] });
    asked.length = 0;
    const { out } = await fix();
    expect(out).toContain('Nothing to fix without a look at it.');
    expect(out).toContain('1 of them names no version: "fix --network"');
    expect(read()).toBe(text);
    expect(asked).toEqual([]);
  });
});

describe('fixes of one server', () => {
  it('leave the others as they are, and give each version with its reason', async () => {
    const { text, fix, read } = set({
      a: ['-y', 'fresh-mcp'],
      b: ['-y', '@modelcontextprotocol/server-filesystem@2026.8.31', '/srv/x'],
    });
    const { out } = await fix('--server', 'b', '--yes');
    expect(out).toContain('2026.8.31 has 5 known vulnerabilities; 2.0.1 is the newest without');
    expect(read()).toBe(text.replace('2026.8.31', '2.0.1'));
    expect((await fix('--server', 'a', '--yes')).out).toContain(
      'fresh-mcp@1.0.0 (newest on the npm registry that is 3 days old)',
    );
  });
});

it('what could not be looked up is said once, with all files', async () => {
  const { fix, also } = set({ a: ['-y', 'nobody-has-this-mcp'] });
  also('repo/.mcp.json');
  const { err } = await fix('--all', '--yes');
  expect(err.match(/Nobody has published/g)).toHaveLength(1);
  expect(err).toContain('.cursor/mcp.json');
  expect(err).toContain('.mcp.json');
});
