import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Status } from '../../rules/checklists/checklist.ts';
import { rules } from '../../rules/index.ts';
import { fake } from '../fake.ts';
import { inside } from './inside.ts';
import { folder, run } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

type Files = Readonly<Record<string, string>>;

interface Item {
  readonly id: string;
  readonly status: Status;
  readonly reason: string;
  readonly servers: readonly {
    readonly server: string;
    readonly status: Status;
    readonly text: string;
  }[];
}

async function items(cwd: string): Promise<readonly Item[]> {
  const { out, err } = await inside(['checklist', '--format', 'json', '--exit-zero'], { cwd });
  expect(err).toBe('');
  return JSON.parse(out).checklists[0].items;
}

async function statusOf(item: number, files: Files): Promise<Status | undefined> {
  return (await items(folder(files)))[item - 1]?.status;
}

/** A Cursor config with one server, which has an off switch in no file: it stops only by hand. */
const cursor = (server: object, name = 'a') => JSON.stringify({ mcpServers: { [name]: server } });
const local = { command: 'node', args: ['a.js'] };
const withReference = { ...local, env: { API_TOKEN: '${env:API_TOKEN}' } };
const withToken = { ...local, env: { GITHUB_TOKEN: fake.githubToken() } };
const one = (server: object): Files => ({ '.cursor/mcp.json': cursor(server) });
/** Windsurf has an off switch in the file, and resolves the same references. */
const windsurf = (server: object): Files => ({
  '.codeium/windsurf/mcp_config.json': cursor(server),
});
const nothing: Files = { '.cursor/mcp.json': '{ "mcpServers": {} }' };

/** Every status that an item can have without a person's word, and files that give it. */
const CASES: Readonly<Record<number, Partial<Record<Status, Files>>>> = {
  1: {
    pass: one(withReference),
    fail: one(withToken),
    review: one({ ...local, env: { GITHUB_TOKEN: 'YOUR_GITHUB_TOKEN' } }),
    'not applicable': nothing,
  },
  2: {
    pass: one(local),
    fail: one({ command: 'sudo', args: ['node', 'a.js'] }),
    review: one(withReference),
    'not applicable': nothing,
  },
  3: {
    pass: one({ command: 'janee', args: ['serve'] }),
    review: one(local),
    'not applicable': nothing,
  },
  4: {
    pass: one(withReference),
    fail: one(withToken),
    review: {
      ...one(withReference),
      '.mcp.json': cursor({ ...local, env: { API_TOKEN: '${API_TOKEN}' } }, 'b'),
    },
    'not applicable': one(local),
  },
  5: {
    pass: one({ url: 'https://mcp.acme.dev/mcp' }),
    fail: one({ url: 'http://mcp.acme.dev/mcp' }),
    'not applicable': nothing,
  },
  6: {
    pass: {
      'deploy/dev/.cursor/mcp.json': cursor({ ...local, env: { T: '${env:DEV_TOKEN}' } }),
      'deploy/prod/.cursor/mcp.json': cursor({ ...local, env: { T: '${env:PROD_TOKEN}' } }),
    },
    fail: (() => {
      const env = { GITHUB_TOKEN: fake.githubToken() };
      return {
        'mcp.dev.json': cursor({ ...local, env }),
        'mcp.prod.json': cursor({ ...local, env }),
      };
    })(),
    review: one(withReference),
    'not applicable': one(local),
  },
  7: {
    fail: one({ ...withReference, env: { ...withReference.env, LOG_LEVEL: 'debug' } }),
    review: one(withReference),
    'not applicable': one(local),
  },
  8: {
    fail: one({ ...local, env: { API_TOKEN: fake.jwt({ sub: 'shop', exp: 1_700_000_000 }) } }),
    review: one(withReference),
    'not applicable': one(local),
  },
  9: {
    pass: one({ command: 'npx', args: ['-y', 'some-mcp@1.2.3'] }),
    fail: one({ command: 'npx', args: ['-y', 'some-mcp'] }),
    review: one({ command: 'npx', args: ['-y', '@modelcontextprotocol/server-github@2025.4.8'] }),
    'not applicable': one({ url: 'https://mcp.acme.dev/mcp' }),
  },
  10: {
    pass: windsurf(withReference),
    review: windsurf(withToken),
    'not applicable': nothing,
  },
};

