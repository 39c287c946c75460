import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { ASKS_GIT, hostileRepository, program } from '../hostile.ts';
import { folder, run } from './run.ts';

const COMMANDS = [
  ['check'],
  ['checklist'],
  ['fix'],
  ['fix', '--all', '--dry-run', '--no-network'],
  ['baseline', 'create'],
  ['attest', '7', '--note', 'x', '--all'],
];

const posix = process.platform !== 'win32';

describe.runIf(posix)('nothing that a repository names is run', () => {
  it('really is named: git itself runs it', () => {
    const root = folder({ '.vscode/mcp.json': ASKS_GIT });
    hostileRepository(root);
    try {
      execFileSync('git', ['check-ignore', '.env'], { cwd: root, stdio: 'ignore' });
    } catch {
      // It has nothing to answer after that.
    }
    expect(existsSync(join(root, 'pwned'))).toBe(true);
  });

  it.each(COMMANDS.map((args) => [args.join(' '), args]))('by %s', async (_, args) => {
    const root = folder({ '.vscode/mcp.json': ASKS_GIT });
    hostileRepository(root);
    const { err, code } = await run(args, { cwd: root });
    expect(err).not.toContain('internal error');
    expect(code).not.toBe(3);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });

  it.each(COMMANDS.map((args) => [args.join(' '), args]))(
    'nor a git that lies in the folder: %s',
    async (_, args) => {
      const root = folder({ '.vscode/mcp.json': ASKS_GIT });
      execFileSync('git', ['init', '-q'], { cwd: root });
      const places = [root, join(root, 'node_modules', '.bin'), join(root, 'tools')];
      for (const place of places) program(join(place, 'git'), `touch '${root}/pwned'; exit 1`);
      const PATH = [...places, process.env.PATH].join(delimiter);
      await run(args, { cwd: root, env: { PATH } });
      expect(existsSync(join(root, 'pwned'))).toBe(false);
    },
  );
});

describe('hosts that only the folder names', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A registry of npm and Python that knows every package, and who asked it. */
  async function registry(version: string) {
    const seen: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      seen.push(request);
      const old = '2020-01-01T00:00:00Z';
      response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
      response.end(
        JSON.stringify({
          'dist-tags': { latest: version },
          versions: { [version]: {} },
          time: { [version]: old },
          files: [{ filename: `a-${version}.tar.gz`, 'upload-time': old }],
        }),
      );
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  const config = (command: string, ...args: string[]) =>
    JSON.stringify({ mcpServers: { a: { command, args } } }, null, 2);

  /** A person with a registry of their own, and a folder in which somebody wants another one asked. */
  async function scene(files: (theirs: string) => Record<string, string>) {
    const [mine, theirs] = [await registry('1.0.0'), await registry('6.6.6')];
    const secret = fake.password();
    const root = folder({
      'home/.npmrc': `registry=${mine.url}/\n//127.0.0.1/:_authToken=${secret}\n`,
      'home/.netrc': `default login me password ${secret}\n`,
      'work/package.json': '{"name":"x"}',
      ...Object.fromEntries(
        Object.entries(files(theirs.url)).map(([name, text]) => [`work/${name}`, text]),
      ),
    });
    const home = join(root, 'home');
    const env: Record<string, string> = {
      HOME: home,
      USERPROFILE: home,
      UV_DEFAULT_INDEX: `${mine.url}/simple`,
      MY_CLOUD_SECRET: secret,
      npm_config_userconfig: join(home, '.npmrc'),
    };
    const fix = async (...args: string[]) => {
      const { err } = await run(['fix', '--all', '--yes', ...args], {
        cwd: join(root, 'work'),
        env,
      });
      return { err, text: readFileSync(join(root, 'work', '.mcp.json'), 'utf8') };
    };
    return { mine, theirs, fix };
  }

  const npmrc = (line: (url: string) => string) => (url: string) => ({
    '.npmrc': line(url),
    '.mcp.json': config('npx', '-y', 'some-server'),
  });

  it.each([
    [
      'a registry, with a variable of the person for a token',
      (url: string) =>
        `registry=${url}/\n${url.replace('http:', '')}/:_authToken=\${MY_CLOUD_SECRET}\n`,
    ],
    ['a proxy', (url: string) => `proxy=${url}/\nhttps-proxy=${url}/\nstrict-ssl=false\n`],
  ])('%s: not asked, unless the folder is trusted', async (_, line) => {
    const { mine, theirs, fix } = await scene(npmrc(line));
    const { text } = await fix();
    expect(text).toContain('some-server@1.0.0');
    expect(theirs.seen).toHaveLength(0);
    expect(mine.seen.length).toBeGreaterThan(0);
    const again = await scene(npmrc(line));
    const trusting = await again.fix('--trust-project');
    expect(trusting.text).toContain('some-server@6.6.6');
    // Whoever trusts is told whom that makes ask.
    expect(trusting.err).toContain(new URL(again.theirs.url).host);
    expect(again.theirs.seen.length).toBeGreaterThan(0);
  });

  it.each([
    ['--registry', (url: string) => config('npx', '--registry', url, '-y', 'some-server')],
    ['--index-url', (url: string) => config('uvx', '--index-url', `${url}/simple`, 'some-server')],
    [
      'an image',
      (url: string) => config('docker', 'run', '-i', '--rm', `${new URL(url).host}/a/b:latest`),
    ],
    ['a repository', (url: string) => config('uvx', '--from', `git+${url}/a/b`, 'b')],
  ])('%s: not asked, unless the folder is trusted', async (_, file) => {
    const files = (url: string) => ({ '.mcp.json': file(url) });
    const { theirs, fix } = await scene(files);
    const { err } = await fix();
    expect(err).toContain('--trust-project');
    expect(err).toContain(new URL(theirs.url).host);
    expect(theirs.seen).toHaveLength(0);
    const again = await scene(files);
    const trusting = await again.fix('--trust-project');
    expect(trusting.err).toContain(`asks ${new URL(again.theirs.url).host} about`);
    expect(again.theirs.seen.length).toBeGreaterThan(0);
    // The login for hosts that nobody named is for none that a config names.
    for (const { headers } of again.theirs.seen) expect(headers.authorization).toBeUndefined();
  });
});

describe('--restricted', () => {
  it('is what Restricted Mode is: what the folder has written down does not count', async () => {
    const policy = { ignore: [{ rule: 'unpinned-package', path: '**', reason: 'all is well' }] };
    const root = folder({
      '.mcp.json': JSON.stringify({ mcpServers: { a: { command: 'npx', args: ['-y', 'b'] } } }),
      '.mcp-checklist.json': JSON.stringify(policy),
    });
    const open = async (...args: string[]) => {
      const { out } = await run(['check', '--format', 'json', ...args], { cwd: root });
      const [file] = (JSON.parse(out) as { files: { findings: { rule: string }[] }[] }).files;
      return JSON.stringify(file?.findings.filter(({ rule }) => rule === 'unpinned-package'));
    };
    expect(await open('--restricted')).not.toBe(await open());
    expect((await run(['check', '--restricted', '--trust-project'], { cwd: root })).code).toBe(2);
  });
});
