import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

/** What `fix` writes, where, and in which order: nothing is lost, and nothing ends up where nobody sent it. */
const config = (env: Record<string, string>, more = '') =>
  `{ "mcpServers": { "s": { "command": "node", "args": ["a.js"], "env": ${JSON.stringify(env)} }${more} } }\n`;
const HTTP = ', "api": { "url": "http://api.example.com/mcp" }';
const ALL = ['fix', '--all', '--yes', '--no-network'];
const read = (...parts: string[]) => readFileSync(join(...parts), 'utf8');
const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, stdio: 'ignore' });
const envFile = (name: string) =>
  JSON.stringify({
    servers: { a: { type: 'stdio', command: 'node', args: ['a.js'], envFile: name } },
  });

describe('the file of secrets', () => {
  it('is what it says: closed, also when it was not, and old secrets stay', async () => {
    const [one, two] = [fake.githubToken(), fake.githubToken()];
    const cwd = folder({
      'a/.mcp.json': config({ A_TOKEN: one }),
      'b/.mcp.json': config({ B_TOKEN: two }),
      'out.env': 'MINE=1',
    });
    const to = ['--save-secrets', 'out.env'];
    expect(await run([...ALL, ...to, 'a'], { cwd })).toMatchObject({ code: 0, err: '' });
    expect(await run([...ALL, ...to, 'b'], { cwd })).toMatchObject({ code: 0, err: '' });
    const lines = read(cwd, 'out.env').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['MINE=1', `A_TOKEN=${one}`, `B_TOKEN=${two}`]));
    if (process.platform !== 'win32')
      expect(statSync(join(cwd, 'out.env')).mode & 0o777).toBe(0o600);
  });

  it('is counted as it is: one secret in two places is one', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.mcp.json': config({ A_TOKEN: token, B_TOKEN: token }) });
    const { out } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(out).toContain('1 secret from these files is in out.env');
    expect(read(cwd, 'out.env').split(token)).toHaveLength(2);
    expect(read(cwd, '.mcp.json')).not.toContain(token);
  });

  it('keeps the credentials of a server that is removed as well', async () => {
    const token = fake.githubToken();
    const bad = { command: 'npx', args: ['-y', 'postmark-mcp@1.0.16'], env: { A_TOKEN: token } };
    const cwd = folder({ '.mcp.json': JSON.stringify({ mcpServers: { bad } }, null, 2) });
    const only = ['--rule', 'malicious-package', '--save-secrets', 'out.env'];
    const { out } = await run([...ALL, ...only], { cwd });
    expect(read(cwd, '.mcp.json')).not.toContain('postmark-mcp');
    expect(read(cwd, '.mcp.json')).not.toContain(token);
    expect(out).toContain('1 secret from these files is in out.env');
    expect(read(cwd, 'out.env')).toContain(token);
  });

  it('says which values only a shell reads as they are', async () => {
    const password = `it's $${fake.githubToken().slice(10, 24)}`;
    const cwd = folder({ '.mcp.json': config({ DB_PASSWORD: password }) });
    const { out } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(out).toContain('Only a shell reads DB_PASSWORD as it is');
    const shown = execFileSync('sh', ['-c', '. ./out.env; printf %s "$DB_PASSWORD"'], { cwd });
    expect(shown.toString()).toBe(password);
  });

  it.each([
    ['a link', (path: string) => symlinkSync('elsewhere', path), 'is a link'],
    ['a link to a file', (path: string) => symlinkSync('.mcp.json', path), 'is a link'],
    ['a hard link', (path: string) => linkSync(join(path, '../.mcp.json'), path), 'another name'],
    ['a folder', (path: string) => mkdirSync(path), 'no regular file'],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path]), 'no regular file'],
  ])('is not %s: then no config is touched', async (_, make, words) => {
    const text = config({ A_TOKEN: fake.githubToken() }, HTTP);
    const cwd = folder({ '.mcp.json': text });
    make(join(cwd, 'out.env'));
    const { code, err } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(`${join(cwd, 'out.env')} `);
    expect(err).toContain(words);
    expect(read(cwd, '.mcp.json')).toBe(text);
    expect(readdirSync(cwd).sort()).toEqual(['.mcp.json', 'out.env']);
  });

  it('is none that git tracks', async () => {
    const text = config({ A_TOKEN: fake.githubToken() });
    const cwd = folder({ '.mcp.json': text, 'out.env': 'X=1\n', '.gitignore': 'out.env\n' });
    git(cwd, 'init');
    git(cwd, 'add', '-f', 'out.env');
    const { code, err } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('is in the repository');
    expect(read(cwd, '.mcp.json')).toBe(text);
    expect(read(cwd, 'out.env')).toBe('X=1\n');
  });

  it('is not the env file of a launcher that is a link: then that config stays as it is', async () => {
    const text = config({ A_TOKEN: fake.githubToken() }).replaceAll('npx', 'node');
    const other = config({ B_TOKEN: fake.githubToken() });
    const cwd = folder({
      'claude_desktop_config.json': text,
      'elsewhere/.mcp.json': other,
      target: '',
    });
    const [name = ''] = Object.keys(JSON.parse(text).mcpServers);
    symlinkSync(join(cwd, 'target'), join(cwd, `.env.${name}`));
    const { code, err } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/claude_desktop_config\.json is left as it is\. .* is a link/);
    expect(read(cwd, 'claude_desktop_config.json')).toBe(text);
    expect(read(cwd, 'target')).toBe('');
    expect(read(cwd, 'elsewhere/.mcp.json')).not.toBe(other);
    expect(read(cwd, 'out.env')).not.toContain('A_TOKEN');
  });

  const canMount =
    process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (!canMount) console.log('skipped: this machine lets nobody mount a small disk');
  it.skipIf(!canMount)(
    'on a full disk: the right file is named, no config is touched',
    async () => {
      const tokens = [fake.githubToken(), fake.githubToken()];
      const texts = tokens.map((it) => config({ A_TOKEN: it }, HTTP));
      const cwd = folder({
        'a/.mcp.json': texts[0] ?? '',
        'b/.mcp.json': texts[1] ?? '',
        'disk/x': '',
      });
      const cli = join(import.meta.dirname, '../../dist/cli.cjs');
      const script = [
        'mount -t tmpfs -o size=16k none disk',
        'echo X=1 > disk/out.env',
        'dd if=/dev/zero of=disk/full bs=1k 2>/dev/null',
        '"$0" "$1" fix --all --yes --no-network --save-secrets disk/out.env a b',
        'echo "code $?"',
        'cat disk/out.env; ls -A disk',
      ].join('\n');
      // A page of the disk may still have room for an entry: then the next one does not fit.
      const filler = 'y'.repeat(8_000);
      writeFileSync(
        join(cwd, 'a/.mcp.json'),
        config({ A_TOKEN: tokens[0] ?? '', B_SECRET: filler }, HTTP),
      );
      const before = [read(cwd, 'a/.mcp.json'), texts[1]];
      const { stdout, stderr } = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', script, process.execPath, cli],
        {
          cwd,
          encoding: 'utf8',
        },
      );
      expect(stderr).toBe(
        `mcp-checklist: ${join(cwd, 'disk/out.env')} cannot be written (ENOSPC).\n`,
      );
      expect(stdout).toMatch(/code 2\nX=1\nfull\nout\.env\n$/);
      expect([read(cwd, 'a/.mcp.json'), read(cwd, 'b/.mcp.json')]).toEqual(before);
    },
  );
});

