import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { isLookupError } from '../../../server/registry/types.ts';
import { daysAgo, json, Machine } from './machine.ts';

const SIMPLE = 'application/vnd.pypi.simple.v1+json';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

let counter = 0;
function unique(): string {
  return `mcp-server-thing-${counter++}`;
}

function newest(name: string, spec = '', days = 3) {
  return newestVersion(
    { ecosystem: 'pypi', name, spec },
    machine.context({ minimumReleaseAgeDays: days }),
  );
}

async function failure(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!isLookupError(error)) expect.fail(`not a LookupError: ${String(error)}`);
  return error.message;
}

interface Uploaded {
  readonly age?: number;
  readonly yanked?: boolean | string;
  readonly sdist?: boolean;
}

/** The answer of PEP 691. */
function project(releases: Readonly<Record<string, Uploaded>>): object {
  return {
    meta: { 'api-version': '1.1' },
    name: 'thing',
    files: Object.entries(releases).map(([version, { age, yanked = false, sdist }]) => ({
      filename: sdist ? `mcp-thing-${version}.tar.gz` : `mcp_thing-${version}-py3-none-any.whl`,
      url: 'x',
      hashes: {},
      yanked,
      ...(age === undefined ? {} : { 'upload-time': daysAgo(age) }),
    })),
  };
}

async function index(body: object) {
  const server = await machine.serve((_request, response) => json(response, body, SIMPLE));
  vi.stubEnv('UV_DEFAULT_INDEX', `${server.url}/simple/`);
  return server;
}

const MANY = project({
  '1.0.0': { age: 400 },
  '1.4': { age: 200, sdist: true },
  '2.0': { age: 100 },
  '2.1': { age: 30 },
  '2.1.post1': { age: 20, yanked: 'broken' },
  '2.2': { age: 1 },
  '3.0rc1': { age: 10 },
});

test.each([
  ['', '2.1'],
  ['latest', '2.1'],
  ['>=1,<2', '1.4'],
  ['~=1.0', '1.4'],
  ['==2.*', '2.1'],
  ['>=3.0rc1', '3.0rc1'],
])('with "%s" the newest version that is old enough is %s', async (spec, version) => {
  const { seen } = await index(MANY);
  const name = unique();
  expect(await newest(name, spec)).toMatchObject({
    version,
    source: 'the configured Python package index',
    installed: false,
  });
  expect(seen[0]?.url).toBe(`/simple/${name}/`);
  expect(seen[0]?.headers.accept).toContain(SIMPLE);
});

test('names have one spelling', async () => {
  const { seen } = await index(MANY);
  const name = unique();
  await newest(name.replaceAll('-', '_').toUpperCase());
  expect(seen[0]?.url).toBe(`/simple/${name}/`);
});

test('a new file in an old release makes it young', async () => {
  await index({
    files: [
      { filename: 'thing-1.0-py3-none-any.whl', 'upload-time': daysAgo(90) },
      { filename: 'thing-1.1-py3-none-any.whl', 'upload-time': daysAgo(80) },
      { filename: 'thing-1.1-cp312-cp312-linux_x86_64.whl', 'upload-time': daysAgo(1) },
    ],
  });
  expect((await newest(unique())).version).toBe('1.0');
});

test('all yanked, all too young, no such range', async () => {
  await index(project({ '1.0': { age: 90, yanked: true } }));
  expect(await failure(newest(unique()))).toContain('withdrawn');
  await index(project({ '1.0': { age: 2 } }));
  expect(await failure(newest(unique()))).toContain('1.0 was published 2 days ago');
  expect(await failure(newest(unique(), '>=9'))).toContain('No version of');
  expect(await failure(newest(unique(), 'main'))).toContain('is not a version range');
});

test('where the simple API has no dates, the JSON API is asked', async () => {
  const { url, seen } = await machine.serve((request, response) => {
    if (request.url?.endsWith('/json')) {
      json(response, {
        releases: {
          '1.0': [{ upload_time_iso_8601: daysAgo(50), yanked: false }],
          '1.1': [{ upload_time_iso_8601: daysAgo(40), yanked: true }],
          '1.2': [{ upload_time_iso_8601: daysAgo(1), yanked: false }],
        },
      });
    } else json(response, project({ '1.0': {}, '1.1': {}, '1.2': {} }), SIMPLE);
  });
  vi.stubEnv('UV_INDEX_URL', `${url}/simple`);
  const name = unique();
  expect((await newest(name)).version).toBe('1.0');
  expect(seen.map((request) => request.url)).toEqual([`/simple/${name}/`, `/pypi/${name}/json`]);
});

