import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lookup } from '../../../rules/findings/finding.ts';
import { installedVersion, newestVersion } from '../../../server/registry/main.ts';
import { isLookupError } from '../../../server/registry/types.ts';
import { fake } from '../../fake.ts';
import { daysAgo, json, Machine, packument } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

let counter = 0;
const unique = () => `limited-${counter++}`;

async function failure(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!isLookupError(error)) expect.fail(`not a LookupError: ${String(error)}`);
  return error.message;
}

function newest(lookup: Partial<Lookup> = {}, days = 3) {
  const context = machine.context({ minimumReleaseAgeDays: days });
  return newestVersion({ ecosystem: 'npm', name: unique(), spec: '', ...lookup }, context);
}

/** Processor time of this process, in milliseconds. */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('a redirect', () => {
  test('to another port is not followed, and no login goes along', async () => {
    const other = await machine.serve((_request, response) =>
      json(response, packument({ '6.6.6': 50 })),
    );
    const own = await machine.serve((request, response) =>
      response.writeHead(302, { location: `${other.url}${request.url}` }).end(),
    );
    machine.write('.npmrc', `registry=${own.url}/\n//127.0.0.1/:_authToken=${fake.password()}\n`);
    expect(await failure(newest())).toContain(`on to another host, ${new URL(other.url).host},`);
    expect(own.seen).toHaveLength(1);
    expect(other.seen).toHaveLength(0);
  });

  test('to another place on the same host is', async () => {
    const { url, seen } = await machine.serve((request, response) =>
      request.url?.startsWith('/new/')
        ? json(response, packument({ '1.0.0': 50 }))
        : response.writeHead(301, { location: `/new${request.url}` }).end(),
    );
    machine.write('.npmrc', `registry=${url}/\n`);
    expect((await newest()).version).toBe('1.0.0');
    expect(seen).toHaveLength(2);
  });

  test('in circles ends', async () => {
    const { url, seen } = await machine.serve((request, response) =>
      response.writeHead(302, { location: request.url }).end(),
    );
    machine.write('.npmrc', `registry=${url}/\n`);
    expect(await failure(newest())).toContain('in circles');
    expect(seen.length).toBeLessThan(10);
  });

  test.each(['pypi', 'go', 'nuget', 'oci'] as const)('of %s neither', async (ecosystem) => {
    const other = await machine.serve((_request, response) => json(response, {}));
    const own = await machine.serve((request, response) =>
      response.writeHead(307, { location: `${other.url}${request.url}` }).end(),
    );
    const host = new URL(own.url).host;
    vi.stubEnv('UV_DEFAULT_INDEX', `${own.url}/simple`);
    vi.stubEnv('GOPROXY', own.url);
    machine.write(
      '.nuget/NuGet/NuGet.Config',
      `<configuration><packageSources><clear /><add key="a" value="${own.url}/index.json" /></packageSources></configuration>`,
    );
    const name = { go: 'example.com/acme/mcp', oci: `${host}/acme/mcp` }[ecosystem as string];
    expect(await failure(newest({ ecosystem, name: name ?? unique() }))).toContain('another host');
    expect(own.seen).toHaveLength(1);
    expect(other.seen).toHaveLength(0);
  });

  test('nor where a feed of NuGet names another host for its parts', async () => {
    const other = await machine.serve((_request, response) => json(response, { items: [] }));
    const own = await machine.serve((_request, response) =>
      json(response, {
        resources: [
          { '@id': other.url.replace('http', 'https'), '@type': 'RegistrationsBaseUrl/3.6.0' },
        ],
      }),
    );
    machine.write(
      '.nuget/NuGet/NuGet.Config',
      `<configuration><packageSources><clear /><add key="a" value="${own.url}/index.json" /></packageSources></configuration>`,
    );
    expect(await failure(newest({ ecosystem: 'nuget' }))).toContain('not understood');
    expect(other.seen).toHaveLength(0);
  });
});

