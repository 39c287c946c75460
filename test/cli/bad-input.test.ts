import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../server/cli/report.ts';
import { tokens, vscodeConfig, written } from '../server/samples.ts';
import { CLI, folder, run } from './run.ts';

const config = written({ mcpServers: { a: { url: 'http://a.example.com/mcp' } } });
const posix = process.platform !== 'win32';

describe('what cannot be read', () => {
  it.each<[string, string | Uint8Array | null, RegExp]>([
    ['a missing file', null, /there is no such file or folder/],
    ['a binary file', new Uint8Array([0x7b, 0, 0x7d]), /binary/],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), /not valid UTF-8/],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /UTF-16/],
  ])('is said in words: %s', async (_, content, words) => {
    const cwd = folder({ 'ok/.mcp.json': config, ...(content && { 'bad.json': content }) });
    const { code, out, err } = await run(['check', '--format', 'json', 'bad.json', 'ok'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err.trim().split('\n')).toHaveLength(1);
    // The others are reported all the same.
    const { files } = JSON.parse(out) as JsonReport;
    expect(files.map(({ path }) => path)).toEqual([
      ...(content ? ['bad.json'] : []),
      'ok/.mcp.json',
    ]);
    // Silence about a file that is there would look like a pass.
    expect(files.flatMap(({ path, findings }) => (path === 'bad.json' ? findings : []))).toEqual(
      content ? [expect.objectContaining({ rule: 'invalid-syntax', severity: 'error' })] : [],
    );
  });

  it.runIf(posix)('is not waited for: a pipe, a device', async () => {
    const cwd = folder({ '.mcp.json': config });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { code, err } = await run(['check', 'pipe', '/dev/zero', '.'], { cwd });
    expect(code).toBe(2);
    expect(err.match(/neither a file nor a folder/g)).toHaveLength(2);
  });

  it('is said in one error, quickly: a huge file', async () => {
    const cwd = folder({ '.mcp.json': `{"x": "${'é'.repeat(5_000_000)}"}` });
    const { code, out, err } = await run(['check', '--format', 'json'], { cwd });
    expect([code, err]).toEqual([2, 'mcp-checklist: .mcp.json: nothing in it was checked.\n']);
    expect((JSON.parse(out) as JsonReport).files[0]?.findings).toMatchObject([
      { rule: 'invalid-syntax', severity: 'error' },
    ]);
  });

  // The superuser may read everything.
  it.runIf(posix && process.getuid?.() !== 0)('is said in words: no permission', async () => {
    const cwd = folder({ '.mcp.json': config });
    chmodSync(join(cwd, '.mcp.json'), 0);
    const { code, err } = await run(['check'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('permission');
  });
});

describe('what looks wrong and is not', () => {
  it('is a folder called mcp.json', async () => {
    const cwd = folder({ 'mcp.json/.mcp.json': config });
    mkdirSync(join(cwd, '.vscode/mcp.json'), { recursive: true });
    const { code, out, err } = await run(['check', '--format', 'json', '.', 'mcp.json'], { cwd });
    expect([code, err]).toEqual([1, '']);
    expect((JSON.parse(out) as JsonReport).files.map(({ path }) => path)).toEqual([
      'mcp.json/.mcp.json',
    ]);
  });

  it.runIf(posix)(
    'is a link: followed to a file in the folder, not out of it or in circles',
    async () => {
      const outside = folder({ 'mcp.json': config });
      const cwd = folder({
        '.mcp.json': config,
        'real.json': config,
        '.cursor/x': '',
        '.vscode/x': '',
      });
      symlinkSync('../real.json', join(cwd, '.cursor/mcp.json'));
      symlinkSync(join(outside, 'mcp.json'), join(cwd, '.vscode/mcp.json'));
      symlinkSync(outside, join(cwd, 'outside'));
      symlinkSync('.', join(cwd, 'circle'));
      const { out, err } = await run(['check', '--format', 'json'], { cwd });
      expect(err).toBe('');
      expect((JSON.parse(out) as JsonReport).files.map(({ path }) => path)).toEqual([
        '.cursor/mcp.json',
        '.mcp.json',
      ]);
    },
  );

  it('is a reader that has seen enough', async () => {
    const server = { command: 'npx', args: ['-y', 'mcp-thing'] };
    const servers = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`s${n}`, server]));
    const cwd = folder({ '.mcp.json': written({ mcpServers: servers }) });
    const child = spawn(process.execPath, [CLI, 'check', '--format', 'json'], { cwd });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.once('close', resolve));
    expect(err).toBe('');
  });
});

describe('a mistake on the command line', () => {
  it('is told without the token that was typed', async () => {
    const token = tokens.githubFineGrained();
    const { code, out, err } = await run(['check', `--token=${token}`]);
    expect(code).toBe(2);
    expect(out + err).not.toContain(token);
  });
});

describe('no output', () => {
  it('shows a credential', async () => {
    const token = tokens.githubFineGrained();
    const cwd = folder({
      '.vscode/mcp.json': vscodeConfig(token),
      '.cursor/mcp.json': written({
        mcpServers: { [token]: { command: 'npx', args: ['-y', token], env: { [token]: token } } },
      }),
      '.mcp.json': `{"mcpServers": {"a": {"command": "x", "env": {"T": "${token}`,
    });
    for (const args of [
      ['check'],
      ['check', '--strict'],
      ['check', '--format', 'json'],
      ['checklist'],
      ['checklist', '--format', 'json'],
      ['checklist', '--format', 'markdown'],
    ]) {
      const { out, err } = await run(args, { cwd });
      expect(out, args.join(' ')).not.toBe('');
      expect(out + err, args.join(' ')).not.toContain(token);
    }
  });
});
