import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

/**
 * A stand-in for Janee that speaks its documented command line: it keeps what it is given in a file, and fails where
 * nobody has run `janee init`.
 */
function standIn(works: boolean): string {
  const bin = join(folder({}), 'bin');
  mkdirSync(bin);
  const program = join(bin, 'janee');
  const kept = join(bin, 'kept');
  const script = works
    ? `printf '%s\\n' "$*" "key=$MCP_CHECKLIST_KEY" >> '${kept}'`
    : 'echo "No config found. Run janee init first." >&2; exit 1';
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return bin;
}

const env = (bin: string) => ({
  PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
});

function configOf(token: string, extra: object = {}) {
  const github = { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: token, LEVEL: '1' } };
  return `${JSON.stringify({ mcpServers: { github, ...extra } }, null, 2)}\n`;
}

describe('fix --to janee', () => {
  it('gives Janee the key in a variable, then stops the server and starts Janee', async () => {
    const token = fake.githubToken();
    const bin = standIn(true);
    const cwd = folder({ '.roo/mcp.json': configOf(token) });
    const { code, out, err } = await run(['fix', '--to', 'janee', '--yes'], { cwd, env: env(bin) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readFileSync(join(bin, 'kept'), 'utf8')).toBe(
      `add github -u https://api.github.com --auth-type bearer --key-from-env MCP_CHECKLIST_KEY\nkey=${token}\n`,
    );
    const { mcpServers } = JSON.parse(readFileSync(join(cwd, '.roo/mcp.json'), 'utf8'));
    expect(mcpServers).toEqual({
      github: { command: 'node', args: ['a.js'], env: { LEVEL: '1' }, disabled: true },
      janee: { command: 'janee', args: ['serve'] },
    });
    expect(out).toMatch(/the agent then calls github through Janee/);
    expect(out + err).not.toContain(token);
  });

  it('takes the server out where its application has no off switch, and adds Janee once', async () => {
    const bin = standIn(true);
    const janee = { command: 'janee', args: ['serve'] };
    const cwd = folder({ 'claude_desktop_config.json': configOf(fake.githubToken(), { janee }) });
    await run(['fix', '--to', 'janee', '--yes'], { cwd, env: env(bin) });
    const { mcpServers } = JSON.parse(
      readFileSync(join(cwd, 'claude_desktop_config.json'), 'utf8'),
    );
    expect(mcpServers).toEqual({ janee });
  });

  it.each([
    ['is not there', undefined, /npm install --global @true-and-useful\/janee/],
    ['takes no key', false, /janee init/],
  ])('leaves the config as it is where Janee %s', async (_, works, why) => {
    const text = configOf(fake.githubToken());
    const cwd = folder({ '.roo/mcp.json': text });
    const bin = works === undefined ? folder({}) : standIn(works);
    const { code, err } = await run(['fix', '--to', 'janee', '--yes'], { cwd, env: env(bin) });
    expect(code).toBe(2);
    expect(err).toMatch(why);
    expect(readFileSync(join(cwd, '.roo/mcp.json'), 'utf8')).toBe(text);
  });

  it('prints the command, and does nothing, in a dry run', async () => {
    const token = fake.githubToken();
    const text = configOf(token);
    const cwd = folder({ '.roo/mcp.json': text });
    const { code, out } = await run(['fix', '--to', 'janee', '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('$ janee add github -u https://api.github.com');
    expect(out).not.toContain(token);
    expect(readFileSync(join(cwd, '.roo/mcp.json'), 'utf8')).toBe(text);
  });
});
