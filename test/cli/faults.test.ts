import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { CLI, folder, report, run } from './run.ts';

const PLAIN = JSON.stringify({ mcpServers: { a: { url: 'http://a.example.com/mcp' } } });
const FULL = '/dev/full';

/** What goes wrong on real machines: nothing half-written, nothing lost, a sentence instead of a stack. */
describe('a full disk', () => {
  const isThere = existsSync(FULL) && statSync(FULL).isCharacterDevice();
  if (!isThere) console.log(`skipped: this machine has no ${FULL}`);
  it.skipIf(!isThere)('under the output is said in one line', () => {
    const cwd = folder({ '.mcp.json': PLAIN });
    const out = openSync(FULL, 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'check'], {
      cwd,
      stdio: ['ignore', out, 'pipe'],
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe('mcp-checklist: the output cannot be written (ENOSPC).\n');
  });

  it.skipIf(!isThere)(
    'under a report is said in one line, and the device is left as it is',
    async () => {
      const cwd = folder({ '.mcp.json': PLAIN });
      const { err } = await run(['check', '--format', 'sarif', '--output', FULL], { cwd });
      expect(err).toBe(`mcp-checklist: ${FULL} cannot be written (ENOSPC).\n`);
      expect(statSync(FULL).isCharacterDevice()).toBe(true);
    },
  );
});

test('a report goes into a pipe that stands where a file could', async () => {
  const cwd = folder({ '.mcp.json': PLAIN });
  const pipe = join(cwd, 'report.json');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe]);
  let text = '';
  reader.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const read = new Promise((resolve) => reader.once('close', resolve));
  await run(['check', '--format', 'json', '--output', 'report.json'], { cwd });
  await read;
  expect(JSON.parse(text)).toMatchObject({ summary: expect.anything() });
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

test('what is no file is passed over, and links that lead in circles end', async () => {
  const cwd = folder({ '.mcp.json': PLAIN, 'deep/notes.md': '' });
  symlinkSync(cwd, join(cwd, 'deep', 'again'));
  symlinkSync('loop.json', join(cwd, 'loop.json'));
  mkdirSync(join(cwd, 'a', '.cursor'), { recursive: true });
  execFileSync('mkfifo', [join(cwd, 'a', '.cursor', 'mcp.json')]);
  mkdirSync(join(cwd, 'b', '.cursor', 'mcp.json'), { recursive: true });
  mkdirSync(join(cwd, 'c', '.cursor'), { recursive: true });
  symlinkSync('/etc/passwd', join(cwd, 'c', '.cursor', 'mcp.json'));
  mkdirSync(join(cwd, 'd', '.cursor'), { recursive: true });
  symlinkSync('/dev/zero', join(cwd, 'd', '.cursor', 'mcp.json'));
  const { files } = await report([], { cwd });
  expect(files.map(({ path }) => path)).toEqual(['.mcp.json']);
  const { code, err } = await run(['check', 'loop.json'], { cwd });
  expect(code).toBe(2);
  expect(err.trim().split('\n')).toHaveLength(1);
});

describe('a config that is a link to another one', () => {
  test('is the same place: one finding, one fix', async () => {
    const cwd = folder({ '.cursor/mcp.json': PLAIN, 'b/x': '' });
    symlinkSync('.cursor/mcp.json', join(cwd, '.mcp.json'));
    symlinkSync('../.cursor/mcp.json', join(cwd, 'b', '.mcp.json'));
    const paths = async (...args: string[]) =>
      (await report(args, { cwd })).files.map(({ path }) => path);
    expect(await paths()).toEqual(['.cursor/mcp.json']);
    expect(await paths('.cursor/mcp.json', '.mcp.json')).toEqual(['.cursor/mcp.json']);
    expect(await paths('b/.mcp.json', '.')).toEqual(['b/.mcp.json']);
    const { out } = await run(['fix'], { cwd });
    expect(out).toContain('Applied 1 fix in 1 file.');
  });

  test('is still found where the file itself is not, once', async () => {
    const cwd = folder({ 'real.json': PLAIN, 'a/x': '', 'b/x': '' });
    symlinkSync('../real.json', join(cwd, 'a', '.mcp.json'));
    symlinkSync('../real.json', join(cwd, 'b', '.mcp.json'));
    const { files } = await report([], { cwd });
    expect(files.map(({ path }) => path)).toEqual(['a/.mcp.json']);
  });
});

test('a file that is written while it is fixed keeps what was written', async () => {
  const cwd = folder({ '.mcp.json': PLAIN });
  const path = join(cwd, '.mcp.json');
  const writer = setInterval(() => {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('"b"'))
      writeFileSync(
        path,
        text.replace('{"mcpServers":{', '{"mcpServers":{"b":{"command":"node"},'),
      );
  }, 1);
  await run(['fix'], { cwd });
  clearInterval(writer);
  const { mcpServers } = JSON.parse(readFileSync(path, 'utf8'));
  expect(Object.keys(mcpServers)).toEqual(['b', 'a']);
  expect(readdirSync(cwd)).toEqual(['.mcp.json']);
});

test('a clock that is wrong by years breaks nothing', async () => {
  const ignore = { rule: 'insecure-transport', path: '**', reason: 'a lab', until: '2026-12-31' };
  const cwd = folder({
    '.mcp.json': PLAIN,
    '.mcp-checklist.json': JSON.stringify({ ignore: [ignore] }),
    'clock.cjs': 'const now = Number(process.env.FAKE_NOW); Date.now = () => now;',
  });
  const at = async (now: string) => {
    const env = {
      FAKE_NOW: String(Date.parse(now)),
      NODE_OPTIONS: `--require ${join(cwd, 'clock.cjs')}`,
    };
    const { code, err } = await run(['check'], { cwd, env });
    expect(err).toBe('');
    return code;
  };
  expect(await at('1970-01-02T00:00:00Z')).toBe(0);
  expect(await at('2026-12-31T23:00:00Z')).toBe(0);
  expect(await at('9999-01-01T00:00:00Z')).toBe(1);
});

describe('a hostile name', () => {
  const ESC = '\u001b';
  const names = [
    `${ESC}[31mred`,
    `${ESC}]0;title\u0007`,
    'a\n::error::owned',
    'a\r\n::set-output name=x::y',
    '[link](command:workbench.action.terminal.new)',
    '<img src=x onerror=alert(1)>',
    '\u202egpj.exe',
    '| a | b |',
    '`code`',
    '__proto__',
  ];
  const config = JSON.stringify({
    mcpServers: Object.fromEntries(
      names.map((name) => [name, { url: 'http://a.example.com/mcp' }]),
    ),
  });

  test.each(['text', 'json', 'sarif', 'github', 'markdown'])(
    'does nothing in %s',
    async (format) => {
      const cwd = folder({ '.mcp.json': config });
      const { code, out } = await run(
        ['check', '--format', format, '--host', 'claude-code', '.mcp.json'],
        {
          cwd,
          env: { GITHUB_ACTIONS: 'true' },
        },
      );
      expect(code).toBe(1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202e]/);
      const commands = out
        .split(/\r?\n/)
        .filter((line) => /^\s*::(?!(?:error|warning|notice) file=\.mcp\.json,)/.test(line));
      expect(commands).toEqual([]);
      if (format === 'markdown') expect(out).not.toMatch(/(?<!\\)\[link\]|(?<!\\|&lt;)<img/);
    },
  );
});
