import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provider as catalog, type ProviderId } from '../../../rules/catalog/providers.ts';
import { analyze } from '../../../rules/index.ts';
import { askProvider } from '../../../server/probe/ask/ask.ts';
import { askText } from '../../../server/probe/ask/consent.ts';
import { asksOf } from '../../../server/probe/ask/plan.ts';
import { questions } from '../../../server/probe/ask/questions.ts';
import type { AskOptions, AskPlan } from '../../../server/probe/ask/types.ts';
import { askRecordOf } from '../../../server/probe/items.ts';
import { Authority } from '../../../server/probe/provider/certificates.ts';
import { seeded } from '../../fake.ts';

const fake = seeded(11_272_026);

const NARROW = { standing: 'live', why: expect.stringContaining('does not let it ask') };
const REVOKED = { standing: 'refused', why: 'It was revoked.' };
const EXPIRED = { standing: 'refused', why: 'It has expired.' };
const LIMITED = { standing: 'unclear', why: expect.stringContaining('too often') };
const FORBIDDEN = { standing: 'unclear', why: expect.stringContaining('forbids') };
const STRANGE = { standing: 'unclear', why: expect.stringContaining('none that its documents') };
const BROKEN = { standing: 'unclear', why: expect.stringContaining('a problem of its own') };
/** https://github.com/microsoft/PowerToys/issues/32989 */
const MISSING =
  'You have insufficient permissions for this operation. Missing scopes: api.model.read.';
const hugging = (fineGrained: object | undefined): Documented => ({
  json: { auth: { accessToken: { role: 'fineGrained', fineGrained } } },
});

interface Documented {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Instead of JSON. */
  readonly text?: string;
  readonly type?: string;
}

/** What each provider's documents say it answers, and what has to be read from that. */
const ANSWERS: Readonly<
  Record<string, readonly (readonly [what: string, answer: Documented, reading: object])[]>
