import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { globs } from '../../rules/hosts/index.ts';
import { fake } from '../fake.ts';
import { cursorConfig } from '../server/samples.ts';
import { CLI, folder } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const yaml = (name: string) => parse(readFileSync(join(ROOT, name), 'utf8'));

interface Step {
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the GitHub action', () => {
  const action = yaml('action.yml');
  const [prepare, check, upload] = action.runs.steps;

  interface Setting {
    readonly inputs?: Readonly<Record<string, string>>;
    /** The commit that a pull request goes to. */
    readonly base?: string;
    readonly actionPath?: string;
    readonly env?: Readonly<Record<string, string>>;
  }

  /** Runs a step as GitHub would: its script, with its variables, in the checkout. */
  const runStep = (step: Step, cwd: string, { inputs, base, actionPath, env }: Setting = {}) => {
    const written = Object.entries(step.env ?? {}).map(([name, text]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1];
      if (input !== undefined) return [name, inputs?.[input] ?? action.inputs[input].default];
      expect(text).toBe(
        '${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}',
      );
      return [name, base ?? ''];
    });
    const files = { GITHUB_OUTPUT: join(cwd, 'output'), GITHUB_STEP_SUMMARY: join(cwd, 'summary') };
    return spawnSync('bash', ['-eo', 'pipefail', '-c', step.run], {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...files,
        RUNNER_TEMP: cwd,
        GITHUB_ACTION_PATH: actionPath ?? ROOT,
        ...Object.fromEntries(written),
        ...env,
      },
    });
  };

  it('writes a report, marks lines, fills the summary, and fails when it should', () => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': cursorConfig(token) });
    const { status, stdout, stderr } = runStep(check, cwd);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('::error file=.cursor/mcp.json,line=');
    expect(readFileSync(join(cwd, 'output'), 'utf8')).toBe(
      `sarif=${join(cwd, 'mcp-checklist.sarif')}\n`,
    );
    expect(JSON.parse(readFileSync(join(cwd, 'mcp-checklist.sarif'), 'utf8')).version).toBe(
      '2.1.0',
    );
    expect(readFileSync(join(cwd, 'summary'), 'utf8')).toContain('## Production checklist');
    expect(stdout).not.toContain(token);
  });
  it('passes where nothing is wrong', () => {
    const cwd = folder({ '.cursor/mcp.json': '{ "mcpServers": {} }' });
    expect(runStep(check, cwd, { inputs: { strict: 'true' } }).status).toBe(0);
  });
  it('shows the second list where a server is made, and fails for a directory it is not ready for', () => {
    const cwd = folder({});
    cpSync(join(ROOT, 'test/fixtures/project/publish/hello-stdio'), cwd, { recursive: true });
    expect(runStep(check, cwd).status).toBe(0);
    const summary = readFileSync(join(cwd, 'summary'), 'utf8');
    expect(summary).toContain('## Publish checklist: hello-stdio');
    expect(summary).toContain('### Ready to submit to');
    const ready = runStep(check, cwd, { inputs: { directories: 'cline registry' } });
    expect(ready.status).toBe(1);
    expect(ready.stdout).toContain('There is no server.json.');
    const odd = runStep(check, cwd, { inputs: { directories: '$(touch pwned)' } });
    expect(odd.status).toBe(2);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  it('takes several paths, and none of its inputs for a command', () => {
    const cwd = folder({
      'a/.mcp.json': '{ "mcpServers": {} }',
      'b/.mcp.json': '{ "mcpServers": {} }',
    });
    expect(runStep(check, cwd, { inputs: { path: 'a b' } }).status).toBe(0);
    const path = '$(touch pwned);`touch pwned`';
    expect(runStep(check, cwd, { inputs: { path } }).status).toBe(2);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  it('runs nothing of the checkout, and asks no registry that it names', () => {
    const pwn = `#!/bin/sh\ntouch "${'$'}{0%/*}/pwned" pwned\n`;
    const cwd = folder({
      '.npmrc': 'registry=http://127.0.0.1:9/\nscript-shell=./pwn\n',
      pwn,
      'package.json': '{ "scripts": { "preinstall": "touch pwned", "prepare": "touch pwned" } }',
      'node_modules/mcp-checklist/package.json':
        '{ "name": "mcp-checklist", "version": "0.1.0", "bin": "x.js" }',
      'node_modules/mcp-checklist/x.js': 'require("fs").writeFileSync("pwned", "")',
      'node_modules/.bin/mcp-checklist': pwn,
      '.cursor/mcp.json': cursorConfig(fake.githubToken()),
    });
    for (const file of ['pwn', 'node_modules/.bin/mcp-checklist'])
      chmodSync(join(cwd, file), 0o755);
    // Of npm and the build, which take their time, only what they are asked for and where.
    const actionPath = folder({
      'scripts/build.mjs': `import { cpSync } from 'node:fs';
        cpSync(${JSON.stringify(join(ROOT, 'dist'))}, 'dist', { recursive: true });`,
      'bin/npm': '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@" >> "$NPM_CALLS"\n',
    });
    chmodSync(join(actionPath, 'bin/npm'), 0o755);
    const calls = join(actionPath, 'calls');
    const env = { NPM_CALLS: calls, PATH: `${join(actionPath, 'bin')}:${process.env.PATH}` };
    const built = runStep(prepare, cwd, { actionPath, env });
    expect([built.status, built.stderr]).toEqual([0, '']);
    const [where, ...args] = readFileSync(calls, 'utf8').trimEnd().split('\n');
    expect(realpathSync(where ?? '')).toBe(realpathSync(actionPath));
    expect(args).toEqual(
      'ci --ignore-scripts --no-audit --no-fund --userconfig /dev/null'.split(' '),
    );
    const { status, stdout } = runStep(check, cwd, { actionPath, env });
    expect(status).toBe(1);
    expect(stdout).toContain('plaintext-secret');
    for (const place of ['', 'node_modules/.bin', 'node_modules/mcp-checklist'])
      expect(existsSync(join(cwd, place, 'pwned'))).toBe(false);
    // npm was not asked for anything more.
    expect(readFileSync(calls, 'utf8').trimEnd().split('\n')).toHaveLength(1 + args.length);
    expect(check.run).not.toMatch(/\bnpx\b/);
  });

  it('lets no pull request silence what it brings', () => {
    const cwd = folder({ '.cursor/mcp.json': '{ "mcpServers": {} }' });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
        cwd,
        encoding: 'utf8',
      }).trim();
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    const base = git('rev-parse', 'HEAD');
    writeFileSync(join(cwd, '.cursor/mcp.json'), cursorConfig(fake.githubToken()));
    const ignore = ['plaintext-secret', 'unpinned-package', 'broad-credential'].map((rule) => ({
      rule,
      path: '**',
      reason: 'fine',
    }));
    writeFileSync(join(cwd, '.mcp-checklist.json'), JSON.stringify({ ignore }));
    git('add', '-A');
    git('commit', '-qm', 'second');
    expect(runStep(check, cwd).status).toBe(0);
    const judged = runStep(check, cwd, { base });
    expect([judged.status, judged.stdout]).toEqual([1, expect.not.stringContaining('::notice::')]);
    const shallow = runStep(check, cwd, { base: 'f'.repeat(40) });
    expect([shallow.status, shallow.stdout]).toEqual([1, expect.stringContaining('::notice::')]);
    expect(runStep(check, cwd, { inputs: { ignores: 'none' } }).status).toBe(1);
    expect(runStep(check, cwd, { inputs: { ignores: 'files' }, base }).status).toBe(0);
    // Fifteen times the command line, one after the other.
  }, 90_000);

  it('names other actions by commit, and no input stands in its scripts', () => {
    expect(upload.uses).toMatch(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/);
    for (const { run } of [prepare, check]) expect(run).not.toContain('${{');
  });
});

describe('the pre-commit hook', () => {
  const [hook] = yaml('.pre-commit-hooks.yaml');
  it('is handed every file that a host looks for', () => {
    const files = new RegExp(hook.files);
    const samples = globs.map((it) => it.replaceAll('**/', 'a/').replaceAll('*', 'x'));
    expect(samples.filter((path) => !files.test(path))).toEqual([]);
    expect(files.test('src/index.ts')).toBe(false);
  });
  it('says what is wrong with the files it is handed', () => {
    const cwd = folder({
      '.cursor/mcp.json': cursorConfig(fake.githubToken()),
      'tsconfig.json': '{}',
    });
    // pre-commit installs its own clone at `rev` as npm installs a package from git: `prepare` builds it.
    expect(hook.language).toBe('node');
    const [program, ...args] = hook.entry.split(' ');
    expect(Object.keys(manifest.bin)).toEqual([program]);
    expect(manifest.scripts.prepare).toBe('node scripts/prepare.mjs');
    const { status, stdout } = spawnSync(
      process.execPath,
      [CLI, ...args, '.cursor/mcp.json', 'tsconfig.json'],
      { cwd, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stdout).toContain('plaintext-secret');
  });
});
