import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { fake } from '../fake.ts';
import { inside } from './inside.ts';
import { CLI, folder, run } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

const COMMIT = 'a1'.repeat(20);
const token = fake.githubFineGrained();
const config = (more: object = {}) =>
  JSON.stringify({ mcpServers: { a: { command: 'node', args: ['a.js'], ...more } } });
const read = (cwd: string, file: string) => readFileSync(join(cwd, file), 'utf8');

describe('init', () => {
  it('writes a policy file, a hook and a job, each once, and says what is there', async () => {
    const cwd = folder({ '.cursor/mcp.json': config() });
    const args = ['init', '--pre-commit', '--ci', 'github', '--commit', COMMIT];
    const dry = await inside([...args, '--dry-run'], { cwd });
    expect([dry.code, existsSync(join(cwd, '.mcp-checklist.json'))]).toEqual([0, false]);
    expect(dry.out).toContain('.github/workflows/mcp-checklist.yml:\nname: MCP Checklist');
    const { code, err, out } = await inside(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out.match(/^Wrote /gm)).toHaveLength(3);
    const hook = parse(read(cwd, '.pre-commit-config.yaml')).repos[0];
    // Handed the same files as by the hook of this repository.
    const [{ files }] = parse(read(join(import.meta.dirname, '../..'), '.pre-commit-hooks.yaml'));
    expect(hook).toMatchObject({ repo: 'local', hooks: [{ id: 'mcp-checklist', files }] });
    const { jobs } = parse(read(cwd, '.github/workflows/mcp-checklist.yml'));
    expect(jobs['mcp-checklist'].steps[1].uses).toBe(`mcp-checklist/mcp-checklist@${COMMIT}`);
    const again = await inside(args, { cwd });
    expect(again.out.match(/ is there already\.$/gm)).toHaveLength(3);
    // What it writes counts, and nothing is wrong with it.
    expect(await inside(['check', '-q'], { cwd })).toEqual({ code: 0, out: '', err: '' });
  });
  it('extends what is there, and keeps the rest of it', async () => {
    const hooks =
      'repos:\n  # ours\n  - repo: https://example.com/hooks\n    rev: v1\n    hooks: []\n\nfail_fast: true\n';
    const gitlab = 'stages: [test]\n\ntest:\n  script:\n    - make\n';
    const cwd = folder({ '.pre-commit-config.yaml': hooks, '.gitlab-ci.yml': gitlab });
    await inside(['init', '--pre-commit', '--ci', 'gitlab', '--commit', COMMIT], { cwd });
    const hooked = read(cwd, '.pre-commit-config.yaml');
    expect(hooked).toContain('  # ours\n');
    expect(parse(hooked)).toMatchObject({
      repos: [{ rev: 'v1' }, { repo: 'local' }],
      fail_fast: true,
    });
    const job = parse(read(cwd, '.gitlab-ci.yml'));
    expect(Object.keys(job)).toEqual(['stages', 'test', 'mcp-checklist']);
    expect(job['mcp-checklist'].script[0]).toContain(COMMIT);
  });
  it.each([
    [['--ci', 'github'], '--ci needs --commit'],
    [['--ci', 'github', '--commit', 'main'], 'the full hash of a commit'],
    [['--ci', 'github', '--commit', COMMIT, '--repository', 'a/b@c'], 'owner/name'],
  ])('writes nothing that could fetch anything else: %j', async (args, message) => {
    const cwd = folder({});
    const { code, err } = await inside(['init', ...args], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(join(cwd, '.mcp-checklist.json'))).toBe(false);
  });
  it('leaves a file that it cannot read as it is, and follows no link out of the folder', async () => {
    const root = folder({ 'repo/.pre-commit-config.yaml': 'repos: [', 'elsewhere/x': '' });
    const cwd = join(root, 'repo');
    const broken = await inside(['init', '--pre-commit'], { cwd });
    expect([broken.code, read(cwd, '.pre-commit-config.yaml')]).toEqual([2, 'repos: [']);
    symlinkSync('../elsewhere', join(cwd, '.github'));
    const linked = await inside(['init', '--ci', 'github', '--commit', COMMIT], { cwd });
    expect(linked.code).toBe(2);
    expect(existsSync(join(root, 'elsewhere/workflows/mcp-checklist.yml'))).toBe(false);
  });
});

describe('mcp-checklist alone', () => {
  const alone = async (cwd: string) => {
    const home = folder({});
    return run([], { cwd, env: { HOME: home, USERPROFILE: home } });
  };
  it('says how the folder stands, the worst in front, and what to do next', async () => {
    const cwd = folder({ '.cursor/mcp.json': config({ env: { GITHUB_TOKEN: token } }) });
    const { out, err, code } = await alone(cwd);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^\d+ findings? \(.*\) in 1 config of this folder\.$/);
    expect(lines[1]).toMatch(/^Production checklist: 1 server in 1 file: \d of \d+ done/);
    expect(lines[2]).toBe('  ✗ 1 No plaintext secrets in configs (critical, 30 min; 1 finding)');
    expect(out).toMatch(/^Next:\n {2}mcp-checklist check .*\n {2}mcp-checklist fix /m);
    expect(out).toContain('mcp-checklist init');
    expect(out).not.toContain(token.slice(0, 16));
    expect(lines.length).toBeLessThan(16);
  });
  it('has one quiet line where there is nothing', async () => {
    const { out, code } = await alone(folder({}));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Neither an MCP config nor the source of an MCP server is in this folder\./,
    );
  });
});

describe('check --watch', () => {
  it('looks again when a file changes, and prints only what is new', async () => {
    const cwd = folder({ '.cursor/mcp.json': config({ env: { GITHUB_TOKEN: token } }) });
    const child = spawn(process.execPath, [CLI, 'check', '--brief', '--watch'], { cwd });
    let out = '';
    const seen = async (pattern: RegExp) => {
      while (!pattern.test(out)) await once(child.stdout, 'data');
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    try {
      await seen(/plaintext-secret[\s\S]*shows them/);
      writeFileSync(join(cwd, '.cursor/mcp.json'), config());
      await seen(/No findings in 1 config/);
      expect(out.match(/shows them/g)).toHaveLength(2);
    } finally {
      child.kill();
    }
    const json = await run(['check', '--watch', '--format', 'json'], { cwd });
    expect([json.code, json.err]).toEqual([
      2,
      'mcp-checklist: --watch prints text, of files on the disk.\n',
    ]);
  }, 30_000);
});