> = {
  github: [
    [
      'classic',
      {
        headers: {
          'x-oauth-scopes': 'repo, read:org',
          'github-authentication-token-expiration': '2027-01-31 10:00:00 UTC',
        },
        json: { login: 'ada' },
      },
      { reach: 'everything', scopes: ['repo', 'read:org'], expires: '2027-01-31' },
    ],
    [
      'reading',
      { headers: { 'x-oauth-scopes': 'read:org' }, json: { login: 'ada' } },
      { reach: 'reads' },
    ],
    [
      'no scopes',
      { headers: { 'x-oauth-scopes': '' }, json: { login: 'ada' } },
      { reach: 'reads', scopes: [] },
    ],
    [
      'fine-grained',
      { json: { login: 'ada' } },
      { standing: 'live', scopes: undefined, reach: undefined },
    ],
    [
      'not for this',
      { status: 403, json: { message: 'Resource not accessible by personal access token' } },
      NARROW,
    ],
    ['limited', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }, LIMITED],
    ['limited, secondary', { status: 403, headers: { 'retry-after': '60' } }, LIMITED],
    ['single sign-on', { status: 403, json: { message: 'Resource protected by' } }, FORBIDDEN],
  ],
  gitlab: [
    [
      'reading',
      { json: { revoked: false, active: true, scopes: ['read_api'], expires_at: '2027-02-03' } },
      { reach: 'reads', expires: '2027-02-03' },
    ],
    [
      'all',
      { json: { active: true, scopes: ['api'], expires_at: null } },
      { reach: 'everything', expires: 'never' },
    ],
    ['revoked', { json: { revoked: true, active: false, scopes: [] } }, REVOKED],
    ['over', { json: { revoked: false, active: false, scopes: [] } }, { standing: 'refused' }],
    [
      'revoked, as it says since',
      {
        status: 401,
        json: {
          error: 'invalid_token',
          error_description: 'Token was revoked. You have to re-authorize from the user.',
        },
      },
      REVOKED,
    ],
    [
      'expired',
      {
        status: 401,
        json: {
          error: 'invalid_token',
          error_description:
            'Token is expired. You can either do re-authorization or token refresh.',
        },
      },
      EXPIRED,
    ],
    ['not for this', { status: 403, json: { error: 'insufficient_scope', scope: 'api' } }, NARROW],
    ['blocked', { status: 403, json: { message: '403 Forbidden' } }, FORBIDDEN],
  ],
  slack: [
    [
      'reading',
      { headers: { 'x-oauth-scopes': 'channels:read,channels:history' }, json: { ok: true } },
      { reach: 'reads' },
    ],
    [
      'writing',
      { headers: { 'x-oauth-scopes': 'chat:write' }, json: { ok: true } },
      { reach: 'writes' },
    ],
    [
      'reading files and who they are',
      { headers: { 'x-oauth-scopes': 'identify,files:read,users:read.email' }, json: { ok: true } },
      { reach: 'writes' },
    ],
    ['wrong', { json: { ok: false, error: 'invalid_auth' } }, { standing: 'refused' }],
    ['of nobody', { json: { ok: false, error: 'account_inactive' } }, { standing: 'refused' }],
    ['revoked', { json: { ok: false, error: 'token_revoked' } }, REVOKED],
    ['expired', { json: { ok: false, error: 'token_expired' } }, EXPIRED],
    ['limited', { json: { ok: false, error: 'ratelimited' } }, LIMITED],
    ['out of order', { json: { ok: false, error: 'fatal_error' } }, STRANGE],
  ],
  npm: [
    ['live', { json: { username: 'ada' } }, { standing: 'live' }],
    ['nobody', { json: {} }, STRANGE],
  ],
  sentry: [
    ['reading', { json: { version: '0', auth: { scopes: ['org:read'] } } }, { reach: 'reads' }],
    ['writing', { json: { auth: { scopes: ['project:write'] } } }, { reach: 'writes' }],
    ['nobody', { json: { version: '0', auth: null, user: null } }, STRANGE],
  ],
  notion: [
    ['live', { json: { object: 'user', type: 'bot' } }, { standing: 'live' }],
    ['limited', { status: 429, json: { object: 'error', code: 'rate_limited' } }, LIMITED],
  ],
  openai: [
    ['live', { json: { object: 'list', data: [] } }, { standing: 'live' }],
    ['not for models', { status: 403, json: { error: { message: MISSING } } }, NARROW],
    ['not for models, 401', { status: 401, json: { error: { message: MISSING } } }, NARROW],
    [
      'wrong',
      { status: 401, json: { error: { code: 'invalid_api_key', message: 'Incorrect API key' } } },
      { standing: 'refused' },
    ],
    [
      'from another address',
      { status: 401, json: { error: { code: 'ip_not_authorized', message: 'Your IP is not' } } },
      FORBIDDEN,
    ],
    [
      'from another country',
      { status: 403, json: { error: { code: 'unsupported_country_region_territory' } } },
      FORBIDDEN,
    ],
  ],
  anthropic: [
    ['live', { json: { data: [] } }, { standing: 'live' }],
    [
      'not for models',
      { status: 403, json: { type: 'error', error: { type: 'permission_error' } } },
      NARROW,
    ],
    [
      'from another network',
      { status: 403, json: { error: { type: 'forbidden', message: 'Request not allowed' } } },
      FORBIDDEN,
    ],
    ['too busy', { status: 529, json: { error: { type: 'overloaded_error' } } }, BROKEN],
  ],
  cloudflare: [
    [
      'active',
      { json: { result: { status: 'active', expires_on: '2027-01-01T00:00:00Z' } } },
      { expires: '2027-01-01' },
    ],
    ['for ever', { json: { result: { status: 'active' } } }, { expires: 'never' }],
    ['expired', { json: { result: { status: 'expired' } } }, EXPIRED],
    ['disabled', { json: { result: { status: 'disabled' } } }, { standing: 'refused' }],
    ['no token', { status: 400, json: { errors: [{ code: 6003 }] } }, STRANGE],
    ['from another address', { status: 403, json: { errors: [{ code: 9109 }] } }, FORBIDDEN],
  ],
  digitalocean: [
    ['live', { json: { account: { status: 'active' } } }, { standing: 'live' }],
    ['not for accounts', { status: 403, json: { id: 'Forbidden' } }, NARROW],
    ['limited', { status: 429, json: { id: 'too_many_requests' } }, LIMITED],
  ],
  huggingface: [
    ['reading', { json: { auth: { accessToken: { role: 'read' } } } }, { reach: 'reads' }],
    [
      'writing',
      { json: { auth: { accessToken: { role: 'write', expiration: '2027-03-01T00:00:00Z' } } } },
      { reach: 'writes', expires: '2027-03-01' },
    ],
    [
      'finely, reading',
      hugging({ global: [], scoped: [{ entity: {}, permissions: ['repo.content.read'] }] }),
      { reach: 'reads', scopes: ['repo.content.read'] },
    ],
    [
      'finely, writing',
      hugging({
        global: ['discussion.write'],
        scoped: [{ permissions: ['repo.content.read', 'repo.write'] }],
      }),
      { reach: 'writes', scopes: ['discussion.write', 'repo.content.read', 'repo.write'] },
    ],
    ['finely, untold', hugging(undefined), { standing: 'live', reach: undefined }],
  ],
  linear: [
    ['live', { json: { data: { viewer: { id: '1' } } } }, { standing: 'live' }],
    [
      'refused',
      { json: { errors: [{ extensions: { type: 'authentication error' } }] } },
      { standing: 'refused' },
    ],
    [
      'refused, as a bad request',
      { status: 400, json: { errors: [{ extensions: { code: 'AUTHENTICATION_ERROR' } }] } },
      { standing: 'refused' },
    ],
    [
      'limited',
      { status: 400, json: { errors: [{ extensions: { code: 'RATELIMITED' } }] } },
      LIMITED,
    ],
  ],
  stripe: [
    ['live', { json: { object: 'balance' } }, { standing: 'live', reach: 'everything' }],
    [
      'not for balances',
      { status: 403, json: { error: { type: 'invalid_request_error' } } },
      NARROW,
    ],
    ['expired', { status: 401, json: { error: { code: 'api_key_expired' } } }, EXPIRED],
  ],
  sendgrid: [
    ['reading', { json: { scopes: ['mail.read'] } }, { reach: 'reads' }],
    ['writing', { json: { scopes: ['mail.send', 'stats.read'] } }, { reach: 'writes' }],
  ],
  buildkite: [
    ['reading', { json: { scopes: ['read_builds'] } }, { reach: 'reads' }],
    ['writing', { json: { scopes: ['read_builds', 'write_builds'] } }, { reach: 'writes' }],
  ],
};

