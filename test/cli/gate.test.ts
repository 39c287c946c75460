import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../server/cli/report.ts';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const CONFIG = '.vscode/mcp.json';
const POLICY = '.mcp-checklist.json';
const token = fake.githubFineGrained();
const server = (more = '') => `{ "servers": {
  "old": { "url": "http://old.example.com/mcp" },${more}
  "docs": { "url": "https://docs.example.com/mcp" }
} }
`;
const BROUGHT = `
  // mcp-checklist-ignore plaintext-secret, unpinned-package -- reviewed by security
  "new": { "command": "npx", "args": ["-y", "some-mcp"], "env": { "GITHUB_TOKEN": "${token}" } },`;
const ignore = (...rules: string[]) =>
  JSON.stringify({ ignore: rules.map((rule) => ({ rule, path: '**', reason: 'known' })) });

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8' }).trim();
}

function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
}

/** A repository whose `main` lives with one finding, and a change on top that brings its own excuses. */
function pullRequest(files: Readonly<Record<string, string>>): string {
  const cwd = folder({ [CONFIG]: server(), [POLICY]: ignore('insecure-transport') });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  git(cwd, 'tag', 'v1');
  git(cwd, 'checkout', '-qb', 'change');
  write(cwd, files);
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'second', '--allow-empty');
  return cwd;
}

async function open(cwd: string, ...args: string[]): Promise<readonly string[]> {
  const { out, err } = await run(['check', '--format', 'json', ...args], { cwd });
  expect(err).toBe('');
  const { files } = JSON.parse(out) as JsonReport;
  return files
    .flatMap(({ findings }) => findings)
    .filter(({ suppressed }) => suppressed === null)
    .map(({ rule }) => rule);
}

const hostile = {
  [CONFIG]: server(BROUGHT),
  [POLICY]: ignore('insecure-transport', 'plaintext-secret', 'unpinned-package'),
};
const brought = ['unpinned-package', 'plaintext-secret'];

describe('--no-ignores', () => {
  it('lets nothing be silenced: comment, ignore, baseline', async () => {
    const cwd = folder(hostile);
    expect(await open(cwd)).toEqual([]);
    expect(await open(cwd, '--no-ignores')).toEqual(['insecure-transport', ...brought]);
    expect((await run(['check', '--no-ignores'], { cwd })).code).toBe(1);
    rmSync(join(cwd, POLICY));
    write(cwd, { [CONFIG]: server() });
    await run(['baseline', 'create'], { cwd });
    expect(await open(cwd)).toEqual([]);
    expect(await open(cwd, '--no-ignores')).toEqual(['insecure-transport']);
  });
  it('holds for the checklist as well', async () => {
    const cwd = folder(hostile);
    expect((await run(['checklist'], { cwd })).code).toBe(0);
    expect((await run(['checklist', '--no-ignores'], { cwd })).code).toBe(1);
  });
});

describe('--baseline-from', () => {
  it('counts what the commit silenced, and nothing that came since', async () => {
    const cwd = pullRequest(hostile);
    expect(await open(cwd)).toEqual([]);
    for (const ref of ['main', 'v1', 'HEAD~1', 'HEAD^', git(cwd, 'rev-parse', 'main')])
      expect([ref, await open(cwd, '--baseline-from', ref)]).toEqual([ref, brought]);
    git(cwd, 'pack-refs', '--all');
    expect(await open(cwd, '--baseline-from', 'main')).toEqual(brought);
    expect(await open(cwd, '--baseline-from', 'main', CONFIG)).toEqual(brought);
    expect((await run(['checklist', '--baseline-from', 'main'], { cwd })).code).toBe(1);
  });
  it('counts it also where the change takes it away', async () => {
    const cwd = pullRequest({ [POLICY]: '{}' });
    expect(await open(cwd)).toEqual(['insecure-transport']);
    expect(await open(cwd, '--baseline-from', 'main')).toEqual([]);
  });
  it('counts no baseline of the change', async () => {
    const cwd = pullRequest({ [CONFIG]: server(BROUGHT.replace(/^.*--.*$/m, '')) });
    await run(['baseline', 'create'], { cwd });
    expect(await open(cwd)).toEqual([]);
    expect(await open(cwd, '--baseline-from', 'main')).toEqual(brought);
  });
  it('counts a comment that stood there above the same line', async () => {
    const cwd = pullRequest({});
    git(cwd, 'checkout', '-q', 'main');
    write(cwd, { [CONFIG]: server(BROUGHT) });
    git(cwd, 'commit', '-qam', 'third');
    git(cwd, 'checkout', '-qb', 'other');
    write(cwd, { [CONFIG]: `\n${server(BROUGHT)}` });
    expect(await open(cwd, '--baseline-from', 'main')).toEqual([]);
    write(cwd, { [CONFIG]: server(BROUGHT.replace('some-mcp', 'evil-mcp')) });
    expect(await open(cwd, '--baseline-from', 'main')).toEqual(brought);
  });
  it.each(['nowhere', 'main..change', '--output=x', 'HEAD~9', 'ffffffffff', '../../x', ':/first'])(
    'says when there is no such commit: %s',
    async (ref) => {
      const cwd = pullRequest(hostile);
      const { code, err } = await run(['check', `--baseline-from=${ref}`], { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining(`has the commit "${ref}"`)]);
    },
  );
  it('is refused beside --no-ignores, and outside of any repository', async () => {
    const cwd = pullRequest(hostile);
    const both = await run(['check', '--no-ignores', '--baseline-from', 'main'], { cwd });
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('cannot be used with')]);
    const outside = await run(['check', '--baseline-from', 'main'], { cwd: folder(hostile) });
    expect(outside.code).toBe(2);
  });
  it('runs nothing that the repository names', async () => {
    const cwd = pullRequest(hostile);
    for (const [name, value] of [
      ['core.fsmonitor', 'touch pwned'],
      ['core.sshCommand', 'touch pwned'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', 'ssh://x/y'],
      ['remote.origin.uploadpack', 'touch pwned; false'],
    ] as const)
      git(cwd, 'config', name, value);
    // A blob that is missing is what git would fetch.
    const blob = git(cwd, 'rev-parse', `main:${POLICY}`);
    rmSync(join(cwd, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    expect(await open(cwd, '--baseline-from', 'main')).toEqual(['insecure-transport', ...brought]);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });
});

describe('--fail-on-empty', () => {
  it('is for those who know that there is a config', async () => {
    const cwd = folder({ 'README.md': 'x', 'ok/.mcp.json': '{ "mcpServers": {} }' });
    rmSync(join(cwd, 'ok'), { recursive: true });
    expect((await run(['check'], { cwd })).code).toBe(0);
    for (const command of ['check', 'checklist']) {
      const { code, err } = await run([command, '--fail-on-empty'], { cwd });
      expect([code, err]).toEqual([2, 'mcp-checklist: no MCP config was found.\n']);
    }
    const some = folder({ '.mcp.json': '{ "mcpServers": {} }' });
    expect((await run(['check', '--fail-on-empty'], { cwd: some })).code).toBe(0);
  });
});
