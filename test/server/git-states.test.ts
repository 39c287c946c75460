import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askGit, GitStates } from '../../server/machine/git-states.ts';

const root = mkdtempSync(join(tmpdir(), 'mcp-checklist-git-'));
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a real repository', () => {
  git('init');
  mkdirSync(join(root, 'deep'));
  writeFileSync(join(root, '.gitignore'), 'secret*\n');
  for (const name of ['tracked', 'secret.env', 'open', 'deep/with space', 'deep/[a]', '-n'])
    writeFileSync(join(root, name), '');
  git('add', 'tracked', 'deep/[a]');

  it('says of each file what it is to git', async () => {
    const at = (name: string) => join(root, name);
    const names = [
      'tracked',
      'secret.env',
      'open',
      'deep/with space',
      'deep/[a]',
      '-n',
      'not there',
    ];
    const states = await askGit(names.map(at));
    expect(names.map((name) => [at(name), states.get(at(name))])).toEqual([
      [at('tracked'), 'tracked'],
      [at('secret.env'), 'ignored'],
      [at('open'), 'open'],
      [at('deep/with space'), 'open'],
      [at('deep/[a]'), 'tracked'],
      [at('-n'), 'open'],
      [at('not there'), 'open'],
    ]);
  });

  it('runs no program that the repository names', async () => {
    const proof = join(root, 'ran');
    const hook = join(root, 'hook.sh');
    writeFileSync(hook, `#!/bin/sh\ntouch ${proof}\n`);
    chmodSync(hook, 0o755);
    git('config', 'core.fsmonitor', hook);
    expect((await askGit([join(root, 'tracked')])).get(join(root, 'tracked'))).toBe('tracked');
    expect(existsSync(proof)).toBe(false);
    // The hook does run where nobody prevents it.
    git('status');
    expect(existsSync(proof)).toBe(true);
  });
});

describe('repositories that are laid out in another way', () => {
  const base = mkdtempSync(join(tmpdir(), 'mcp-checklist-git-'));
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  const make = (name: string, ...options: string[]) => {
    const top = join(base, name);
    const run = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
        cwd: top,
        stdio: 'ignore',
      });
    mkdirSync(top);
    run('init', ...options);
    writeFileSync(join(top, 'tracked'), '');
    run('add', 'tracked');
    run('commit', '-m', 'one');
    return { top, run };
  };
  const statesOf = async (top: string) => [
    ...(await askGit(['tracked', 'secret', 'open'].map((it) => join(top, it)))).values(),
  ];

  it('what info/exclude leaves out is ignored, in a worktree of it too', async () => {
    const { top, run } = make('first');
    writeFileSync(join(top, '.git', 'info', 'exclude'), 'secret\n');
    run('worktree', 'add', join(base, 'second'));
    expect(await statesOf(top)).toEqual(['tracked', 'ignored', 'open']);
    expect(await statesOf(join(base, 'second'))).toEqual(['tracked', 'ignored', 'open']);
  });

  it('with the longer hashes', async () => {
    const { top } = make('long', '--object-format=sha256');
    expect(await statesOf(top)).toEqual(['tracked', 'open', 'open']);
  });

  it('of what cannot be read without its settings nothing wrong is said', async () => {
    const { top, run } = make('split');
    run('update-index', '--split-index');
    expect(['tracked', 'unknown']).toContain((await statesOf(top))[0]);
    const { top: sparse, run: inSparse } = make('sparse');
    mkdirSync(join(sparse, 'deep'));
    writeFileSync(join(sparse, 'deep', 'tracked'), '');
    inSparse('add', '.');
    inSparse('commit', '-m', 'two');
    inSparse('sparse-checkout', 'set', '--sparse-index', '--cone', 'elsewhere');
    const state = (await askGit([join(sparse, 'deep', 'tracked')])).values().next().value;
    expect(['tracked', 'unknown']).toContain(state);
  });
});

it('calls outside what is in no repository, be it there or not', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'mcp-checklist-plain-'));
  const paths = [join(outside, 'a'), join(outside, 'gone', 'b')];
  expect([...(await askGit(paths)).values()]).toEqual(['outside', 'outside']);
  rmSync(outside, { recursive: true });
});

describe('what is known before git is asked', () => {
  it('is what lies in no repository', async () => {
    const asked: string[][] = [];
    const states = new GitStates(
      async (paths) => {
        asked.push([...paths]);
        return new Map(paths.map((path) => [path, 'tracked'] as const));
      },
      (folder) => folder === join('/', 'repo'),
    );
    const facts = states.factsFor('a');
    const [inside, outside] = [join('/', 'repo', 'deep', 'x'), join('/', 'elsewhere', 'x')];
    expect(facts.stateOf(outside)).toBe('outside');
    expect(states.isAwaited('a')).toBe(false);
    expect(facts.stateOf(inside)).toBe('unknown');
    expect([states.isAwaited('a'), states.isAwaited('b')]).toEqual([true, false]);
    expect(await states.answer()).toEqual(['a']);
    expect(states.isAwaited('a')).toBe(false);
    expect(asked).toEqual([[inside]]);
    expect(facts.stateOf(inside)).toBe('tracked');
  });

  it('is looked for again when folders may have become repositories', () => {
    const tops = new Set<string>();
    const states = new GitStates(
      async () => new Map(),
      (folder) => tops.has(folder),
    );
    const path = join('/', 'later', 'x');
    expect(states.factsFor('a').stateOf(path)).toBe('outside');
    tops.add(join('/', 'later'));
    states.forget();
    expect(states.factsFor('a').stateOf(path)).toBe('unknown');
  });
});
