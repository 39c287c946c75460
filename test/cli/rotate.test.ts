import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seeded } from '../fake.ts';
import { folder, run } from './run.ts';

const fake = seeded(815);
const old = fake.githubToken();
const fresh = fake.githubToken();
const node = { command: 'node', args: ['a.js'] };
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const FILES = {
  '.vscode/mcp.json': json({ servers: { a: { ...node, env: { GITHUB_TOKEN: old } } } }),
  '.cursor/mcp.json': json({ mcpServers: { b: { ...node, env: { GH: old, LEVEL: '1' } } } }),
  'claude_desktop_config.json': json({
    mcpServers: { c: { ...node, env: { GITHUB_TOKEN: old } } },
  }),
  '.mcp.json': json({ mcpServers: { d: { ...node, env: { OPENAI_API_KEY: fake.openai() } } } }),
};
const AT = ['--at', '.vscode/mcp.json:9'];

function machine() {
  const cwd = folder(FILES);
  const home = folder({});
  const kept = join(home, '.mcp-checklist', 'secrets.env');
  const env = { HOME: home, USERPROFILE: home };
  const rotate = (args: readonly string[], input?: string) =>
    run(['rotate', ...args], { cwd, env, ...(input !== undefined && { input }) });
  const read = (file: string): string => readFileSync(join(cwd, file), 'utf8');
  return { cwd, kept, rotate, read };
}

describe('rotate', () => {
  it('lists every credential with its places, and changes nothing', async () => {
    const { rotate, read } = machine();
    const { code, out } = await rotate([]);
    expect(code).toBe(0);
    expect(out).toMatch(/GitHub .*\(\w+\): 3 places in 3 files/);
    expect(out).toContain('  .cursor/mcp.json:9 b\n');
    expect(out).toMatch(/OpenAI .*: 1 place in 1 file/);
    for (const [file, text] of Object.entries(FILES)) expect(read(file)).toBe(text);
  });

  it('writes the new value, from the standard input, into every place', async () => {
    const { rotate, read, kept } = machine();
    const { code, out, err } = await rotate([...AT, '--new-value', '--yes'], `${fresh}\n`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const [file, text] of Object.entries(FILES))
      expect(read(file), file).toBe(text.replace(old, fresh));
    expect(out).toMatch(/replaced in 3 places of 3 files, in \d+\.\d s/);
    expect(out).toMatch(/revoke the old one: https:\/\/github\.com/);
    // The new one is where it was sent; the old one is kept, in case it has to be gone back to.
    const saved = readFileSync(kept, 'utf8');
    expect(saved).toMatch(new RegExp(`_OLD=${old}\\n`));
    expect(saved).not.toContain(fresh);
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600);
    for (const it of [old, fresh]) expect(out + err).not.toContain(it);
  });

  it('puts references, each as its application reads it, and keeps the new value for them', async () => {
    const { rotate, read, cwd, kept } = machine();
    const args = [...AT, '--reference', '--new-value', '--yes', '--attest'];
    const { code, out, err } = await rotate(args, fresh);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(read('.vscode/mcp.json')).servers.a.env.GITHUB_TOKEN).toBe(
      '${input:github-token}',
    );
    expect(JSON.parse(read('.cursor/mcp.json')).mcpServers.b.env).toEqual({
      GH: '${env:GITHUB_TOKEN}',
      LEVEL: '1',
    });
    // What resolves none starts it with an env file.
    const [server] = Object.values<{ args: string[] }>(
      JSON.parse(read('claude_desktop_config.json')).mcpServers,
    );
    expect(server?.args[0]).toBe(`--env-file=${join(cwd, '.env.c')}`);
    expect(readFileSync(join(cwd, '.env.c'), 'utf8')).toContain(`GITHUB_TOKEN=${fresh}\n`);
    const saved = readFileSync(kept, 'utf8');
    expect(saved).toContain(`=${fresh}\n`);
    for (const it of [old, fresh]) expect(out + err).not.toContain(it);
    // How long it took is what the checklist asks about.
    const said = JSON.parse(read('.mcp-checklist.json')).attestations;
    expect(said.map((it: { item: string }) => it.item)).toEqual(Array(3).fill('production/4'));
    expect(said[0].note).toMatch(/^rotated: replaced in 3 places of 3 files, in /);
  });

  it.each([
    [['--at', '.vscode/mcp.json:2', '--reference'], '', /no credential was found/],
    [AT, '', /--reference, --new-value/],
    [[...AT, '--new-value', '--yes'], '', /the new value is empty/],
    [[...AT, '--new-value', '--yes'], old, /is the old one/],
    [[...AT, '--new-value', '--yes'], `${fresh}\n${fresh}`, /more than one line/],
  ])('says what is wrong with %j', async (args, input, why) => {
    const { rotate, read } = machine();
    const { code, err } = await rotate(args, input);
    expect(code).toBe(2);
    expect(err).toMatch(why);
    expect(err).not.toContain(old);
    for (const [file, text] of Object.entries(FILES)) expect(read(file)).toBe(text);
  });

  it('does nothing in a dry run, and nothing unasked', async () => {
    const { rotate, read } = machine();
    const dry = await rotate([...AT, '--reference', '--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.out).toMatch(/\.cursor\/mcp\.json:9 b: Replace with \$\{env:/);
    expect((await rotate([...AT, '--new-value'], fresh)).code).toBe(2);
    for (const [file, text] of Object.entries(FILES)) expect(read(file)).toBe(text);
  });
});