/** What no document names, and what the internet answers all the same; of every provider. */
const AWKWARD: readonly (readonly [what: string, answer: Documented, reading: object])[] = [
  ['too many questions', { status: 429, headers: { 'retry-after': '60' } }, LIMITED],
  ['out of order', { status: 500, text: 'Internal Server Error' }, BROKEN],
  ['out of order, as a page', { status: 503, type: 'text/html', text: '<h1>503</h1>' }, BROKEN],
  ['a page that is no answer', { type: 'text/html', text: '<html><p>Welcome</p></html>' }, STRANGE],
  ['a page that forbids', { status: 403, type: 'text/html', text: '<h1>Blocked</h1>' }, FORBIDDEN],
  ['nothing', { text: '' }, STRANGE],
  ['no object', { json: [] }, STRANGE],
  ['null', { json: null }, STRANGE],
  ['half of it', { text: '{"login":"ada","ok":tr' }, STRANGE],
  ['not found', { status: 404, json: { message: 'Not Found' } }, STRANGE],
];

let answer: Documented = {};
const asked: { line: string; headers: IncomingMessage['headers']; body: string }[] = [];
/** Says what the documents of a provider say, on this machine. */
const provider = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
  const { status = 200, headers = {}, json = {}, type = 'application/json' } = answer;
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(answer.text ?? JSON.stringify(json));
});
let origin = '';
beforeAll(async () => {
  origin = await listening(provider);
});
afterAll(() => void provider.close());

async function listening(server: Pick<Server, 'listen' | 'address'>): Promise<string> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function planFor(id: ProviderId): AskPlan {
  const value = valueFor(id);
  const around = { server: 'notes', fingerprint: 'f', names: ['KEY'], name: 'KEY' };
  return { ...around, provider: id, value };
}

/** One of the formats that can be asked about. */
function valueFor(id: ProviderId): string {
  const formats = catalog(id).tokens.length;
  // A format may have several prefixes, of which not all are taken.
  for (let attempt = 0; attempt < 300; attempt++) {
    const value = fake.token(id, attempt % formats);
    if (questions[id]?.takes.test(value)) return value;
  }
  throw new Error(`no format of ${id} is taken`);
}

const OPTIONS: AskOptions = {
  trusted: true,
  consent: async () => true,
  untilRefused: 0,
  every: 20,
  progress: () => undefined,
  now: () => Date.now(),
};

