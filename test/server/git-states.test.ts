import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askGit } from '../../server/workspace/git-states.ts';

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

it('calls outside what is in no repository, be it there or not', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'mcp-checklist-plain-'));
  const paths = [join(outside, 'a'), join(outside, 'gone', 'b')];
  expect([...(await askGit(paths)).values()]).toEqual(['outside', 'outside']);
  rmSync(outside, { recursive: true });
});