describe('a config', () => {
  it('under another name still holds its secrets, which is said', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.mcp.json': config({ A_TOKEN: token }) });
    linkSync(join(cwd, '.mcp.json'), join(cwd, 'copy'));
    const { code, err } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    expect(code).toBe(0);
    expect(err).toMatch(/^mcp-checklist: \.mcp\.json has another name as well/);
    expect(read(cwd, '.mcp.json')).not.toContain(token);
    expect(read(cwd, 'copy')).toContain(token);
  });

  it('that is a link out of the repository is left as it is, with its secrets', async () => {
    const text = config({ A_TOKEN: fake.githubToken() }, HTTP);
    const cwd = folder({ 'elsewhere.json': text, 'repo/.cursor/x': '' });
    git(join(cwd, 'repo'), 'init');
    symlinkSync('../../elsewhere.json', join(cwd, 'repo/.cursor/mcp.json'));
    const args = [...ALL, '--save-secrets', join(cwd, 'out.env')];
    for (const paths of [['.cursor/mcp.json'], ['repo/.cursor/mcp.json'], ['.']]) {
      const at = paths[0]?.startsWith('repo') || paths[0] === '.' ? cwd : join(cwd, 'repo');
      await run([...args, ...paths], { cwd: at });
      expect(read(cwd, 'elsewhere.json')).toBe(text);
    }
    expect(existsSync(join(cwd, 'out.env'))).toBe(false);
  });

  it('that cannot be written is named, and the others are written', async () => {
    const text = config({ A_TOKEN: fake.githubToken() }, HTTP);
    const cwd = folder({ 'elsewhere.json': text, 'a/.mcp.json': text, 'b/.git/x': '' });
    symlinkSync('../elsewhere.json', join(cwd, 'b/.mcp.json'));
    const { code, out, err } = await run(['fix'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^mcp-checklist: b\/\.mcp\.json is left as it is\. It leads to a place outside of .*\n$/,
    );
    expect(out).toContain('Applied 1 fix in 1 file.');
    expect(read(cwd, 'elsewhere.json')).toBe(text);
    expect(read(cwd, 'a/.mcp.json')).toContain('https:');
  });

  it('keeps what a rule silences beside what is fixed', async () => {
    const silenced = ', "lab": { "url": "http://lab.example.com/mcp" }';
    const text = config({}, `${HTTP}${silenced}`);
    const ignore = {
      rule: 'insecure-transport',
      path: '.mcp.json',
      server: 'lab',
      reason: 'no certificates in the lab',
    };
    const cwd = folder({
      '.mcp.json': text,
      '.mcp-checklist.json': JSON.stringify({ ignore: [ignore] }),
    });
    expect((await run(['fix'], { cwd })).out).toContain('Applied 1 fix in 1 file.');
    expect(read(cwd, '.mcp.json')).toBe(text.replace('http://api', 'https://api'));
  });
});