const CASES = Object.entries(ANSWERS).flatMap(([id, all]) =>
  all.map(([what, given, reading]) => [id as ProviderId, what, given, reading] as const),
);

test('every provider that is asked has its documented answers here, and there are twelve', () => {
  expect(Object.keys(ANSWERS).sort()).toEqual(Object.keys(questions).sort());
  expect(Object.keys(questions).length).toBeGreaterThanOrEqual(12);
});

test.each(CASES)('%s, %s', async (id, _, given, reading) => {
  answer = given;
  expect(await askProvider(planFor(id), OPTIONS, origin)).toMatchObject({
    kind: 'done',
    ...reading,
  });
});

test.each(Object.keys(ANSWERS) as ProviderId[])('%s, the awkward answers', async (id) => {
  for (const [what, given, reading] of AWKWARD) {
    answer = given;
    const outcome = await askProvider(planFor(id), OPTIONS, origin);
    expect([what, outcome]).toMatchObject([what, { kind: 'done', sent: true, ...reading }]);
    expect(outcome.scopes ?? []).toEqual([]);
  }
});

test.each(Object.keys(ANSWERS) as ProviderId[])(
  '%s: the value is in one header, a refusal is read, and nothing of it comes back',
  async (id) => {
    const plan = planFor(id);
    // What nobody should answer: the value itself, where a scope or a day would stand.
    answer = {
      status: 401,
      headers: { 'x-oauth-scopes': plan.value },
      json: { message: `bad ${plan.value}`, scopes: [plan.value] },
    };
    asked.length = 0;
    const outcome = await askProvider(plan, OPTIONS, origin);
    expect(outcome).toMatchObject({ standing: 'refused' });
    const record = askRecordOf(plan, outcome, 'mcp.json', '1', Date.UTC(2026, 10, 27));
    expect(JSON.stringify([outcome, record])).not.toContain(plan.value);
    const [only, ...more] = asked;
    expect(more).toEqual([]);
    expect(only?.line).toBe(`${questions[id]?.method ?? 'GET'} ${questions[id]?.path}`);
    const holding = Object.values(only?.headers ?? {}).filter((it) =>
      String(it).includes(plan.value),
    );
    expect([holding.length, only?.body.includes(plan.value)]).toEqual([1, false]);
  },
);

test('a value that comes back as a scope is none', async () => {
  const plan = planFor('gitlab');
  answer = { json: { active: true, scopes: ['api', plan.value, plan.value.slice(4, 20)] } };
  expect((await askProvider(plan, OPTIONS, origin)).scopes).toEqual(['api']);
});

describe('nothing is sent', () => {
  test.each([
    ['without a yes', { consent: async () => false }],
    ['in a folder that nobody trusts', { trusted: false }],
  ])('%s', async (_, options) => {
    asked.length = 0;
    const { kind } = await askProvider(planFor('github'), { ...OPTIONS, ...options }, origin);
    expect([kind, asked]).toEqual(['refused', []]);
  });

  test.each([301, 302, 303, 307, 308])('to where a redirect leads (%i)', async (status) => {
    let followed = 0;
    const other = createServer((_, response) => {
      followed += 1;
      response.end();
    });
    const elsewhere = await listening(other);
    for (const location of [`${origin}/elsewhere`, `${elsewhere}/user`]) {
      answer = { status, headers: { location } };
      asked.length = 0;
      for (const id of Object.keys(ANSWERS) as ProviderId[]) {
        const outcome = await askProvider(planFor(id), OPTIONS, origin);
        expect(outcome).toMatchObject({ standing: 'unclear', why: expect.stringContaining('els') });
      }
      expect(asked).toHaveLength(Object.keys(ANSWERS).length);
    }
    other.close();
    expect(followed).toBe(0);
  });

  test.each([
    ['that nobody vouches for', undefined],
    ['whatever the environment says of that', '0'],
  ])('over TLS with a certificate %s', async (_, reject) => {
    let reached = 0;
    const server = createHttps(new Authority().for('api.github.com'), (__, response) => {
      reached += 1;
      response.end('{"login":"ada"}');
    });
    const there = (await listening(server)).replace('http:', 'https:');
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    if (reject !== undefined) process.env.NODE_TLS_REJECT_UNAUTHORIZED = reject;
    const outcome = await askProvider(planFor('github'), OPTIONS, there);
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    server.close();
    expect(outcome).toMatchObject({ kind: 'unreached', sent: false });
    expect(outcome.why).toContain('not to be trusted, so nothing was sent');
    expect(reached).toBe(0);
  });

  test('where there is nobody', async () => {
    const server = createServer();
    const there = await listening(server);
    await new Promise((done) => server.close(done));
    expect(await askProvider(planFor('github'), OPTIONS, there)).toMatchObject({
      kind: 'unreached',
      sent: false,
      why: expect.stringContaining('nothing was sent'),
    });
  });

  test('through a proxy that the environment names', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    process.env.NODE_USE_ENV_PROXY = '1';
    answer = { json: {} };
    const { kind } = await askProvider(planFor('github'), OPTIONS, origin);
    delete process.env.HTTP_PROXY;
    delete process.env.NODE_USE_ENV_PROXY;
    expect(kind).toBe('done');
  });
});

