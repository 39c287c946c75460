import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fake } from '../fake.ts';
import { CLI, folder, run } from './run.ts';

/** Where Node's compiled code is kept in these tests. */
function place(): { cache: string; env: Record<string, string> } {
  const cache = join(folder({}), 'compiled');
  return { cache, env: { MCP_CHECKLIST_CACHE: cache } };
}

const mode = (path: string): number => statSync(path).mode & 0o777;
const VERSION = /^\d+\.\d+\.\d+\n$/;

test('what was compiled is kept where only this person writes, and used again', async () => {
  const { cache, env } = place();
  expect((await run(['--version'], { env })).out).toMatch(VERSION);
  const kept = readdirSync(cache).sort();
  expect(kept.map((it) => it.split('.cjs-')[0])).toEqual(['commands', 'engine']);
  expect(mode(cache)).toBe(0o700);
  for (const name of kept) expect(mode(join(cache, name))).toBe(0o600);
  const times = kept.map((it) => lstatSync(join(cache, it)).mtimeMs);
  expect((await run(['--version'], { env })).out).toMatch(VERSION);
  expect(readdirSync(cache).sort()).toEqual(kept);
  expect(kept.map((it) => lstatSync(join(cache, it)).mtimeMs)).toEqual(times);
});

test('what check compiled is used by the next check, which has V8 work as for a short run', async () => {
  const { cache, env } = place();
  const config = folder({ 'mcp.json': '{"mcpServers": {"a": {"command": "npx", "args": ["a"]}}}' });
  await run(['--version'], { env });
  await run(['check', config], { env });
  const kept = readdirSync(cache).filter((it) => it.includes('.cjs-check-'));
  expect(kept.map((it) => it.split('.cjs-')[0]).sort()).toEqual(['commands', 'engine']);
  const times = kept.map((it) => lstatSync(join(cache, it)).mtimeMs);
  await run(['check', config], { env });
  expect(kept.map((it) => lstatSync(join(cache, it)).mtimeMs)).toEqual(times);
});

test('the readers of TOML and YAML are loaded with the first text of theirs', async () => {
  const { cache, env } = place();
  const json = folder({ 'mcp.json': '{"mcpServers": {"a": {"command": "npx", "args": ["a"]}}}' });
  const toml = folder({ '.codex/config.toml': '[mcp_servers.a]\ncommand = "npx"\nargs = ["a"]\n' });
  const loaded = (): boolean => readdirSync(cache).some((it) => it.startsWith('formats.cjs-'));
  expect((await run(['check', json], { env })).out).toContain('unpinned-package');
  expect(loaded()).toBe(false);
  expect((await run(['check', toml], { env })).out).toContain('unpinned-package');
  expect(loaded()).toBe(true);
});

test('what the language server compiled is used by the next start, though it then has V8 keep small', async () => {
  const { cache, env } = place();
  // There is nothing to be read, so it ends at once.
  await run(['lsp', '--stdio'], { env });
  const kept = readdirSync(cache);
  expect(kept.map((it) => it.split('-v')[0]).sort()).toEqual([
    'engine.cjs-lsp',
    'protocol.cjs-lsp',
    'server.cjs-lsp',
  ]);
  const times = kept.map((it) => lstatSync(join(cache, it)).mtimeMs);
  await run(['lsp', '--stdio'], { env });
  expect(kept.map((it) => lstatSync(join(cache, it)).mtimeMs)).toEqual(times);
});

test('what a run needs beyond the one before is kept as well, and stays when less is needed', async () => {
  const { cache, env } = place();
  const plain = folder({ '.mcp.json': '{"mcpServers": {}}' });
  const engine = (): number => {
    const name = readdirSync(cache).find((it) => it.startsWith('engine.cjs-check-')) ?? '';
    return statSync(join(cache, name)).size;
  };
  await run(['check', plain], { env });
  const little = engine();
  const example = join(import.meta.dirname, '../../example');
  await run(['check', example], { env });
  const much = engine();
  expect(much).toBeGreaterThan(little);
  await run(['check', plain], { env });
  await run(['check', example], { env });
  expect(engine()).toBe(much);
});