describe('an answer', () => {
  test('of 90 MiB is refused after eight, in little time', async () => {
    const chunk = Buffer.from(`${'"1.0.0-x":{},'.repeat(80_000)}\n`);
    let sent = 0;
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"versions":{');
      const more = (): void => {
        while (sent < 90 * 1024 * 1024) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
        response.end('"1.0.0":{}}}');
      };
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    machine.write('.npmrc', `registry=http://127.0.0.1:${address.port}/\n`);
    const spent = await cpu(async () => {
      expect(await failure(newest())).toContain('too large to be read');
    });
    server.closeAllConnections();
    server.close();
    expect(sent).toBeLessThan(40 * 1024 * 1024);
    expect(spent).toBeLessThan(3_000);
  });

  test('with more versions than anybody publishes is refused before they are sorted', async () => {
    const versions = Object.fromEntries(
      Array.from({ length: 200_000 }, (_, nth) => [`1.0.${nth}`, {}]),
    );
    const { url } = await machine.serve((_request, response) => json(response, { versions }));
    machine.write('.npmrc', `registry=${url}/\n`);
    const spent = await cpu(async () => {
      expect(await failure(newest())).toContain('more versions than are looked at');
    });
    expect(spent).toBeLessThan(4_000);
  });

  test('nested without end is no answer', async () => {
    const { url } = await machine.serve((_request, response) =>
      response.writeHead(200).end(`{"versions":${'['.repeat(3_000_000)}`),
    );
    machine.write('.npmrc', `registry=${url}/\n`);
    expect(await failure(newest())).toContain('was not understood');
    const deep = `{"a":${'['.repeat(500)}${']'.repeat(500)},"versions":{"1.0.0":{}}}`;
    const valid = await machine.serve((_request, response) => response.writeHead(200).end(deep));
    machine.write('.npmrc', `registry=${valid.url}/\n`);
    expect(await failure(newest({}, 0))).toContain('was not understood');
  });
});

describe('the short form of npm', () => {
  const short = (modified: string) => ({
    'dist-tags': { latest: '1.1.0' },
    modified,
    versions: { '1.0.0': {}, '1.1.0': {} },
  });
  const serve = (modified: string) =>
    machine.serve((request, response) =>
      json(
        response,
        request.headers.accept?.includes('install-v1')
          ? short(modified)
          : packument({ '1.0.0': 100, '1.1.0': 1 }),
      ),
    );

  test.each([
    ['where nothing has changed since', 30, 3, '1.1.0', 1],
    ['where dates do not matter', 1, 0, '1.1.0', 1],
    ['else the long one is asked for as well', 1, 3, '1.0.0', 2],
  ])('is enough %s', async (_, changed, age, version, requests) => {
    const { url, seen } = await serve(daysAgo(changed));
    machine.write('.npmrc', `registry=${url}/\n`);
    expect((await newest({}, age)).version).toBe(version);
    expect(seen).toHaveLength(requests);
  });
});

describe.runIf(process.platform !== 'win32')('a pipe in the place of settings', () => {
  const pipe = (file: string) => {
    const full = path.join(machine.home, file);
    mkdirSync(path.dirname(full), { recursive: true });
    execFileSync('mkfifo', [full]);
  };
  const patience = { timeout: 8_000 };

  test.each(['work/.npmrc', '.npmrc', 'work/package.json'])(
    '%s is said',
    patience,
    async (file) => {
      pipe(file);
      expect(await failure(newest())).toContain('is no regular file');
    },
  );

  test.each([
    ['work/nuget.config', 'nuget'],
    ['.nuget/NuGet/NuGet.Config', 'nuget'],
    ['.config/go/env', 'go'],
    ['.docker/config.json', 'oci'],
    ['pip.conf', 'pypi'],
    ['.netrc', 'pypi'],
    ['.config/uv/uv.toml', 'pypi'],
  ] as const)('%s is not waited for', patience, async (file, ecosystem) => {
    const { url } = await machine.serve((_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    );
    pipe(file);
    vi.stubEnv('UV_DEFAULT_INDEX', `${url}/simple`);
    vi.stubEnv('GOPROXY', file.includes('go') ? undefined : url);
    vi.stubEnv('GOPRIVATE', 'example.com');
    vi.stubEnv('DOCKER_CONFIG', undefined);
    const host = new URL(url).host;
    const name = { go: 'example.com/acme/mcp', oci: `${host}/acme/mcp` }[ecosystem as string];
    if (ecosystem === 'nuget')
      machine.write(
        '.config/NuGet/NuGet.Config',
        `<configuration><packageSources><clear /><add key="a" value="${url}/index.json" /></packageSources></configuration>`,
      );
    expect(await failure(newest({ ecosystem, name: name ?? unique() }))).not.toBe('');
  });

  test('nor are lock files', patience, async () => {
    for (const file of ['requirements.txt', 'uv.lock', 'package-lock.json']) pipe(`work/${file}`);
    const local = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
    for (const ecosystem of ['npm', 'pypi'] as const)
      expect(await installedVersion({ ecosystem, name: 'a', spec: '' }, local)).toBeUndefined();
  });
});

describe('patterns over lock files', () => {
  const local = () => ({ configPath: machine.configPath, workspaceFolders: [machine.workspace] });

  test('a name and 160 KB of blanks cost nothing', async () => {
    machine.write('work/requirements.txt', `acme-mcp${' '.repeat(160_000)}\n`);
    const lookup = { ecosystem: 'pypi', name: 'acme-mcp', spec: '' } as const;
    const spent = await cpu(() => installedVersion(lookup, local()));
    expect(spent).toBeLessThan(1_000);
  });

  test('nor does a version that does not end', async () => {
    writeFileSync(
      path.join(machine.workspace, 'pnpm-lock.yaml'),
      `dependencies:\n  acme-mcp: ${'1'.repeat(160_000)} \n`,
    );
    const lookup = { ecosystem: 'npm', name: 'acme-mcp', spec: '' } as const;
    const spent = await cpu(() => installedVersion(lookup, local()));
    expect(spent).toBeLessThan(1_000);
  });

  test.each([
    'acme-mcp==1.2.3',
    '  Acme_MCP == 1.2.3',
    'acme.mcp[cli, x]==1.2.3 ; python_version > "3.9"',
    'acme-mcp [cli] ===1.2.3 --hash=sha256:00',
  ])('what is written is read: %s', async (line) => {
    machine.write('work/requirements.txt', `other==9.9\n${line}\r\n`);
    const lookup = { ecosystem: 'pypi', name: 'acme-mcp', spec: '' } as const;
    expect((await installedVersion(lookup, local()))?.version).toBe('1.2.3');
  });
});
