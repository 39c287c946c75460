import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const text = (token: string) => `{
  "mcpServers": {
    // keep me
    "gh": { "command": "node", "args": ["a.js"], "env": { "GITHUB_TOKEN": "${token}" } },
    "api": { "url": "http://api.example.com/mcp" }
  }
}
`;

const read = (cwd: string, name = '.cursor/mcp.json') => readFileSync(join(cwd, name), 'utf8');

describe('fix', () => {
  it('applies what is safe, and nothing else', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': text(token) });
    const { code, out } = await run(['fix'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('Applied 1 fix in 1 file.');
    expect(read(cwd)).toBe(text(token).replace('http:', 'https:'));
    expect((await run(['fix'], { cwd })).out).toContain('Nothing to fix');
  });

  it('only shows what it would do when asked', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': text(token) });
    const { code, out } = await run(['fix', '--all', '--dry-run'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('+    "gh": {');
    expect(out).not.toContain(token.slice(0, 20));
    expect(read(cwd)).toBe(text(token));
    expect(readdirSync(cwd)).toEqual(['.cursor']);
  });

  it('applies all, and keeps the secrets it takes out where only their owner reads them', async () => {
    const token = fake.githubToken();
    const cwd = folder({ 'repo/.cursor/mcp.json': text(token), 'home/x': '' });
    const env = { HOME: join(cwd, 'home'), USERPROFILE: join(cwd, 'home') };
    const { code, out, err } = await run(['fix', '--all', '--no-network', 'repo'], { cwd, env });
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain(token.slice(0, 20));
    expect(out).toContain('1 secret from these files is in');
    const fixed = read(cwd, 'repo/.cursor/mcp.json');
    expect(fixed).toBe(text('${env:GITHUB_TOKEN}').replace('http:', 'https:'));
    const saved = join(cwd, 'home/.mcp-checklist/secrets.env');
    expect(readFileSync(saved, 'utf8')).toMatch(
      new RegExp(`^# repo/.cursor/mcp.json, [\\d-]+\\nGITHUB_TOKEN=${token}\\n$`),
    );
    if (process.platform !== 'win32') expect(statSync(saved).mode & 0o777).toBe(0o600);
  });

  it('writes no secret into a repository that does not ignore the file', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': text(token) });
    execFileSync('git', ['init'], { cwd, stdio: 'ignore' });
    const { code, err } = await run(['fix', '--all', '--save-secrets', 'my.env'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('does not ignore');
    expect(read(cwd)).toBe(text(token));
    expect(readdirSync(cwd).sort()).toEqual(['.cursor', '.git']);
  });

  it('keeps the mode of a file, and writes through a link', async () => {
    const cwd = folder({ 'real.json': text(fake.githubToken()), '.cursor/x': '' });
    chmodSync(join(cwd, 'real.json'), 0o640);
    symlinkSync('../real.json', join(cwd, '.cursor/mcp.json'));
    await run(['fix', '.cursor/mcp.json'], { cwd });
    expect(read(cwd, 'real.json')).toContain('https:');
    expect(lstatSync(join(cwd, '.cursor/mcp.json')).isSymbolicLink()).toBe(true);
    if (process.platform !== 'win32')
      expect(statSync(join(cwd, 'real.json')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps byte order mark and line ends', async () => {
    const before = `\uFEFF${text(fake.githubToken()).replaceAll('\n', '\r\n')}`;
    const cwd = folder({ '.cursor/mcp.json': before });
    await run(['fix'], { cwd });
    expect(read(cwd)).toBe(before.replace('http:', 'https:'));
  });

  it('can be about some rules only, and leaves what is silenced', async () => {
    const cwd = folder({ '.cursor/mcp.json': text(fake.githubToken()) });
    expect((await run(['fix', '--rule', 'unpinned-package'], { cwd })).out).toContain(
      'Nothing to fix',
    );
    const silenced = folder({
      '.cursor/mcp.json': text(fake.githubToken()),
      '.mcp-checklist.json':
        '{ "ignore": [{ "rule": "insecure-transport", "path": "**", "reason": "a lab" }] }',
    });
    expect((await run(['fix'], { cwd: silenced })).out).toContain('Nothing to fix');
  });

  it('adds an env file to .gitignore', async () => {
    const cwd = folder({
      '.vscode/mcp.json':
        '{ "servers": { "a": { "type": "stdio", "command": "node", "envFile": "${workspaceFolder}/.env" } } }',
    });
    execFileSync('git', ['init'], { cwd, stdio: 'ignore' });
    expect((await run(['fix', '--all'], { cwd })).code).toBe(0);
    expect(read(cwd, '.gitignore')).toBe('/.env\n');
  });

  it('does not take the standard input', async () => {
    expect((await run(['fix', '--stdin-path', 'mcp.json'], { input: '{}' })).code).toBe(2);
  });
});

describe('baseline', () => {
  it('keeps what is there apart, lets new things through, and forgets what is gone', async () => {
    const token = fake.githubToken();
    const cwd = folder({
      '.cursor/mcp.json': text(token),
      'b/.mcp.json': text(fake.githubToken()),
    });
    const planned = await run(['baseline', 'create', '--dry-run'], { cwd });
    expect(planned.out).toMatch(/^\d+ findings would be in the baseline: \d+ new, 0 gone\.\n\+ /);
    expect(existsSync(join(cwd, '.mcp-checklist.json'))).toBe(false);
    const created = await run(['baseline', 'create'], { cwd });
    expect([created.code, created.err]).toEqual([0, '']);
    const file = JSON.parse(read(cwd, '.mcp-checklist.json'));
    expect(file.baseline.findings.length).toBeGreaterThan(2);
    expect(JSON.stringify(file)).not.toContain(token.slice(4, 12));
    const quiet = await run(['check'], { cwd });
    expect(quiet.code).toBe(0);
    expect(quiet.out).toMatch(/^No findings \(\d+ silenced\)/m);

    writeFileSync(join(cwd, '.cursor/mcp.json'), text(fake.slackBot()));
    expect((await run(['check', '--brief'], { cwd })).out).toMatch(/ error .* plaintext-secret$/m);

    // A look at one file takes nothing out that is about another.
    const before = file.baseline.findings.filter(
      (it: { path: string }) => it.path === 'b/.mcp.json',
    );
    const pruned = await run(['baseline', 'prune', '--dry-run', '.cursor/mcp.json'], { cwd });
    expect(pruned.out).toMatch(/^\d+ findings would be in the baseline: 0 new, \d+ gone\.\n- /);
    expect(pruned.out).not.toContain('b/.mcp.json');
    expect(JSON.parse(read(cwd, '.mcp-checklist.json'))).toEqual(file);
    await run(['baseline', 'prune', '.cursor/mcp.json'], { cwd });
    const after = JSON.parse(read(cwd, '.mcp-checklist.json')).baseline.findings;
    expect(after.filter((it: { path: string }) => it.path === 'b/.mcp.json')).toEqual(before);
    expect(after.length).toBeLessThan(file.baseline.findings.length);
  });

  it('holds no token, wherever it stands, and writes old entries anew', async () => {
    const [inName, inKey, inValue] = [fake.githubToken(), fake.githubToken(), fake.githubToken()];
    const servers = { [inName]: { command: 'npx', args: ['x'], env: { [inKey]: inValue } } };
    const cwd = folder({ '.cursor/mcp.json': JSON.stringify({ mcpServers: servers }) });
    await run(['baseline', 'create'], { cwd });
    const written = read(cwd, '.mcp-checklist.json');
    for (const it of [inName, inKey, inValue]) expect(written).not.toContain(it.slice(4, 12));
    expect((await run(['check', '--fail-on', 'hint'], { cwd })).code).toBe(0);

    const { baseline } = JSON.parse(written);
    const old = createHmac('sha256', baseline.key).update(`plaintext-secret\0${inValue}`);
    const hash = old.digest('hex').slice(0, 6);
    const pointer = `/mcpServers/${inName}/env/${inKey}`;
    const entry = { rule: 'plaintext-secret', path: '.cursor/mcp.json', pointer, hash };
    writeFileSync(
      join(cwd, '.mcp-checklist.json'),
      JSON.stringify({ baseline: { key: baseline.key, findings: [entry] } }),
    );
    await run(['baseline', 'prune'], { cwd });
    const anew = read(cwd, '.mcp-checklist.json');
    expect(JSON.parse(anew).baseline.findings.length).toBeGreaterThan(0);
    expect(anew).not.toContain(hash);
    expect(anew).not.toContain(inName);
  });

  it('leaves a broken project file to a person', async () => {
    const cwd = folder({
      '.cursor/mcp.json': text(fake.githubToken()),
      '.mcp-checklist.json': '{ "ignore": [',
    });
    const { code, err } = await run(['baseline', 'create'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('put it right first');
    expect(read(cwd, '.mcp-checklist.json')).toBe('{ "ignore": [');
  });
});

describe('where an application resolves nothing', () => {
  it('the value is in the env file that the launcher reads, before the config names it', async () => {
    const [one, two] = [fake.githubFineGrained(), fake.githubFineGrained()];
    const image = `mcp/x@sha256:${'d1'.repeat(32)}`;
    const args = ['run', '-i', '--rm', '-e', `GITHUB_TOKEN=${one}`, image];
    const servers = {
      hub: { command: 'docker', args },
      own: { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: two } },
    };
    const name = 'claude_desktop_config.json';
    const cwd = folder({ [name]: `${JSON.stringify({ mcpServers: servers }, null, 2)}\n` });
    execFileSync('git', ['init', '-q'], { cwd });
    const { out } = await run(['fix', '--all', '--yes', '--no-network'], { cwd });
    const after = JSON.parse(read(cwd, name)).mcpServers;
    const [hub, own] = [join(cwd, '.env.hub'), join(cwd, '.env.own')];
    expect(after.hub.args).toEqual(['run', '-i', '--rm', '--env-file', hub, image]);
    expect(after.own).toMatchObject({ command: 'node', args: [`--env-file=${own}`, 'a.js'] });
    expect(read(cwd, '.env.hub')).toContain(`GITHUB_TOKEN=${one}\n`);
    expect(read(cwd, '.env.own')).toContain(`GITHUB_TOKEN=${two}\n`);
    expect(statSync(hub).mode & 0o777).toBe(0o600);
    expect(read(cwd, '.gitignore')).toBe('.env.hub\n.env.own\n');
    expect(out).not.toMatch(new RegExp(`${one}|${two}`));
    // The server is really given it.
    const print = 'process.stdout.write(process.env.GITHUB_TOKEN)';
    const given = execFileSync(process.execPath, [after.own.args[0], '-e', print], { cwd });
    expect(given.toString()).toBe(two);
  });
});
