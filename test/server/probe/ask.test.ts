import { createServer, type IncomingMessage } from 'node:http';
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
import { seeded } from '../../fake.ts';

const fake = seeded(11_272_026);

interface Documented {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
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
    ['reading', { headers: { 'x-oauth-scopes': 'read:org' }, json: {} }, { reach: 'reads' }],
    ['no scopes', { headers: { 'x-oauth-scopes': '' }, json: {} }, { reach: 'reads', scopes: [] }],
    ['fine-grained', { json: {} }, { standing: 'live', scopes: undefined, reach: undefined }],
    ['limited', { status: 403 }, { standing: 'unclear' }],
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
    ['revoked', { json: { revoked: true, active: false, scopes: [] } }, { standing: 'refused' }],
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
    ['revoked', { json: { ok: false, error: 'token_revoked' } }, { standing: 'refused' }],
    ['limited', { json: { ok: false, error: 'ratelimited' } }, { standing: 'unclear' }],
  ],
  npm: [['live', { json: { username: 'ada' } }, { standing: 'live' }]],
  sentry: [
    ['reading', { json: { version: '0', auth: { scopes: ['org:read'] } } }, { reach: 'reads' }],
    ['writing', { json: { auth: { scopes: ['project:write'] } } }, { reach: 'writes' }],
    ['nobody', { json: { version: '0', auth: null, user: null } }, { standing: 'unclear' }],
  ],
  notion: [['live', { json: { object: 'user', type: 'bot' } }, { standing: 'live' }]],
  openai: [
    ['live', { json: { object: 'list', data: [] } }, { standing: 'live' }],
    ['not for models', { status: 403, json: { error: {} } }, { standing: 'live' }],
  ],
  anthropic: [['live', { json: { data: [] } }, { standing: 'live' }]],
  cloudflare: [
    [
      'active',
      { json: { result: { status: 'active', expires_on: '2027-01-01T00:00:00Z' } } },
      { expires: '2027-01-01' },
    ],
    ['for ever', { json: { result: { status: 'active' } } }, { expires: 'never' }],
    ['expired', { json: { result: { status: 'expired' } } }, { standing: 'refused' }],
  ],
  digitalocean: [
    ['live', { json: { account: { status: 'active' } } }, { standing: 'live' }],
    ['not for accounts', { status: 403, json: { id: 'forbidden' } }, { standing: 'live' }],
  ],
  huggingface: [
    ['reading', { json: { auth: { accessToken: { role: 'read' } } } }, { reach: 'reads' }],
    [
      'writing',
      { json: { auth: { accessToken: { role: 'write', expiration: '2027-03-01T00:00:00Z' } } } },
      { reach: 'writes', expires: '2027-03-01' },
    ],
  ],
  linear: [
    ['live', { json: { data: { viewer: { id: '1' } } } }, { standing: 'live' }],
    [
      'refused',
      { json: { errors: [{ extensions: { type: 'authentication error' } }] } },
      { standing: 'refused' },
    ],
  ],
  stripe: [
    ['live', { json: { object: 'balance' } }, { standing: 'live', reach: 'everything' }],
    ['not for balances', { status: 403, json: { error: {} } }, { standing: 'live' }],
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

let answer: Documented = {};
const asked: { line: string; headers: IncomingMessage['headers']; body: string }[] = [];
/** Says what the documents of a provider say, on this machine. */
const provider = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
  const { status = 200, headers = {}, json = {} } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(() => void provider.close());

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

  test('to where a redirect leads', async () => {
    answer = { status: 302, headers: { location: `${origin}/elsewhere` } };
    asked.length = 0;
    const { standing } = await askProvider(planFor('github'), OPTIONS, origin);
    expect([standing, asked.length]).toEqual(['unclear', 1]);
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

test('the question names the host and shows no more than the end of the value', () => {
  const plan = planFor('github');
  const text = askText(plan, 0);
  expect(text).toContain('GET https://api.github.com/user');
  expect(text).toContain('is sent to api.github.com and nowhere else');
  expect(text).not.toContain(plan.value.slice(0, -4));
  expect(text).toContain(plan.value.slice(-4));
});

test('it says how long a revoked credential was still taken', async () => {
  answer = { json: {} };
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
