import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { analyze, rules } from '../../rules/index.ts';
import { fileReport } from '../../server/cli/report.ts';
import { FORMATS } from '../../server/cli/reporters/formats.ts';
import type { Look } from '../../server/cli/reporters/reporter.ts';
import { printed } from '../../server/cli/reporters/reporter.ts';
import { wrapped } from '../../server/cli/wrap.ts';
import { fake } from '../fake.ts';
import { inside } from './inside.ts';
import { folder, run } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

const token = fake.githubFineGrained();
const CONFIG = JSON.stringify({
  mcpServers: {
    a: { command: 'npx', args: ['-y', 'some-mcp'], env: { GITHUB_TOKEN: token } },
    b: { url: 'http://mcp.acme.dev/mcp' },
  },
});
const scene = () => folder({ '.cursor/mcp.json': CONFIG });
const strip = (text: string) => text.replaceAll('\u001b', '');

describe('as people know it from other linters', () => {
  it.each([
    ['check', '--exit-zero'],
    ['check', '--fail-on', 'never'],
    ['check', '--rule', 'plaintext-secret=off', '--rule', 'insecure-transport=hint'],
    ['checklist', '--exit-zero'],
  ])('ends with 0: %s %s', async (...args) => {
    const cwd = scene();
    expect((await inside(args.slice(0, 1), { cwd })).code).toBe(1);
    const { code, out } = await inside(args, { cwd });
    expect(code).toBe(0);
    expect(out).not.toBe('');
  });
  it('but never with what could not be read', async () => {
    const cwd = folder({ '.cursor/mcp.json': '\0' });
    expect((await inside(['check', '--exit-zero'], { cwd })).code).toBe(2);
    expect((await inside(['check', '--fail-on', 'never'], { cwd })).code).toBe(2);
  });
  it('--quiet prints what fails, and nothing where nothing does', async () => {
    const { out } = await inside(['check', '--quiet', '--brief'], { cwd: scene() });
    expect(out).toMatch(/^\.cursor\/mcp\.json \(Cursor\)\n(?: {2}1:\d+ +error {2}.*\n)+$/);
    const clean = folder({ '.cursor/mcp.json': '{ "mcpServers": {} }' });
    for (const command of ['check', 'checklist'])
      expect(await inside([command, '-q'], { cwd: clean })).toEqual({ code: 0, out: '', err: '' });
    const failing = await inside(['checklist', '-q'], { cwd: scene() });
    expect(failing.out).toMatch(/^ 1 ✗ fail/);
    expect(failing.out).not.toMatch(/review|Production/);
  });
  it('--color says so itself', async () => {
    const cwd = scene();
    expect((await run(['check', '--color', 'always'], { cwd })).out).toContain('\u001b[');
    expect((await run(['--color', 'always', 'checklist'], { cwd })).out).toContain('\u001b[');
    const env = { FORCE_COLOR: '3' };
    expect((await run(['check', '--color', 'never'], { cwd, env })).out).not.toContain('\u001b[');
  });
  it('--rule names what was meant', async () => {
    const said = async (rule: string) =>
      (await inside(['check', '--rule', rule], { cwd: scene() })).err;
    expect(await said('plaintext-secrt=off')).toContain('Did you mean "plaintext-secret"?');
    expect(await said('plaintext-secret=warn')).toContain('Did you mean "warning"?');
    expect(await said('plaintext-secret')).toContain('It is written as ID=SEVERITY');
  });
  it('--config names the one policy file that counts', async () => {
    const cwd = folder({
      '.cursor/mcp.json': CONFIG,
      '.mcp-checklist.json': JSON.stringify({ rules: { 'unpinned-package': 'error' } }),
      'ci/policy.json': JSON.stringify({
        ignore: [{ rule: 'insecure-transport', path: '../.cursor/*', reason: 'ours' }],
      }),
    });
    const { out } = await inside(['check', '--brief', '--config', 'ci/policy.json'], { cwd });
    expect(out).toMatch(/warning .* unpinned-package$/m);
    expect(out).toMatch(/silenced .* insecure-transport, .*: ours$/m);
    const none = await inside(['check', '--config', 'no.json'], { cwd });
    expect([none.code, none.err]).toEqual([2, 'mcp-checklist: --config: no.json is no file.\n']);
    const both = ['check', '--config', 'ci/policy.json', '--restricted'];
    expect((await run(both, { cwd })).code).toBe(2);
  });
  it('--statistics counts by rule', async () => {
    const cwd = folder({ '.cursor/mcp.json': CONFIG, 'b/.cursor/mcp.json': CONFIG });
    const { out, code } = await inside(['check', '--statistics'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^ {4}2 {2}error {4}plaintext-secret +in 2 files {2}2 with a fix$/m);
    const json = await inside(['check', '--statistics', '--format', 'json'], { cwd });
    expect(JSON.parse(json.out).statistics).toContainEqual({
      rule: 'unpinned-package',
      severity: 'warning',
      findings: 2,
      fixable: 2,
      files: 2,
    });
    expect((await inside(['check', '--statistics', '--format', 'sarif'], { cwd })).code).toBe(2);
  });
  it('explain has one suggestion, rules have their items', async () => {
    const err = async (rule: string) => (await run(['explain', rule])).err.split('\n')[0];
    expect(await err('plaintext')).toBe(
      'error: there is no rule "plaintext". Did you mean "plaintext-secret"?',
    );
    expect(await err('unpined-package')).toContain('Did you mean "unpinned-package"?');
    expect(await err('zzzz')).toBe(
      'error: there is no rule "zzzz". "mcp-checklist rules" lists them.',
    );
    const { out } = await run(['rules']);
    expect(out).toMatch(/^plaintext-secret +error +1 [\d ]*Finds /m);
    expect(out).toMatch(/^stdout-write-in-stdio-server +\w+ +P\d+/m);
  });
  it('says once what could not be read', async () => {
    const cwd = folder({ '.cursor/mcp.json': '\0' });
    const { out, err } = await inside(['check'], { cwd });
    expect(out.match(/binary file/g)).toHaveLength(1);
    expect(err).toBe('');
    expect((await inside(['checklist'], { cwd })).err.match(/binary file/g)).toHaveLength(1);
  });
});

describe('text fits the terminal', () => {
  it.each([40, 60, 80, 200])('of %d columns; a rule makes no line longer', (width) => {
    const analysis = analyze(CONFIG.replaceAll(',', ',\n'), {
      path: join('/', '.cursor/mcp.json'),
    });
    const file = fileReport('.cursor/mcp.json', CONFIG, analysis);
    const look: Look = { colours: false, width };
    const judged = { shown: '.cursor/mcp.json', text: CONFIG, analysis };
    const { details } = FORMATS.text;
    const found = details?.(judged, file, look) ?? {};
    const summary = { files: 1, servers: 2, error: 1, warning: 1, information: 0, hint: 0 };
    const whole = {
      order: [0],
      items: () => [],
      summary,
      evidence: [],
      shard: undefined,
    };
    const out = strip(printed(FORMATS.text, [file], whole, look, [found]));
    const shown = new Set(file.findings.map(({ rule }) => rule));
    for (const rule of shown) expect(out).toContain(rule);
    for (const line of out.split('\n').filter((it) => !it.includes('│')))
      expect(line.length, line).toBeLessThanOrEqual(Math.max(width, 48));
  });
  it('breaks at blanks, and leaves a long word whole', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapped('a verylongword b', 5)).toEqual(['a', 'verylongword', 'b']);
    expect(wrapped('as it is', undefined)).toEqual(['as it is']);
    expect(rules.length).toBeGreaterThan(0);
  });
});