describe('.gitignore', () => {
  const pwned = 'x;touch pwned';
  it.each([
    ['with a command in its name', '${workspaceFolder}/x;touch\tpwned', []],
    ['with a line break', '${workspaceFolder}/x\npwned', []],
    ['with quotes', '${workspaceFolder}/`x`', []],
    ['that is a pattern', '${workspaceFolder}/!x', []],
    ['in another repository', '../other/.env', []],
    ['with blanks in its name', '${workspaceFolder}/my own.env', ['/my own.env']],
  ])('gets no line but a plain path of its folder: %s', async (_, name, lines) => {
    const cwd = folder({ 'repo/.vscode/mcp.json': envFile(name), 'other/x': '' });
    for (const it of ['repo', 'other']) git(join(cwd, it), 'init');
    await run(ALL, { cwd: join(cwd, 'repo') });
    const list = join(cwd, 'repo/.gitignore');
    expect(existsSync(list) ? read(list).trimEnd().split('\n') : []).toEqual(lines);
    expect(readdirSync(join(cwd, 'other')).sort()).toEqual(['.git', 'x']);
    expect(read(cwd, 'repo/.vscode/mcp.json')).not.toContain(pwned);
  });

  it('that is a link is left alone, wherever it leads', async () => {
    const cwd = folder({
      'repo/.vscode/mcp.json': envFile('.env'),
      profile: 'true\n',
      'repo/list': '',
    });
    git(join(cwd, 'repo'), 'init');
    for (const target of ['../profile', 'list', 'nothing']) {
      execFileSync('ln', ['-sfn', target, join(cwd, 'repo/.gitignore')]);
      const { code, err, out } = await run(ALL, { cwd: join(cwd, 'repo') });
      expect(code).toBe(2);
      expect(err).toMatch(/\.gitignore is left as it is\. It is a link/);
      expect(out).toContain('Applied 0 fixes in 0 files.');
    }
    expect(read(cwd, 'profile')).toBe('true\n');
    expect(read(cwd, 'repo/list')).toBe('');
  });
});

describe('.mcp-checklist.json', () => {
  it('that is a link is not written through', async () => {
    const cwd = folder({
      'repo/.mcp.json': config({}, HTTP),
      'settings.json': '{}',
    });
    symlinkSync('../settings.json', join(cwd, 'repo/.mcp-checklist.json'));
    for (const args of [
      ['baseline', 'create'],
      ['attest', '3', '--by', 'me', '--note', 'x', '--all'],
    ]) {
      const { code, err } = await run(args, { cwd: join(cwd, 'repo') });
      expect(code).toBe(2);
      expect(err).toContain('It is a link');
      expect(read(cwd, 'settings.json')).toBe('{}');
    }
    expect(lstatSync(join(cwd, 'repo/.mcp-checklist.json')).isSymbolicLink()).toBe(true);
  });
});

describe('what a killed run left', () => {
  it('is told and removed; what only it holds is kept', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.mcp.json': config({}), 'out.env': 'X=1\n' });
    const old = ['.mcp.json.0123456789ab.tmp', 'out.env.0123456789ab.tmp'];
    for (const name of old) {
      writeFileSync(join(cwd, name), `X=1\nA_TOKEN=${token}\n`);
      utimesSync(join(cwd, name), 1, 1);
    }
    const { out } = await run([...ALL, '--save-secrets', 'out.env'], { cwd });
    for (const name of old) expect(out).toMatch(new RegExp(`Removed .*${name}, which`));
    expect(readdirSync(cwd).sort()).toEqual(['.mcp.json', 'out.env']);
    expect(read(cwd, 'out.env')).toBe(`X=1\nA_TOKEN=${token}\n`);
  });
});
