import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod';
import { clean, cursorConfig, tokens, vscodeConfig, written } from '../server/samples.ts';
import { folder, report, run } from './run.ts';

const insecure = written({ mcpServers: { a: { url: 'http://a.example.com/mcp' } } });
const unpinned = written({ mcpServers: { a: { command: 'npx', args: ['-y', 'mcp-thing'] } } });

describe('exit codes', () => {
  it.each([
    ['0 for a clean config', clean, [], 0],
    ['1 for an error', insecure, [], 1],
    ['0 for a warning', unpinned, [], 0],
    ['1 for a warning, where that was asked for', unpinned, ['--fail-on', 'warning'], 1],
    ['1 for a warning, where even less was asked for', unpinned, ['--fail-on', 'hint'], 1],
    ['2 for an unknown severity', clean, ['--fail-on', 'worst'], 2],
    ['2 for an unknown format', clean, ['--format', 'xml'], 2],
    ['2 for an unknown host', clean, ['--host', 'nobody'], 2],
    ['2 for an unknown option', clean, ['--frobnicate'], 2],
  ])('%s', async (_, text, args, code) => {
    const cwd = folder({ '.mcp.json': text });
    const result = await run(['check', ...args], { cwd });
    expect(result.code).toBe(code);
    expect(result.err === '').toBe(code !== 2);
  });

  it.each([[['frobnicate']], [['--frobnicate']]])('2 for %j', async (args) => {
    expect((await run(args)).code).toBe(2);
  });

  it.each([['--version'], ['--help'], ['help']])('0 for %s', async (arg) => {
    const { code, out } = await run([arg]);
    expect(code).toBe(0);
    expect(out).not.toBe('');
  });
});