describe.each(Object.entries(CASES))('item %s', (item, cases) => {
  it.each(Object.entries(cases))('can be: %s', async (status, files) => {
    if (Number(item) !== 6) expect(await statusOf(Number(item), files)).toBe(status);
    // Files with names of their own are judged when they are named.
    else expect(await itemSix(files)).toBe(status);
  });

  const failing = cases.fail;
  if (failing)
    it('can be: accepted, where somebody lives with what fails it', async () => {
      const ignore = rules.map(({ meta }) => ({ rule: meta.id, path: '**', reason: 'known' }));
      const cwd = folder({ ...failing, '.mcp-checklist.json': JSON.stringify({ ignore }) });
      const paths = Number(item) === 6 ? Object.keys(failing) : [];
      const list = async () => {
        const args = ['checklist', '--format', 'json', ...paths];
        return JSON.parse((await inside(args, { cwd })).out).checklists[0].items[Number(item) - 1];
      };
      // What no machine can tell waits for a person all the same.
      if ((await list()).status === 'review')
        await inside(['attest', item, '--all', '--by', 'Ada', '--note', 'x', ...paths], { cwd });
      const { status, reason } = await list();
      expect(status).toBe('accepted');
      expect(reason).toMatch(/accepted: known\.|^A credential that somebody accepted/);
    });

  const open = cases.review;
  if (!open) return;
  it('is attested once somebody has looked', async () => {
    const cwd = folder(open);
    const args = [
      'attest',
      item,
      '--all',
      '--by',
      'Ada',
      '--note',
      'seen',
      '--until',
      '2126-01-01',
    ];
    const { code, out, err } = await inside(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Item \d+ is attested for \d servers? by Ada, until 2126-01-01\.\n$/);
    const now = (await items(cwd))[Number(item) - 1];
    expect(now?.status).toBe('attested');
    const text = now?.servers.find(({ status }) => status === 'attested')?.text;
    expect(text).toMatch(/^Ada looked on \d{4}-\d\d-\d\d, good until 2126-01-01: seen$/);
    // Nothing of a secret, nor its hash, is written down.
    const written = readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8');
    expect(Object.keys(JSON.parse(written))).toEqual(['attestations']);
    expect(written).not.toContain('TOKEN');
    await inside(['attest', item, '--withdraw', '--all'], { cwd });
    expect((await items(cwd))[Number(item) - 1]?.status).toBe('review');
  });
});

async function itemSix(files: Files): Promise<Status | undefined> {
  const cwd = folder(files);
  const args = ['checklist', '--format', 'json', ...Object.keys(files)];
  return JSON.parse((await inside(args, { cwd })).out).checklists[0].items[5].status;
}