test('what V8 cannot use is compiled anew, and of earlier builds two are kept', async () => {
  const { cache, env } = place();
  await run(['--version'], { env });
  const ofEngine = (): string[] =>
    readdirSync(cache).filter((it) => it.startsWith('engine.cjs-other-'));
  const [name = ''] = ofEngine();
  writeFileSync(join(cache, name), 'not made by V8');
  // The first was killed while it was being written.
  const earlier = ['1-x64-1-1.v8.4711', '2-x64-1-1.v8', '3-x64-1-1.v8'].map(
    (it) => `engine.cjs-other-v1.2.${it}`,
  );
  for (const [index, it] of earlier.entries()) {
    writeFileSync(join(cache, it), 'of an earlier build');
    utimesSync(join(cache, it), index, index);
  }
  expect((await run(['--version'], { env })).out).toMatch(VERSION);
  expect(ofEngine().sort()).toEqual([...earlier.slice(1), name].sort());
  expect(statSync(join(cache, name)).size).toBeGreaterThan(100_000);
});

test('nothing is read or written where others could write, or through a link', async () => {
  const { cache, env } = place();
  await run(['--version'], { env });
  const [name = ''] = readdirSync(cache).filter((it) => it.startsWith('commands.cjs-'));
  // Were it read, the file would be used or replaced.
  writeFileSync(join(cache, name), 'somebody else’s');
  chmodSync(cache, 0o777);
  expect((await run(['--version'], { env })).out).toMatch(VERSION);
  expect(statSync(join(cache, name)).size).toBeLessThan(100);

  const link = join(folder({}), 'link');
  const behind = folder({});
  symlinkSync(behind, link);
  expect((await run(['--version'], { env: { MCP_CHECKLIST_CACHE: link } })).out).toMatch(VERSION);
  expect(readdirSync(behind)).toEqual([]);
});

test('it can be switched off as in Node, and a folder that cannot be made is none', async () => {
  const { cache, env } = place();
  const off = { ...env, NODE_DISABLE_COMPILE_CACHE: '1' };
  expect((await run(['--version'], { env: off })).out).toMatch(VERSION);
  expect(() => statSync(cache)).toThrow();
  const blocked = folder({ file: '' });
  const env2 = { MCP_CHECKLIST_CACHE: join(blocked, 'file', 'compiled') };
  expect(await run(['--version'], { env: env2 })).toMatchObject({ code: 0, err: '' });
});

test('without being told where, it is kept with what other programs keep of this person', async () => {
  const home = folder({});
  mkdirSync(join(home, '.cache'));
  const env = { HOME: home, XDG_CACHE_HOME: join(home, '.cache'), MCP_CHECKLIST_CACHE: '' };
  await run(['--version'], { env });
  expect(readdirSync(join(home, '.cache', 'mcp-checklist'))).toHaveLength(2);
});

test('no bundle has a character that makes V8 keep all of it in two bytes for each', () => {
  const dist = dirname(CLI);
  const bundles = readdirSync(dist).filter((it) => it.endsWith('.cjs'));
  expect(bundles.length).toBeGreaterThan(5);
  const isWide = (name: string): boolean =>
    readFileSync(join(dist, name)).some((byte) => byte > 0x7f);
  expect(bundles.filter(isWide)).toEqual([]);
});

/** What Node itself has loaded at the end of a run, and what of it was compiled although Node brings it along compiled. */
const LOADED = `
  const usage = require('internal/test/binding').internalBinding('builtins').getCacheUsage;
  process.once('exit', () => {
    const late = [...usage().compiledWithoutCache];
    const all = process.moduleLoadList.filter((it) => it.startsWith('NativeModule ')).map((it) => it.slice(13));
    require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify({ late, all }));
  });
`;

function loadedBy(args: readonly string[]): { late: string[]; all: string[] } {
  const cwd = folder({
    'loaded.cjs': LOADED,
    '.mcp.json': JSON.stringify({
      mcpServers: { a: { command: 'npx', args: ['a'], env: { API_KEY: fake.githubToken() } } },
    }),
  });
  const env = { ...process.env, LOADED: join(cwd, 'loaded.json') };
  const own = [
    '--no-warnings',
    '--expose-internals',
    '--require',
    join(cwd, 'loaded.cjs'),
    CLI,
    ...args,
  ];
  spawnSync(process.execPath, own, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(readFileSync(env.LOADED, 'utf8')) as { late: string[]; all: string[] };
}

test('check loads little of Node', () => {
  const { all } = loadedBy(['check', '--format', 'json']);
  const heavy = ['crypto', 'fs/promises', 'net', 'tty', 'child_process', 'readline'];
  expect(heavy.filter((it) => all.includes(it))).toEqual([]);
});

test('what a run loads of Node later than its start is taken as Node brings it along', () => {
  const { all, late } = loadedBy(['check', '--format', 'sarif']);
  expect(all).toContain('crypto');
  expect(late.filter((it) => it !== 'process')).toEqual([]);
});