describe('an answer that does not come to its end', () => {
  test('because it is huge: a little of it is read, and the rest is left where it is', async () => {
    const most = 50 * 1024 * 1024;
    let written = 0;
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'repo' });
      response.write('{"login":"');
      const more = (): void => {
        while (written < most && !response.destroyed) {
          written += 65_536;
          if (!response.write('a'.repeat(65_536))) return void response.once('drain', more);
        }
        response.end('"}');
      };
      more();
    });
    const outcome = await askProvider(planFor('github'), OPTIONS, await listening(server));
    server.close();
    expect(outcome).toMatchObject({ kind: 'done', ...STRANGE });
    expect(written).toBeLessThan(most / 2);
  });

  test.each([
    ['nothing comes at all', () => undefined],
    [
      'one byte comes after the other',
      (response: ServerResponse) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('because %s: it is given up, and said that the value may have been sent', async (_, drip) => {
    const server = createServer((__, response) => drip(response));
    const there = await listening(server);
    const options = { ...OPTIONS, timeout: 300 };
    const outcome = await askProvider(planFor('github'), options, there);
    server.closeAllConnections();
    server.close();
    expect(outcome).toMatchObject({ standing: 'unclear', sent: true });
    expect(outcome.why).toMatch(/No answer came within|none that its documents/);
  });

  test('because the connection breaks', async () => {
    const server = createServer((request) => request.socket.destroy());
    const outcome = await askProvider(planFor('github'), OPTIONS, await listening(server));
    server.close();
    expect(outcome).toMatchObject({ kind: 'unreached', sent: true });
    expect(outcome.why).toContain('may have been sent');
  });

  test('because the person calls it off', async () => {
    const stop = new AbortController();
    const server = createServer(() => stop.abort());
    const options = { ...OPTIONS, signal: stop.signal };
    const outcome = await askProvider(planFor('github'), options, await listening(server));
    server.closeAllConnections();
    server.close();
    expect(outcome).toMatchObject({ kind: 'cancelled', sent: true });
    expect(outcome.why).toContain('had been sent');
  });
});

test('the question names the host and shows no more than the end of the value', () => {
  const plan = planFor('github');
  const text = askText(plan, 0);
  expect(text).toContain('GET https://api.github.com/user');
  expect(text).toContain('is sent to api.github.com and nowhere else');
  expect(text).not.toContain(plan.value.slice(0, -4));
  expect(text).toContain(plan.value.slice(-4));
});

test('a provider that wants to be left alone for a while is, and one lost answer is no end', async () => {
  const times: number[] = [];
  const answers: readonly (Documented | 'lost')[] = [
    { json: { login: 'ada' } },
    'lost',
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 401 },
  ];
  const server = createServer((request, response) => {
    const next = answers[times.length] ?? {};
    times.push(performance.now());
    if (next === 'lost') return void request.socket.destroy();
    response.writeHead(next.status ?? 200, next.headers).end(JSON.stringify(next.json ?? {}));
  });
  const said: string[] = [];
  const progress = (text: string): void => void said.push(text);
  const options = { ...OPTIONS, untilRefused: 60_000, progress, now: () => 0 };
  const outcome = await askProvider(planFor('github'), options, await listening(server));
  server.close();
  expect(outcome).toMatchObject({ standing: 'refused', refusedAfter: 0 });
  expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThan(990);
  expect(said.map((it) => it.replace(/\d+/, 'n'))).toEqual([
    'It is still accepted after n seconds',
    'No clear answer after n seconds',
    'No clear answer after n seconds',
  ]);
});

