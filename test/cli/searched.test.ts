import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import type { SafeText } from '../../rules/text/safe-text.ts';
import { inspectEach } from '../../server/cli/inspect.ts';
import type { Io } from '../../server/cli/io.ts';
import { settingsOf } from '../../server/cli/options.ts';
import type { JsonReport } from '../../server/cli/report.ts';
import { readTextSync } from '../../server/machine/read-text.ts';
import { foldersAround } from '../../server/workspace/inside.ts';
import { fake } from '../fake.ts';
import { inside } from './inside.ts';
import { folder } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

const TOKEN = fake.githubFineGrained();
const config = (name: string): string =>
  JSON.stringify(
    { mcpServers: { [name]: { command: 'npx', args: ['some-mcp'], env: { KEY: TOKEN } } } },
    null,
    2,
  );
const POLICY = JSON.stringify({ rules: { 'unpinned-package': 'off' } });
const FILE = 'a/b/c/.cursor/mcp.json';

const git = (root: string, at: string): void => {
  mkdirSync(join(root, at), { recursive: true });
  execFileSync('git', ['init', '-q'], { cwd: join(root, at) });
};

it.each<[string, (root: string) => unknown]>([
  ['nothing else', () => undefined],
  ['a policy in between', (root) => writeFileSync(join(root, 'a/.mcp-checklist.json'), POLICY)],
  ['one beside it', (root) => writeFileSync(join(root, 'a/b/c/.mcp-checklist.json'), POLICY)],
  ['one at the top', (root) => writeFileSync(join(root, '.mcp-checklist.json'), POLICY)],
  [
    'one above a repository',
    (root) => {
      writeFileSync(join(root, 'a/.mcp-checklist.json'), POLICY);
      git(root, 'a/b');
    },
  ],
  ['a repository at the top', (root) => git(root, '.')],
  ['a repository of its own', (root) => git(root, 'a/b/c/.cursor')],
  ['servers that were taken out', (root) => inside(['switch', 'off', 'one'], { cwd: root })],
])('what a search has passed is not asked for again, and says the same: %s', async (_, make) => {
  const root = folder({ [FILE]: config('one'), 'other/.cursor/mcp.json': config('two') });
  await make(root);
  const seen = async (paths: readonly string[]): Promise<JsonReport['files']> => {
    const { out } = await inside(['check', '--format', 'json', ...paths], { cwd: root });
    return (JSON.parse(out) as JsonReport).files;
  };
  const named = await seen([FILE, 'other/.cursor/mcp.json']);
  expect(named.length).toBeGreaterThan(1);
  expect(await seen(['.'])).toEqual(named);
});

/** Runs over a folder, and does something when all of it was surveyed. */
async function surveyed(root: string, count: number, meanwhile: () => void) {
  const said: string[] = [];
  const io = {
    err: (text: string) => void said.push(text),
    progress: (text: string) => {
      if (text === `${count} files`) meanwhile();
    },
  };
  const options = { paths: [root], settings: settingsOf({}), trust: 'read' } as const;
  const servers = new Map<string, readonly string[]>();
  const inspection = await inspectEach(
    io as unknown as Io,
    options,
    ({ shown, analysis }) => {
      servers.set(
        shown,
        analysis.config?.servers.map(({ name, disabled }) =>
          disabled ? `${name} is off` : name,
        ) ?? [],
      );
    },
    () => undefined,
  );
  return { said, servers, complete: inspection.complete };
}

test('a file that goes or changes while others are surveyed is judged as it was', async () => {
  const names = Array.from({ length: 70 }, (_, index) => `${index}/.cursor/mcp.json`);
  const root = folder(Object.fromEntries(names.map((name) => [name, config('before')])));
  const { said, servers, complete } = await surveyed(root, 70, () => {
    rmSync(join(root, '0'), { recursive: true });
    writeFileSync(join(root, names[69] ?? ''), config('after'));
  });
  expect([said, complete, servers.size]).toEqual([[], true, 70]);
  expect(new Set([...servers.values()].flat())).toEqual(new Set(['before']));
});