describe('paths', () => {
  const files = {
    '.vscode/mcp.json': clean,
    'sub/.cursor/mcp.json': insecure,
    'sub/notes.json': insecure,
    'node_modules/a/.mcp.json': insecure,
    '.git/.mcp.json': insecure,
    'ignored/.mcp.json': insecure,
    '.gitignore': 'ignored/\n',
  };

  it('are searched for what hosts read, git-ignored files included', async () => {
    const { files: found, summary } = await report([], { cwd: folder(files) });
    expect(found.map(({ path, host }) => [path, host])).toEqual([
      ['.vscode/mcp.json', 'vscode'],
      ['ignored/.mcp.json', 'claude-code'],
      ['sub/.cursor/mcp.json', 'cursor'],
    ]);
    expect(summary).toMatchObject({ files: 3, servers: 3, error: 2 });
  });

  it('are reported as they were given', async () => {
    const cwd = folder(files);
    const given = ['./sub', join(cwd, 'sub'), 'sub/notes.json', './.vscode/mcp.json'];
    const { files: found } = await report(given, { cwd });
    expect(found.map(({ path }) => path)).toEqual([
      'sub/.cursor/mcp.json',
      'sub/notes.json',
      './.vscode/mcp.json',
    ]);
  });

  it('found in a folder count only when they are about MCP', async () => {
    const cwd = folder({
      '.vscode/settings.json': '{"editor.tabSize": 2}',
      'server.json': new Uint8Array([0xff, 0]),
      '.mcp.json': clean,
    });
    const { code, out, err } = await run(['check', '--format', 'json'], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual(['.mcp.json']);
  });

  it('given by name are read whatever they are called', async () => {
    const cwd = folder({ 'a.txt': insecure, 'b.json': '{"a": 1}', 'c.toml': 'a = 1', d: '' });
    const { files: found } = await report(['a.txt', 'b.json', 'c.toml', 'd'], { cwd });
    expect(found.map(({ path, host, findings }) => [path, host, findings.length])).toEqual([
      ['a.txt', 'generic', 1],
      ['b.json', '', 0],
      ['c.toml', '', 0],
      ['d', '', 0],
    ]);
  });

  it('may be told whose they are', async () => {
    const cwd = folder({ 'a.json': insecure });
    const { files: found } = await report(['--host', 'windsurf', 'a.json'], { cwd });
    expect(found[0]?.host).toBe('windsurf');
  });
});

const position = z.strictObject({ line: z.int().min(0), character: z.int().min(0) });
const range = z.strictObject({ start: position, end: position });
const severity = z.enum(['error', 'warning', 'information', 'hint']);
const count = z.int().min(0);
const schema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('mcp-checklist'), version: z.string().regex(/^\d/) }),
  files: z.array(
    z.strictObject({
      path: z.string(),
      host: z.string(),
      findings: z.array(
        z.strictObject({
          rule: z.string().regex(/^[a-z-]+$/),
          severity,
          confidence: z.enum(['high', 'medium', 'low']),
          message: z.string().regex(/^[^\r\n]+$/),
          server: z.string(),
          pointer: z.string().regex(/^(?:\/|$)/),
          range,
          related: z.array(z.strictObject({ path: z.string(), range, message: z.string() })),
          fixes: z.array(z.strictObject({ title: z.string(), safe: z.boolean() })),
          suppressed: z.nullable(
            z.strictObject({
              reason: z.string(),
              by: z.enum(['comment', 'ignore', 'baseline', 'off']),
              until: z.optional(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
  checklist: z.array(
    z.strictObject({
      item: z.string().regex(/^production\/\d+$/),
      title: z.string(),
      status: z.enum(['pass', 'fail', 'review', 'accepted', 'attested', 'not applicable']),
      evidence: z.array(
        z.strictObject({
          text: z.string(),
          path: z.optional(z.string()),
          server: z.optional(z.string()),
        }),
      ),
    }),
  ),
  summary: z.strictObject({
    files: count,
    servers: count,
    error: count,
    warning: count,
    information: count,
    hint: count,
  }),
});

describe('the JSON report', () => {
  it('is what it is documented to be', async () => {
    const token = tokens.githubFineGrained();
    const cwd = folder({
      '.vscode/mcp.json': vscodeConfig(token),
      '.cursor/mcp.json': cursorConfig(token),
    });
    const { code, out, err } = await run(['check', '--format=json'], { cwd });
    expect([code, err]).toEqual([1, '']);
    const found = schema.parse(JSON.parse(out));
    expect(found.checklist).toHaveLength(10);
    expect(found.summary).toMatchObject({ files: 2, servers: 3, error: 3, warning: 4 });
    const secret = found.files[1]?.findings.find(({ rule }) => rule === 'plaintext-secret');
    expect(secret).toMatchObject({
      severity: 'error',
      server: 'github',
      pointer: '/servers/github/env/GITHUB_TOKEN',
      fixes: [{ safe: false }],
      suppressed: null,
    });
    const document = TextDocument.create('', '', 0, vscodeConfig(token));
    expect(document.getText(secret?.range)).toBe(token);
  });

  it('calls safe only what needs nobody and nothing', async () => {
    const cwd = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    const { files } = await report([], { cwd });
    const safe = Object.fromEntries(
      files[0]?.findings.map(({ rule, fixes }) => [rule, fixes[0]?.safe]) ?? [],
    );
    expect(safe).toEqual({
      'unpinned-package': false,
      'plaintext-secret': false,
      'insecure-transport': true,
    });
  });

  it('lists what is silenced, and does not count it', async () => {
    const cwd = folder({
      '.vscode/mcp.json':
        '{"servers": {"a": {\n// mcp-checklist-ignore insecure-transport -- our own network\n"url": "http://a.example.com/"}}}',
    });
    const { code, out } = await run(['check', '--format', 'json', '--fail-on', 'hint'], { cwd });
    const { files, summary } = schema.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(files[0]?.findings[0]?.suppressed).toEqual({ reason: 'our own network', by: 'comment' });
    expect(summary.error).toBe(0);
  });

  it('has the offsets of the file itself, whatever its line ends and byte order mark', async () => {
    const token = tokens.githubFineGrained();
    const text = `\uFEFF{"mcpServers":{"🔑":{"command":"x",\r\n"env":{"GITHUB_TOKEN":"${token}"}}}}`;
    const cwd = folder({ '.mcp.json': text });
    const { files } = await report([], { cwd });
    const finding = files[0]?.findings.find(({ rule }) => rule === 'plaintext-secret');
    const document = TextDocument.create('', '', 0, readFileSync(join(cwd, '.mcp.json'), 'utf8'));
    expect(finding?.range && document.getText(finding.range)).toBe(token);
    expect(finding?.server).toBe('🔑');
  });

  it('does not change what strict rules say unless asked', async () => {
    const cwd = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    const loose = await report([], { cwd });
    const strict = await report(['--strict'], { cwd });
    expect(strict.files[0]?.findings.length).toBeGreaterThanOrEqual(
      loose.files[0]?.findings.length ?? 0,
    );
  });
});

describe('the text report', () => {
  it('groups by file and says where, what and how much', async () => {
    const cwd = folder({
      '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()),
      '.mcp.json': clean,
    });
    const { out } = await run(['check'], { cwd });
    expect(out.split('\n')[0]).toBe('.vscode/mcp.json (VS Code)');
    expect(out).toMatch(/^ {2}7:10 +warning {2}@acme\/github-mcp .* unpinned-package$/m);
    expect(out).toContain('3 findings (2 errors, 1 warning) in 2 configs with 3 servers.');
  });

  it('has no colours where nobody sees them, even if they are forced', async () => {
    const cwd = folder({ '.mcp.json': insecure });
    const { out } = await run(['check'], {
      cwd,
      env: { FORCE_COLOR: '1', TERM: 'xterm-256color' },
    });
    expect(out).not.toContain('\u001B');
  });

  it('lets no file write to the terminal', async () => {
    const name = 'a\u001B]0;owned\u0007\u202Eb\u2028c';
    const cwd = folder({
      '.mcp.json': JSON.stringify({
        mcpServers: { [name]: { command: 'npx', args: [`${name}x`] } },
      }),
    });
    const { out } = await run(['check', '--fail-on', 'hint'], { cwd });
    const all = out + (await run(['checklist'], { cwd })).out;
    expect(all).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
  });

  it('says so when there is nothing', async () => {
    const { code, out } = await run(['check'], { cwd: folder({ 'a.json': '{}' }) });
    expect(code).toBe(0);
    expect(out).toBe('No MCP config was found.\n');
  });
});
