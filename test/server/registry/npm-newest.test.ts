import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../server/registry/ask.ts';
import { installedVersion, newestVersion } from '../../../server/registry/main.ts';
import { isLookupError } from '../../../server/registry/types.ts';
import { json, Machine, packument } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

let counter = 0;
/** Answers are remembered by name. */
function unique(name = 'some-server'): string {
  return `${name}-${counter++}`;
}

async function registryWith(body: object): Promise<void> {
  const { url } = await machine.serve((_request, response) => json(response, body));
  machine.write('work/.npmrc', `registry=${url}/\n`);
}

function newest(name: string, spec = '', days = 3) {
  return newestVersion(
    { ecosystem: 'npm', name, spec },
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

const MANY = packument(
  { '1.0.0': 400, '1.4.0': 200, '2.0.0': 100, '2.1.0': 30, '2.2.0': 1, '3.0.0-beta.1': 20 },
  { tags: { latest: '2.2.0', beta: '3.0.0-beta.1', next: '2.2.0' } },
);

test.each([
  ['', '2.1.0'],
  ['latest', '2.1.0'],
  ['*', '2.1.0'],
  ['^1.0.0', '1.4.0'],
  ['1', '1.4.0'],
  ['>=1 <2.1', '2.0.0'],
  ['~2.1.0', '2.1.0'],
  ['beta', '3.0.0-beta.1'],
  ['^3.0.0-beta', '3.0.0-beta.1'],
])('with "%s" the newest version that is old enough is %s', async (spec, version) => {
  await registryWith(MANY);
  expect(await newest(unique(), spec)).toMatchObject({
    version,
    source: 'the npm registry',
    installed: false,
  });
});

test('without a minimum age the newest counts', async () => {
  await registryWith(MANY);
  expect((await newest(unique(), '', 0)).version).toBe('2.2.0');
});

test('what lies above the latest tag is not recommended', async () => {
  await registryWith(packument({ '1.0.0': 90, '2.0.0': 50 }, { tags: { latest: '1.0.0' } }));
  const name = unique();
  expect((await newest(name)).version).toBe('1.0.0');
  expect((await newest(name, '>=1')).version).toBe('1.0.0');
  expect((await newest(name, '^2')).version).toBe('2.0.0');
});

test('a package of prereleases only has a newest one too', async () => {
  await registryWith(packument({ '0.1.0-alpha.1': 90, '0.1.0-alpha.2': 50 }));
  expect((await newest(unique())).version).toBe('0.1.0-alpha.2');
});

test('deprecated versions are passed over', async () => {
  await registryWith(packument({ '1.0.0': 90, '1.1.0': 50 }, { deprecated: ['1.1.0'] }));
  expect((await newest(unique())).version).toBe('1.0.0');
  await registryWith(packument({ '1.0.0': 90 }, { deprecated: ['1.0.0'] }));
  expect(await failure(newest(unique()))).toContain('deprecated or withdrawn');
});

test('all too young: how young, and what is asked for', async () => {
  await registryWith(packument({ '1.0.0': 0.25 }));
  const name = unique();
  expect(await failure(newest(name))).toBe(
    `Nothing of "${name}" is old enough: 1.0.0 was published 6 hours ago, and versions must be at least 3 days old.`,
  );
});

test('without dates the age cannot be checked', async () => {
  await registryWith({ ...packument({ '1.0.0': 90 }), time: undefined });
  const name = unique();
  expect(await failure(newest(name))).toContain('does not say when');
  expect((await newest(name, '', 0)).version).toBe('1.0.0');
});

test("npm's own min-release-age counts where it is stricter", async () => {
  const { url } = await machine.serve((_request, response) => json(response, MANY));
  machine.write('work/.npmrc', `registry=${url}/\nbefore=2026-03-20\n`);
  expect((await newest(unique())).version).toBe('2.0.0');
});

test('no version of a range, no such tag, unpublished', async () => {
  await registryWith(MANY);
  const name = unique();
  expect(await failure(newest(name, '^9'))).toBe(
    `No version of "${name}" within "^9" is published.`,
  );
  expect(await failure(newest(name, 'canary'))).toBe(`"${name}" has no version tagged "canary".`);
  await registryWith({ name: 'x', time: { unpublished: {} } });
  expect(await failure(newest(unique()))).toContain('was taken off');
});

test('a scope has its registry and its token, and nobody else sees it', async () => {
  const own = await machine.serve((_request, response) =>
    json(response, packument({ '7.0.0': 50 })),
  );
  const usual = await machine.serve((_request, response) =>
    json(response, packument({ '1.0.0': 50 })),
  );
  const host = new URL(own.url).host;
  machine.write('work/.npmrc', `registry=${usual.url}/\n@acme:registry=${own.url}/npm/\n`);
  machine.write('.npmrc', `//${host}/npm/:_authToken=\${SCOPE_TOKEN}\n`);
  const token = `t-${Math.random()}`;
  process.env.SCOPE_TOKEN = token;
  try {
    const name = unique('@acme/server');
    expect((await newest(name)).version).toBe('7.0.0');
    expect(own.seen[0]?.url).toBe(`/npm/${name.replace('/', '%2f')}`);
    expect(own.seen[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect((await newest(unique())).version).toBe('1.0.0');
    expect(usual.seen[0]?.headers.authorization).toBeUndefined();
  } finally {
    delete process.env.SCOPE_TOKEN;
  }
});

test('in a folder that is not trusted its own settings do not count', async () => {
  const theirs = await machine.serve((_request, response) =>
    json(response, packument({ '6.6.6': 50 })),
  );
  const mine = await machine.serve((_request, response) =>
    json(response, packument({ '1.0.0': 50 })),
  );
  machine.write('work/.npmrc', `registry=${theirs.url}/\n`);
  machine.write('.npmrc', `registry=${mine.url}/\n`);
  const lookup = { ecosystem: 'npm', name: unique(), spec: '' } as const;
  expect((await newestVersion(lookup, machine.context({ trusted: false }))).version).toBe('1.0.0');
  expect(theirs.seen).toHaveLength(0);
});

test('text that is not in a file has no project', async () => {
  const mine = await machine.serve((_request, response) =>
    json(response, packument({ '1.0.0': 50 })),
  );
  machine.write('.npmrc', `registry=${mine.url}/\n`);
  const lookup = { ecosystem: 'npm', name: unique(), spec: '' } as const;
  expect((await newestVersion(lookup, machine.context({ configPath: '' }))).version).toBe('1.0.0');
});

test('the environment comes before the files', async () => {
  const wanted = await machine.serve((_request, response) =>
    json(response, packument({ '5.0.0': 50 })),
  );
  machine.write('work/.npmrc', 'registry=http://127.0.0.1:9/\n');
  process.env.npm_config_registry = `${wanted.url}/`;
  try {
    expect((await newest(unique())).version).toBe('5.0.0');
  } finally {
    delete process.env.npm_config_registry;
  }
});

test('a proxy is asked in place of the registry', async () => {
  const proxy = await machine.serve((_request, response) =>
    json(response, packument({ '4.0.0': 50 })),
  );
  machine.write('work/.npmrc', `registry=http://registry.invalid/\nproxy=${proxy.url}/\n`);
  const name = unique();
  expect((await newest(name)).version).toBe('4.0.0');
  expect(proxy.seen[0]?.url).toBe(`http://registry.invalid/${name}`);
});

test('a package nobody has published is an open door', async () => {
  const { url } = await machine.serve((_request, response) => response.writeHead(404).end('{}'));
  machine.write('work/.npmrc', `registry=${url}/\n`);
  const name = unique();
  expect(await failure(newest(name))).toBe(
    `Nobody has published "${name}" where your npm looks for it: anyone could register that name and would be run here.`,
  );
  expect(await failure(newest(unique('@acme/x')))).toContain('whoever owns that scope');
});

test.each([
  [401, 'asks for a login'],
  [403, 'does not allow access'],
  [407, 'The proxy on the way'],
  [429, 'rate-limiting'],
  [503, 'a problem of its own (503)'],
])('status %i in words, without credentials', async (status, words) => {
  const secret = `s${Math.random().toString(36).slice(2)}`;
  const { url, seen } = await machine.serve((_request, response) =>
    response.writeHead(status).end(JSON.stringify({ error: `no, ${secret}` })),
  );
  machine.write('work/.npmrc', `registry=${url.replace('//', `//me:${secret}@`)}/${secret}/\n`);
  const message = await failure(newest(unique()));
  expect(message).toContain(words);
  expect(message).not.toContain(secret);
  expect(message).not.toContain(secret.slice(0, 6));
  expect(seen).toHaveLength(status >= 500 ? 2 : 1);
});

test('one retry gets over a hiccup', async () => {
  let calls = 0;
  const { url } = await machine.serve((_request, response) => {
    if (calls++ === 0) response.writeHead(502).end();
    else json(response, packument({ '1.0.0': 50 }));
  });
  machine.write('work/.npmrc', `registry=${url}/\n`);
  expect((await newest(unique())).version).toBe('1.0.0');
});

test('nobody there: refused, unknown host, not an answer', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  machine.write('work/.npmrc', `registry=http://127.0.0.1:${port}/\n`);
  expect(await failure(newest(unique()))).toBe(
    'The npm registry could not be reached: the connection was refused.',
  );
  await registryWith(['a list']);
  expect(await failure(newest(unique()))).toContain('was not understood');
});

test('silence ends, before the answer and in the middle of it', async () => {
  const silent = await machine.serve(() => {});
  const slow = await machine.serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"versions":');
  });
  for (const { url } of [silent, slow]) {
    const question = {
      uri: `${url}/x`,
      options: {},
      where: 'the npm registry',
      name: 'x',
      signal: new AbortController().signal,
      limits: { silenceMs: 200, totalMs: 1_500 },
    };
    expect(await failure(ask(question))).toMatch(/no answer within \d seconds/);
  }
});

test('an answer without an end is cut off', async () => {
  const { url } = await machine.serve((_request, response) => {
    const chunk = 'x'.repeat(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      response.once('drain', more);
    };
    more();
  });
  const signal = new AbortController().signal;
  const limits = { maxBytes: 1024 * 1024 };
  const question = {
    uri: `${url}/x`,
    options: {},
    where: 'the npm registry',
    name: 'x',
    signal,
    limits,
  };
  expect(await failure(ask(question))).toContain('too large');
});

test('cancelling stops the wait', async () => {
  const { url, seen } = await machine.serve(() => {});
  machine.write('work/.npmrc', `registry=${url}/\n`);
  const controller = new AbortController();
  const lookup = { ecosystem: 'npm', name: unique(), spec: '' } as const;
  const pending = failure(newestVersion(lookup, machine.context({ signal: controller.signal })));
  await expect.poll(() => seen.length).toBe(1);
  controller.abort();
  expect(await pending).toBe('The lookup was cancelled.');
});

test('answers are remembered, failures are not', async () => {
  let broken = true;
  const { url, seen } = await machine.serve((_request, response) =>
    broken ? response.writeHead(404).end() : json(response, packument({ '1.0.0': 50 })),
  );
  machine.write('work/.npmrc', `registry=${url}/\n`);
  const name = unique();
  await failure(newest(name));
  broken = false;
  await newest(name);
  await newest(name, '^1');
  expect(seen).toHaveLength(2);
});

test.each(['../etc', 'a/b', 'x?y', '@/x', 'http://x', ''])(
  '"%s" is not asked for',
  async (name) => {
    const { url, seen } = await machine.serve((_request, response) => json(response, {}));
    machine.write('work/.npmrc', `registry=${url}/\n`);
    expect(await failure(newest(name))).toContain('is not a package name');
    expect(seen).toHaveLength(0);
  },
);

test('other ecosystems are not looked up yet, and say so', async () => {
  const lookup = { ecosystem: 'cargo', name: 'X', spec: '' } as const;
  expect(await failure(newestVersion(lookup, machine.context()))).toContain(
    'cannot be looked up yet',
  );
});

test('a version with a known vulnerability is never proposed, be it the newest or the one installed', async () => {
  await registryWith(
    packument({ '1.0.0': 400, '1.1.0': 300, '1.2.0': 200 }, { tags: { latest: '1.2.0' } }),
  );
  const name = unique();
  const refuses = (version: string) => version === '1.2.0';
  const context = machine.context({ minimumReleaseAgeDays: 3 });
  const lookup = { ecosystem: 'npm', name, spec: '' } as const;
  expect((await newestVersion(lookup, { ...context, refuses })).version).toBe('1.1.0');
  const all = newestVersion(lookup, { ...context, refuses: () => true });
  expect(await failure(all)).toContain('has a known vulnerability');
  const tagged = newestVersion({ ...lookup, spec: '1.2' }, { ...context, refuses });
  expect(await failure(tagged)).toContain(`Every version of "${name}" within "1.2"`);

  machine.write(
    'work/node_modules/here/package.json',
    JSON.stringify({ name: 'here', version: '1.2.0', bin: 'a.js' }),
  );
  const local = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
  const here = { ecosystem: 'npm', name: 'here', spec: '' } as const;
  expect((await installedVersion(here, local))?.version).toBe('1.2.0');
  expect(await installedVersion(here, { ...local, refuses })).toBeUndefined();
});