test('of a text that was too much to keep, what stands there now counts', async () => {
  const large = config('before').padEnd(1_000_000);
  const names = Array.from({ length: 18 }, (_, index) => `${index + 10}/.cursor/mcp.json`);
  const root = folder(Object.fromEntries(names.map((name) => [name, large])));
  const [kept, changed, gone] = [0, 16, 17].map((index) => join(root, names[index] ?? ''));
  const { said, servers, complete } = await surveyed(root, 18, () => {
    writeFileSync(String(kept), config('after'));
    writeFileSync(String(changed), config('after'));
    rmSync(String(gone));
  });
  expect(servers.get(String(kept))).toEqual(['before']);
  expect(servers.get(String(changed))).toEqual(['after']);
  expect(servers.get(String(gone))).toEqual([]);
  expect([said.length, complete]).toEqual([1, false]);
  expect(said[0]).toContain('there is no such file or folder');
});

/** Runs over a folder. @returns what was judged, in its order, and the findings that are told of each file */
async function judged(root: string) {
  const order: string[] = [];
  const rules = new Map<string, readonly string[]>();
  const said: string[] = [];
  const err = (text: string): void => void said.push(text);
  await inspectEach(
    { err, progress: () => undefined } as unknown as Io,
    { paths: [root], settings: settingsOf({}), trust: 'read' },
    ({ shown }) => void order.push(shown.slice(root.length + 1, shown.indexOf('/.', root.length))),
    ({ path, findings }) => {
      const name = path.slice(root.length + 1, path.indexOf('/.', root.length));
      rules.set(
        name,
        findings.map((it) => it.rule),
      );
    },
  );
  expect(said).toEqual([]);
  return { order, rules };
}

describe('what is alone is judged as it is read', () => {
  const own = (nth: number): string =>
    config(`s${nth}`).replace(TOKEN, `${TOKEN.slice(0, -3)}${100 + nth}`);

  test('and anew where a file that is read later has something in common with it', async () => {
    const root = folder({
      '1/.cursor/mcp.json': own(1),
      '2/.cursor/mcp.json': own(2),
      '3/.cursor/mcp.json': own(1),
      '4/.cursor/mcp.json': own(4),
      '5/.vscode/mcp.json': '{"servers": {"a": {"command": "uvx", "args": ["a-mcp"]}}}',
      '5/.vscode/settings.json': '{"mcp": {"servers": {"a": {"command": "uvx", "args": ["b"]}}}}',
    });
    const { order, rules } = await judged(root);
    expect(order.join()).toBe('1,2,4,5,1,3,5,5');
    expect(rules.get('5')).toContain('shadowed-server');
    expect([...rules.keys()].join()).toBe('1,2,3,4,5');
    for (const [name, shared] of Object.entries({ 1: true, 2: false, 3: true, 4: false }))
      expect(rules.get(name)?.includes('scattered-credential'), name).toBe(shared);
  });

  test('no longer where every other one has something in common with one before it', async () => {
    const files = Array.from({ length: 120 }, (_, nth) => nth).map((nth) => [
      `${1000 + nth}/.cursor/mcp.json`,
      own(Math.floor(nth / 2)),
    ]);
    const root = folder(Object.fromEntries(files));
    const { order, rules } = await judged(root);
    expect(rules.size).toBe(120);
    // The first of each pair in vain, as long as that was not known.
    expect(order.length - 120).toBeGreaterThan(30);
    expect(order.length - 120).toBeLessThan(60);
  });

  test('not where git has something to say, nor where servers were taken out of it', async () => {
    const root = folder({
      '1/.cursor/mcp.json': own(1),
      '2/.cursor/mcp.json': own(2),
      '3/.vscode/mcp.json': JSON.stringify({
        servers: { a: { command: 'uvx', args: ['a-mcp'], envFile: '${workspaceFolder}/.env' } },
      }),
      '3/.env': 'KEY=value',
      '4/.cursor/mcp.json': own(4),
    });
    git(root, '1');
    git(root, '3');
    await inside(['switch', 'off', 's4'], { cwd: join(root, '4') });
    const { order, rules } = await judged(root);
    // The third one asks git while it is judged: what was found in it does not count.
    expect(order.join()).toBe('2,3,4,1,3,4');
    expect([...rules.keys()].join()).toBe('1,2,3,4');
    expect(rules.get('3')).toContain('unprotected-env-file');
  });
});