test('it says how long a revoked credential was still taken', async () => {
  answer = { json: { login: 'ada' } };
  let time = 0;
  const now = () => time;
  const said: string[] = [];
  const progress = (text: string): void => {
    said.push(text);
    time += 7_000;
    if (said.length === 2) answer = { status: 401 };
  };
  const options = { ...OPTIONS, untilRefused: 60_000, progress, now };
  const outcome = await askProvider(planFor('github'), options, origin);
  expect(outcome).toMatchObject({ standing: 'refused', refusedAfter: 14 });
  // One that was never live says nothing of how long that took.
  expect((await askProvider(planFor('github'), options, origin)).refusedAfter).toBeUndefined();
});

describe('which credentials of a server can be asked about', () => {
  function asksIn(entry: object, env: Record<string, string> = {}) {
    const text = JSON.stringify({ mcpServers: { notes: entry } });
    const { config } = analyze(text, { path: '/w/.mcp.json' });
    const [server] = config?.servers ?? [];
    if (!config || !server) throw new Error('the config is not read');
    return asksOf(config, server, { fingerprint: 'f', env });
  }
  const token = fake.githubToken();
  const node = { command: 'node', args: ['a.js'] };

  test('those whose form says whose they are, written down or referred to', () => {
    const env = { GITHUB_TOKEN: token, OTHER: fake.base62(40) };
    expect(asksIn({ ...node, env })).toMatchObject([{ provider: 'github', name: 'GITHUB_TOKEN' }]);
    const referred = asksIn(
      { ...node, env: { GITHUB_TOKEN: '${GITHUB_TOKEN}' } },
      { GITHUB_TOKEN: token },
    );
    expect(referred).toMatchObject([{ provider: 'github', value: token }]);
    expect(asksIn({ ...node, env: { GITHUB_TOKEN: '${GITHUB_TOKEN}' } })).toEqual([]);
    // A variable of that name that holds something else is not GitHub's business.
    expect(asksIn({ ...node, env: { GITHUB_TOKEN: fake.base62(40) } })).toEqual([]);
  });

  test('of an organization at Sentry: where its own words say that it is for sentry.io', () => {
    const tokenFor = (url: string): string => {
      const said = JSON.stringify({ iat: 1, url, region_url: url, org: 'acme' });
      return `sntrys_${Buffer.from(said).toString('base64')}_${fake.base62(43)}`;
    };
    const asksFor = (value: string) => asksIn({ ...node, env: { SENTRY_AUTH_TOKEN: value } });
    expect(asksFor(tokenFor('https://sentry.io'))).toMatchObject([{ provider: 'sentry' }]);
    expect(asksFor(tokenFor('https://sentry.acme.example'))).toEqual([]);
    expect(asksFor(tokenFor('https://sentry.io.acme.example'))).toEqual([]);
    expect(asksFor(`sntrys_${fake.base62(120)}`)).toEqual([]);
  });

  test('of Slack: not what refreshes others, nor what is nothing without a cookie', () => {
    const asksFor = (start: string) =>
      asksIn({ ...node, env: { SLACK_TOKEN: `${start}-${fake.base62(48)}` } });
    for (const start of ['xoxb', 'xoxp', 'xoxe.xoxp', 'xoxe.xoxb'])
      expect([start, asksFor(start)]).toMatchObject([start, [{ provider: 'slack' }]]);
    for (const start of ['xoxe', 'xoxc', 'xoxd', 'xoxr', 'xoxs'])
      expect([start, asksFor(start)]).toEqual([start, []]);
  });

  test('none that the config uses at an address of somebody else', () => {
    const own = { GITHUB_HOST: 'https://github.acme.example' };
    expect(asksIn({ ...node, env: { GITHUB_TOKEN: token, ...own } })).toEqual([]);
    const theirs = { GITHUB_API_URL: 'https://api.github.com' };
    expect(asksIn({ ...node, env: { GITHUB_TOKEN: token, ...theirs } })).toHaveLength(1);
    const headers = { Authorization: `Bearer ${token}` };
    expect(asksIn({ url: 'https://mcp.acme.example/mcp', headers })).toEqual([]);
    expect(asksIn({ url: 'https://api.githubcopilot.com/mcp/', headers })).toEqual([]);
  });
});
