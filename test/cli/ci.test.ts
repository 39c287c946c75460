import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { globs } from '../../rules/hosts/index.ts';
import { fake } from '../fake.ts';
import { cursorConfig } from '../server/samples.ts';
import { CLI, folder } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const yaml = (name: string) => parse(readFileSync(join(ROOT, name), 'utf8'));

describe('the GitHub action', () => {
  const action = yaml('action.yml');
  const [check] = action.runs.steps;

  /** Runs the step as GitHub would: its script, with its variables. */
  const runStep = (cwd: string, inputs: Record<string, string>) => {
    const env = Object.fromEntries(
      Object.entries(check.env as Record<string, string>).map(([name, written]) => {
        const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(written)?.[1] ?? '';
        return [name, inputs[input] ?? String(action.inputs[input].default)];
      }),
    );
    const files = { GITHUB_OUTPUT: join(cwd, 'output'), GITHUB_STEP_SUMMARY: join(cwd, 'summary') };
    return spawnSync('bash', ['-eo', 'pipefail', '-c', check.run], {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...files,
        RUNNER_TEMP: cwd,
        ...env,
        COMMAND: `${process.execPath} ${CLI}`,
      },
    });
  };

  it('writes a report, marks lines, fills the summary, and fails when it should', () => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': cursorConfig(token) });
    const { status, stdout, stderr } = runStep(cwd, {});
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
    expect(runStep(cwd, { strict: 'true' }).status).toBe(0);
  });
  it('takes several paths, and none of its inputs for a command', () => {
    const cwd = folder({
      'a/.mcp.json': '{ "mcpServers": {} }',
      'b/.mcp.json': '{ "mcpServers": {} }',
    });
    expect(runStep(cwd, { path: 'a b' }).status).toBe(0);
    const { status } = runStep(cwd, { path: '$(touch pwned);`touch pwned`', 'fail-on': 'error' });
    expect(status).toBe(2);
    expect(() => readFileSync(join(cwd, 'pwned'))).toThrow();
  });
  it('runs the release it came with, and no input stands in its script', () => {
    expect(action.inputs.version.default).toBe(version);
    expect(check.run).not.toContain('${{');
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
    const [, , packageName, ...args] = hook.entry.split(' ');
    expect(packageName).toBe(`mcp-checklist@${version}`);
    const { status, stdout } = spawnSync(
      process.execPath,
      [CLI, ...args, '.cursor/mcp.json', 'tsconfig.json'],
      { cwd, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stdout).toContain('plaintext-secret');
  });
});
