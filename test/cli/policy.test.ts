import { execFileSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { JsonReport } from '../../server/cli/report.ts';
import { fake } from '../fake.ts';
import { inside } from './inside.ts';
import { folder } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

const CONFIG = JSON.stringify({
  mcpServers: {
    a: {
      command: 'npx',
      args: ['-y', 'some-mcp'],
      env: { GITHUB_TOKEN: fake.githubFineGrained() },
    },
  },
});
const NAME = '.mcp-checklist.json';
const POLICY = JSON.stringify({
  rules: { 'plaintext-secret': 'off', 'unpinned-package': 'error' },
});

/** How bad each rule's finding is, or who says that it is none. */
async function found(root: string, args: readonly string[] = [], cwd = root) {
  const { out } = await inside(['check', '--format', 'json', ...args], { cwd });
  const { files } = JSON.parse(out) as JsonReport;
  return Object.fromEntries(
    files.flatMap(({ findings }) =>
      findings.map(({ rule, severity, suppressed }) => [rule, suppressed?.by ?? severity]),
    ),
  );
}

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: root,
    stdio: 'ignore',
  });

const COUNTS = { 'plaintext-secret': 'off', 'unpinned-package': 'error' };
const IGNORED = { 'plaintext-secret': 'error', 'unpinned-package': 'warning' };

describe('severities that a team wrote down', () => {
  it('count in whichever way a file below is named', async () => {
    const root = folder({ 'a/b/.cursor/mcp.json': CONFIG, [NAME]: POLICY });
    for (const args of [[], ['a'], ['a/b'], ['a/b/.cursor/mcp.json'], [join(root, 'a')]])
      expect(await found(root, args), args.join()).toEqual(COUNTS);
    // Where no repository says where it ends, what stands above is a stranger's.
    expect(await found(root, [], join(root, 'a'))).toEqual(IGNORED);
    git(root, 'init', '-q');
    expect(await found(root, [], join(root, 'a'))).toEqual(COUNTS);
    expect(await found(root, [join(root, 'a')], '/')).toEqual(COUNTS);
    git(join(root, 'a'), 'init', '-q');
    expect(await found(root, [], join(root, 'a'))).toEqual(IGNORED);
  });

  it.runIf(process.getuid?.() === 0)("above the folder they are no stranger's", async () => {
    const root = folder({ 'a/.cursor/mcp.json': CONFIG, [NAME]: POLICY });
    git(root, 'init', '-q');
    chownSync(join(root, NAME), 12_345, 12_345);
    expect(await found(root, [], join(root, 'a'))).toEqual(IGNORED);
    expect(await found(root)).toEqual(COUNTS);
  });

  it('silence nothing where nobody trusts the folder, nor for a gate that says so', async () => {
    const root = folder({ '.cursor/mcp.json': CONFIG });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'x');
    writeFileSync(join(root, NAME), POLICY);
    expect(await found(root)).toEqual(COUNTS);
    expect(await found(root, ['--restricted'])).toEqual(IGNORED);
    expect(await found(root, ['--no-ignores'])).toEqual({ ...COUNTS, 'plaintext-secret': 'error' });
    expect(await found(root, ['--baseline-from', 'HEAD'])).toEqual(IGNORED);
  });

  it('turn no item green, and the report says what they hide', async () => {
    const root = folder({ '.cursor/mcp.json': CONFIG, [NAME]: POLICY });
    const { out, code } = await inside(['check'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toContain('Switched off: plaintext-secret (1 finding).');
    const list = await inside(['checklist', '--format', 'json'], { cwd: root });
    const [first] = JSON.parse(list.out).checklists[0].items;
    expect(first).toMatchObject({
      status: 'accepted',
      reason: '1 finding accepted: Its rule is switched off in .mcp-checklist.json.',
    });
    expect(list.out).not.toContain('No credential stands here');
  });

  it('judge the source of a server as well', async () => {
    const source = `import { execSync } from 'node:child_process';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'a', version: '1.0.0' });
server.registerTool('run', { inputSchema: { name: z.string() } }, async ({ name }) => {
  return { content: [{ type: 'text', text: execSync(\`ls \${name}\`).toString() }] };
});
`;
    const dependencies = { '@modelcontextprotocol/sdk': '1.29.0', zod: '4.0.0' };
    const files = {
      'server/package.json': JSON.stringify({ name: 'a', version: '1.0.0', dependencies }),
      'server/src/index.ts': source,
    };
    const rule = 'shell-command-from-variable';
    const severity = async (root: string, args: string[] = []) => (await found(root, args))[rule];
    expect(await severity(folder(files))).toBe('error');
    const soft = folder({ ...files, [NAME]: JSON.stringify({ rules: { [rule]: 'hint' } }) });
    expect(await severity(soft)).toBe('hint');
    expect(await severity(soft, ['server'])).toBe('hint');
    expect(await severity(soft, ['--restricted'])).toBe('error');
    const off = folder({ ...files, [NAME]: JSON.stringify({ rules: { [rule]: 'off' } }) });
    const { out } = await inside(['check'], { cwd: off });
    expect(out).toContain(`Switched off: ${rule} (1 finding).`);
  });
});

describe('a policy file that says what nothing knows', () => {
  it('is said on the command line, with what was meant, and nothing is clean', async () => {
    const text = `{\n  "strictnes": "strict",\n  "rules": { "plaintext-secrets": "off" }\n}`;
    const root = folder({ '.cursor/mcp.json': '{ "mcpServers": {} }', [NAME]: text });
    const { err, code } = await inside(['check'], { cwd: root });
    expect(err.split('\n')).toEqual([
      'mcp-checklist: .mcp-checklist.json, line 2: There is no key "strictnes". Did you mean "strictness"?',
      'mcp-checklist: .mcp-checklist.json, line 3: There is no rule "plaintext-secrets". Did you mean "plaintext-secret"?',
      '',
    ]);
    expect(code).toBe(2);
  });

  it('is clean where that silences nothing', async () => {
    const ignore = [{ rule: 'gone-rule-of-old', path: '**', reason: 'x' }];
    const root = folder({
      '.cursor/mcp.json': '{ "mcpServers": {} }',
      [NAME]: JSON.stringify({ ignore }),
    });
    const { err, code } = await inside(['check'], { cwd: root });
    expect(err).toContain('This ignores nothing: there is no rule "gone-rule-of-old".');
    expect(code).toBe(0);
  });
});
