import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CORPUS = join(ROOT, '../shared/corpus');

const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    // What Node keeps for npm stays among the temporary files.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    shell: process.platform === 'win32',
  });

describe('the npm package, installed in an empty folder', () => {
  let home = '';
  const run = (...args: string[]) => {
    try {
      const command = join(home, 'node_modules/.bin/mcp-checklist');
      return {
        code: 0,
        out: execFileSync(command, args, { cwd: home, encoding: 'utf8', maxBuffer: 1e9 }),
      };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, out: stdout };
    }
  };
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'mcp-checklist-package-'));
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    writeFileSync(join(home, '.mcp.json'), '{ "mcpServers": {} }');
    const [{ filename }] = JSON.parse(
      npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', home),
    );
    npm(
      home,
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--omit=dev',
      join(home, filename),
    );
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('brings nothing else along', () => {
    const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'));
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/mcp-checklist']);
  });
  it('names the licences of what it is made of', () => {
    const folder = join(home, 'node_modules/mcp-checklist/dist');
    const text = readFileSync(join(folder, 'ThirdPartyNotices.txt'), 'utf8');
    for (const name of ['vscode-languageserver', 'jsonc-parser', 'zod', 'semver', 'yaml'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
  it('checks, explains and lists', () => {
    expect(run('check').out).toContain('No findings in 1 config');
    expect(run('explain', 'remote-script').out).toContain('# remote-script');
    expect(run('rules').code).toBe(0);
    expect(run('fix', '--no-network').code).toBe(0);
  });
  it.runIf(existsSync(CORPUS))('checks real configs', () => {
    // They are not called as their hosts look for them, so each is named.
    const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.\w+$/.test(name) && !name.endsWith('.md'))
      .map((name) => join(CORPUS, name));
    const { code, out } = run('check', '--format', 'json', ...names);
    expect(code).toBe(1);
    expect(JSON.parse(out).files.length).toBe(names.length);
  });
  if (!existsSync(CORPUS)) console.log('No real configs here: the package is tried on its own.');
});
