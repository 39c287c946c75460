import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';

/** A real repository, served by git itself. */
const base = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-git-'));
const work = path.join(base, 'acme');
let daemon: ChildProcess;
let address: string;
const commits: string[] = [];

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: work, encoding: 'utf8' }).trim();
}

function commit(text: string): void {
  writeFileSync(path.join(work, 'a.txt'), text);
  git('add', '.');
  git('commit', '-q', '-m', text);
  commits.push(git('rev-parse', 'HEAD'));
}

beforeAll(async () => {
  execFileSync('git', ['init', '-q', '-b', 'main', work]);
  commit('one');
  git('tag', 'v1.2.3');
  commit('two');
  git('tag', '-a', 'v1.3.0', '-m', 'annotated');
  commit('three');
  git('branch', 'next', commits[1] ?? '');
  const port = await freePort();
  const options = [
    '--reuseaddr',
    '--export-all',
    `--base-path=${base}`,
    '--listen=127.0.0.1',
    `--port=${port}`,
  ];
  daemon = spawn('git', ['daemon', ...options, base], { stdio: 'ignore', detached: true });
  address = `git://127.0.0.1:${port}/acme`;
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync('git', ['ls-remote', address], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(50);
    }
  }
});

afterAll(() => {
  // It starts a process of its own for the daemon.
  if (daemon?.pid) process.kill(-daemon.pid);
  rmSync(base, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const found = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (found === null || typeof found === 'string') throw new Error('no port');
  return found.port;
}

async function ask(spec: string, name = address): Promise<string> {
  const signal = new AbortController().signal;
  const context = {
    configPath: '',
    minimumReleaseAgeDays: 3,
    trusted: true,
    now: Date.now(),
    signal,
  };
  return (await newestVersion({ ecosystem: 'git', name, spec }, context)).version;
}

test('the commit behind a branch, a tag, an annotated tag, a range, a short commit and nothing', async () => {
  expect(await ask('')).toBe(commits[2]);
  expect(await ask('main')).toBe(commits[2]);
  expect(await ask('next')).toBe(commits[1]);
  expect(await ask('v1.2.3')).toBe(commits[0]);
  expect(await ask('v1.3.0')).toBe(commits[1]);
  expect(await ask('semver:^1.2.0')).toBe(commits[1]);
  expect(await ask((commits[2] ?? '').slice(0, 8))).toBe(commits[2]);
  expect(await ask('main', `git+${address}`)).toBe(commits[2]);
});

test('what cannot be found is said in words', async () => {
  await expect(ask('nowhere')).rejects.toThrow('has no branch or tag "nowhere"');
  await expect(ask('', address.replace('acme', 'missing'))).rejects.toThrow('could not be read');
  await expect(ask('', 'git://127.0.0.1:1/acme')).rejects.toThrow('could not be read');
});

test('no address can make git run a program', async () => {
  const marker = path.join(base, 'ran');
  for (const name of [
    `ext::sh -c "touch ${marker}"`,
    `--upload-pack=touch ${marker}`,
    `file://${work}`,
  ]) {
    await expect(ask('', name)).rejects.toThrow('is no address');
  }
});

test.skipIf(process.platform === 'win32')(
  'an address can never be taken for an option',
  async () => {
    // Whatever git is asked is written down; it stands in for one that reads options behind addresses.
    const bin = path.join(base, 'bin');
    const log = path.join(base, 'asked');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'git'), `#!/bin/sh\necho "$*" >> '${log}'\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}${path.delimiter}${process.env.PATH}`);
    try {
      await ask('', `${address}-other`).catch(() => undefined);
    } finally {
      vi.unstubAllEnvs();
    }
    const asked = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('ls-remote'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/ ls-remote -- git:\/\/127\.0\.0\.1:\d+\/acme-other$/);
  },
);