test('an index of plain links has versions, but no dates', async () => {
  const { url } = await machine.serve((request, response) => {
    if (request.url?.endsWith('/json')) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end(
      '<!DOCTYPE html><html><body><a href="a">thing-1.0.tar.gz</a><a href="b" data-yanked="">thing-1.1-py3-none-any.whl</a></body></html>',
    );
  });
  vi.stubEnv('PIP_INDEX_URL', `${url}/root/pypi/+simple`);
  const name = unique();
  expect(await failure(newest(name))).toContain('does not say when');
  expect((await newest(name, '', 0)).version).toBe('1.0');
});

test('credentials: in the address, by name, in .netrc; none in a message', async () => {
  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const { url, seen } = await machine.serve((_request, response) => json(response, MANY, SIMPLE));
  const closed = await machine.serve((_request, response) => response.writeHead(401).end());
  const secret = `p${Math.random().toString(36).slice(2)}`;
  const withUser = (address: string) => `${address.replace('//', `//me:${secret}@`)}/simple`;

  vi.stubEnv('UV_DEFAULT_INDEX', withUser(url));
  await newest(unique());
  expect(seen.at(-1)?.headers.authorization).toBe(basic('me', secret));

  vi.stubEnv('UV_DEFAULT_INDEX', `own=${url}/simple`);
  vi.stubEnv('UV_INDEX_OWN_USERNAME', 'named');
  vi.stubEnv('UV_INDEX_OWN_PASSWORD', secret);
  await newest(unique());
  expect(seen.at(-1)?.headers.authorization).toBe(basic('named', secret));

  vi.stubEnv('UV_DEFAULT_INDEX', `${url}/simple`);
  machine.write(
    '.netrc',
    `machine other login x password y\nmachine 127.0.0.1\n  login net\n  password ${secret}\n`,
  );
  await newest(unique());
  expect(seen.at(-1)?.headers.authorization).toBe(basic('net', secret));

  vi.stubEnv('UV_DEFAULT_INDEX', withUser(closed.url));
  const message = await failure(newest(unique()));
  expect(message).toContain('asks for a login');
  expect(message).not.toContain(secret);
});

test('settings: uv.toml of the person, pip.conf, and an additional index first', async () => {
  const main = await machine.serve((_request, response) =>
    json(response, project({ '1.0': { age: 9 } }), SIMPLE),
  );
  const name = unique();
  const extra = await machine.serve((request, response) =>
    request.url === `/simple/${name}/`
      ? json(response, project({ '5.0': { age: 9 } }), SIMPLE)
      : response.writeHead(404).end(),
  );
  machine.write('pip.conf', `[global]\nindex-url = ${main.url}/simple\n`);
  expect((await newest(unique())).version).toBe('1.0');

  machine.write('pip.conf', '[global]\nindex-url = http://127.0.0.1:9/simple\n');
  machine.write(
    '.config/uv/uv.toml',
    `# mine\n[[index]]\nname = "extra"\nurl = "${extra.url}/simple"\n\n[[index]]\nurl = '${main.url}/simple'\ndefault = true\n\n[pip]\nindex-url = "http://127.0.0.1:9"\n`,
  );
  expect((await newest(name)).version).toBe('5.0');
  expect((await newest(unique())).version).toBe('1.0');

  // uvx does not read a project's settings, so neither does this.
  machine.write('work/uv.toml', 'index-url = "http://127.0.0.1:9/simple"\n');
  expect((await newest(unique())).version).toBe('1.0');
});

test('a project nobody has published is an open door', async () => {
  const { url } = await machine.serve((_request, response) => response.writeHead(404).end());
  vi.stubEnv('UV_DEFAULT_INDEX', url);
  expect(await failure(newest(unique()))).toContain('anyone could register that name');
});

test.each([
  [403, 'does not allow'],
  [429, 'rate-limiting'],
])('status %i in words', async (status, words) => {
  const { url } = await machine.serve((_request, response) => response.writeHead(status).end());
  vi.stubEnv('UV_DEFAULT_INDEX', url);
  expect(await failure(newest(unique()))).toContain(words);
});

test('an answer of another kind is not understood', async () => {
  const { url } = await machine.serve((_request, response) => json(response, { hello: 1 }, SIMPLE));
  vi.stubEnv('UV_DEFAULT_INDEX', url);
  expect(await failure(newest(unique()))).toContain('was not understood');
});

test.each(['../x', 'a b', '-x', 'http://x', ''])('"%s" is not asked for', async (name) => {
  const { seen } = await index(MANY);
  expect(await failure(newest(name))).toContain('is not a package name');
  expect(seen).toHaveLength(0);
});