test.each([
  ['hosts that share a text', 0],
  ['a text for each host', 1],
])('what was read of one file is taken for a copy of it alone: %s', async (_, apart) => {
  const text = JSON.stringify({
    mcpServers: {
      a: { command: 'npx', args: ['-y', 'some-mcp'], env: { KEY: ['$', '{env:KEY}'].join('') } },
      b: { url: 'http://mcp.example.com/mcp', headers: { 'X-Key': ['$', '{KEY}'].join('') } },
    },
    servers: { c: { command: 'uvx', args: ['other-mcp'] } },
  });
  const places = ['.cursor/mcp.json', '.mcp.json', '.vscode/mcp.json', '.vscode/settings.json'];
  const more = [
    '.cursor/mcp.example.json',
    '.gemini/settings.json',
    'some/mcp.json',
    '.roo/mcp.json',
  ];
  const files = [...places, ...more].flatMap((place, index) =>
    [1, 2, 3, 4].map((nth) => [`${nth}/${place}`, text + ' '.repeat(index * apart)] as const),
  );
  const off = JSON.stringify({ disabledMcpjsonServers: ['a'] });
  const root = folder({ ...Object.fromEntries(files), '3/.claude/settings.local.json': off });
  const seen = async (path: string) => {
    const { out } = await inside(['check', '--format', 'json', path], { cwd: root });
    const { files: all } = JSON.parse(out) as JsonReport;
    return new Map(all.map((it) => [it.path, it]));
  };
  const together = await seen('.');
  expect(new Set([...together.values()].map(({ host }) => host)).size).toBeGreaterThan(4);
  for (const [name] of files)
    expect(together.get(name as SafeText), name).toEqual((await seen(name)).get(name as SafeText));
});

test('a copy has servers off by the file beside it alone', async () => {
  const names = [1, 2, 3, 4].map((nth) => `${nth}/.mcp.json`);
  const off = JSON.stringify({ disabledMcpjsonServers: ['one'] });
  const root = folder({
    ...Object.fromEntries(names.map((name) => [name, config('one')])),
    '3/.claude/settings.local.json': off,
  });
  const { servers } = await surveyed(root, 4, () => undefined);
  expect(names.map((name) => servers.get(join(root, name))?.join())).toEqual([
    'one',
    'one',
    'one is off',
    'one',
  ]);
});

test('a file that a search found a moment ago is read with as much care', () => {
  const root = folder({ file: 'text', empty: '', 'folder/a': '' });
  const read = (name: string) => [false, true].map((it) => readTextSync(join(root, name), it));
  const both = (result: object) => [result, result];
  expect(read('file')).toEqual(both({ ok: true, text: 'text' }));
  expect(read('empty')).toEqual(both({ ok: true, text: '' }));
  expect(read('gone')).toEqual(both({ ok: false, problem: 'missing' }));
  expect(read('folder')).toEqual(both({ ok: false, problem: 'not-a-file' }));
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [join(root, 'pipe')]);
  expect(read('pipe')).toEqual(both({ ok: false, problem: 'not-a-file' }));
  // A file that does not say how long it is.
  if (process.platform === 'linux')
    expect(readTextSync('/proc/self/status', true)).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^Name:.*ctxt_switches/s),
    });
});

test('the folders around a path are found among many as among few', () => {
  const few = ['/w', '/w/a', '/w/a/b.json', '/w/ab', '/'];
  const many = [...few, ...Array.from({ length: 100 }, (_, index) => `/other/${index}/x.json`)];
  for (const path of ['/w/a/b.json', '/w/abc/d.json', '/w/a', '/x'])
    expect(foldersAround(path, many), path).toEqual(foldersAround(path, few));
  expect(foldersAround('/w/a/b.json', many)).toEqual(['/w/a', '/w', '/']);
});