describe('an attestation', () => {
  const attested = async (files: Files, until = '2126-01-01') => {
    const cwd = folder(files);
    await inside(['attest', '7', '--by', 'Ada', '--note', 'x', '--until', until], { cwd });
    return cwd;
  };
  const item = async (cwd: string) => (await items(cwd))[6];

  it('does not hide a fail', async () => {
    const cwd = await attested(one(withReference));
    const loud = { ...withReference, env: { ...withReference.env, LOG_LEVEL: 'debug' } };
    writeFileSync(join(cwd, '.cursor/mcp.json'), cursor(loud));
    expect((await item(cwd))?.status).toBe('fail');
  });
  it('runs out', async () => {
    const now = await item(await attested(one(withReference), '2026-01-01'));
    expect(now?.status).toBe('review');
    expect(now?.servers[0]?.text).toBe('Ada looked; that ran out on 2026-01-01.');
    expect(now?.reason).toBe('1 server to look at again.');
  });
  it('asks again when the command changes', async () => {
    const cwd = await attested(one(withReference));
    writeFileSync(join(cwd, '.cursor/mcp.json'), cursor({ ...withReference, args: ['b.js'] }));
    const now = await item(cwd);
    expect(now?.status).toBe('review');
    expect(now?.servers[0]?.text).toMatch(/^It has changed since Ada looked on /);
  });
  it('holds when only the secret changes', async () => {
    const args = (token: string) => ({ ...local, args: ['a.js', '--token', token] });
    const cwd = await attested(one(args(fake.githubToken())));
    writeFileSync(join(cwd, '.cursor/mcp.json'), cursor(args(fake.githubToken())));
    expect((await item(cwd))?.status).toBe('attested');
    writeFileSync(join(cwd, '.cursor/mcp.json'), cursor(args('${env:GITHUB_TOKEN}')));
    expect((await item(cwd))?.status).toBe('attested');
  });
  it.each(['7', 'production/7'])('names its item by number or by id: %s', async (id) => {
    const cwd = folder(one(withReference));
    const args = ['attest', id, '--by', 'Ada', '--note', 'x', '--until', '2126-01-01'];
    const { out } = await inside(args, { cwd });
    expect(out).toBe('Item 7 is attested for 1 server by Ada, until 2126-01-01.\n');
    const written = JSON.parse(readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8'));
    expect(written.attestations[0].item).toBe('production/7');
  });
  it.each(['0', '11', 'production/11', 'publish/64', 'seven'])('is of no item: %s', async (id) => {
    const { code, err } = await inside(['attest', id], { cwd: folder(one(withReference)) });
    expect(code).toBe(2);
    expect(err).toContain('It is a number from 1 to 10');
  });
  it('says what was seen, and is of several servers only where somebody says so', async () => {
    const two = { mcpServers: { a: withReference, b: withReference } };
    const cwd = folder({ '.cursor/mcp.json': JSON.stringify(two) });
    const attest = (...args: string[]) => inside(['attest', '7', ...args], { cwd });
    const several = await attest('--note', 'x');
    expect([several.code, several.err]).toEqual([
      2,
      'mcp-checklist: 2 servers: a, b. Name one with --server, or say --all.\n',
    ]);
    const silent = await attest('--server', 'b', '--note', ' ');
    expect([silent.code, silent.err]).toEqual([
      2,
      'mcp-checklist: say with --note what you saw. The question is: When a call fails on purpose, does more than the last 4 characters of a credential show?\n',
    ]);
    expect((await attest('--server', 'b', '--note', 'x')).code).toBe(0);
    expect((await item(cwd))?.servers.map(({ status }) => status)).toEqual(['review', 'attested']);
  });
  it('is listed, the one that runs out first in front, and warned of ahead', async () => {
    const cwd = folder(one(withReference));
    const day = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const attest = (id: string, until: string) =>
      inside(['attest', id, '--by', 'Ada', '--note', 'seen it', '--until', until], { cwd });
    await attest('7', day(100));
    await attest('3', day(5));
    await attest('2', '2026-01-01');
    const { out, code } = await inside(['attest', '--list'], { cwd });
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['2', 'a', '.cursor/mcp.json', 'Ada', 'until 2026-01-01', 'expired', 'seen it'],
      ['3', 'a', '.cursor/mcp.json', 'Ada', `until ${day(5)}`, 'ends in 5 days', 'seen it'],
      ['7', 'a', '.cursor/mcp.json', 'Ada', `until ${day(100)}`, 'valid', 'seen it'],
      [''],
    ]);
    const { words } = JSON.parse(
      (await inside(['attest', '--list', '--format', 'json'], { cwd })).out,
    );
    expect(words.map((it: { state: string }) => it.state)).toEqual([
      'expired',
      'ends soon',
      'valid',
    ]);
    const list = await inside(['checklist', '.'], { cwd });
    expect(list.out).toContain(`1 attestation ends soon, the first on ${day(5)};`);
  });
  it('says what is wrong with it, and counts for nothing, when it is half of one', async () => {
    const cwd = folder({
      ...one(withReference),
      '.mcp-checklist.json': '{ "attestations": [{ "item": 7 }] }',
    });
    const { code, err } = await inside(['checklist', '--exit-zero'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('line 1: /attestations/0 does not count:');
  });
});

describe('one credential in several files', () => {
  const env = { GITHUB_TOKEN: fake.githubToken() };
  const server = { ...local, env };
  interface Found {
    readonly rule: string;
    readonly related: readonly { readonly path: string }[];
  }
  const found = async (
    args: readonly string[],
    cwd: string,
    variables: Record<string, string> = {},
  ) => {
    const { out } = await run(['check', '--format', 'json', ...args], { cwd, env: variables });
    const { files } = JSON.parse(out) as { files: { path: string; findings: Found[] }[] };
    return files.map(({ path, findings }) => ({
      path: path.replace(cwd, '').replace(/^[\\/]/, ''),
      rules: findings
        .filter(({ rule }) => /scattered|reuse/.test(rule))
        .map(({ rule, related }) => [rule, ...related.map((it) => it.path.replace(cwd, ''))]),
    }));
  };

  it('is found in the repository and at home, once per place', async () => {
    const cwd = folder({
      'repo/.cursor/mcp.json': cursor(server),
      'home/.claude.json': cursor(server, 'b'),
    });
    const all = await found(['--user', 'repo'], cwd, { HOME: join(cwd, 'home') });
    expect(all).toEqual([
      { path: 'repo/.cursor/mcp.json', rules: [['scattered-credential', '/home/.claude.json']] },
      { path: 'home/.claude.json', rules: [['scattered-credential', '/repo/.cursor/mcp.json']] },
    ]);
  });
  it('is the graver thing between dev and prod, and only that', async () => {
    const cwd = folder({ 'mcp.dev.json': cursor(server), 'mcp.prod.json': cursor(server) });
    expect(await found(['mcp.dev.json', 'mcp.prod.json'], cwd)).toEqual([
      { path: 'mcp.dev.json', rules: [['environment-credential-reuse', '/mcp.prod.json']] },
      { path: 'mcp.prod.json', rules: [['environment-credential-reuse', '/mcp.dev.json']] },
    ]);
  });
  it('can be told apart by the project file where names do not', async () => {
    const cwd = folder({
      'a/.cursor/mcp.json': cursor(server),
      'b/.cursor/mcp.json': cursor(server),
      '.mcp-checklist.json': JSON.stringify({ environments: { live: ['b/**'], lab: ['a/**'] } }),
    });
    const rules = (await found([], cwd)).flatMap((it) => it.rules.map(([rule]) => rule));
    expect(rules).toEqual(['environment-credential-reuse', 'environment-credential-reuse']);
  });
});

describe('an env file', () => {
  const config = { ...local, envFile: '${workspaceFolder}/.env' };
  const files = {
    '.vscode/mcp.json': JSON.stringify({ servers: { a: { type: 'stdio', ...config } } }),
  };
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, stdio: 'ignore' });
  const ids = async (cwd: string) => {
    const { out } = await run(['check', '--format', 'json'], { cwd });
    const { files: all } = JSON.parse(out) as {
      files: { findings: { rule: string; message: string }[] }[];
    };
    return all
      .flatMap(({ findings }) => findings)
      .filter(({ rule }) => rule === 'unprotected-env-file');
  };

  it('is asked of git: open, ignored, tracked, and outside of any repository', async () => {
    const cwd = folder({ ...files, '.env': 'A=b\n' });
    expect(await ids(cwd)).toEqual([]);
    git(cwd, 'init');
    expect((await ids(cwd))[0]?.message).toContain('is not git-ignored');
    writeFileSync(join(cwd, '.gitignore'), '/.env\n');
    expect(await ids(cwd)).toEqual([]);
    git(cwd, 'add', '-f', '.env');
    expect((await ids(cwd))[0]?.message).toContain('is in the repository');
  });
});
