import { describe, expect, test } from 'vitest';
import { type Candidate, type Detection, detect } from '../../../rules/secrets/index.ts';
import { seeded } from '../../fake.ts';

const fake = seeded(7);
const key = fake.base62(40);
const hex = fake.hex(32);
const uuid = fake.uuid();
const password = fake.password();
const basic = Buffer.from(`alex:${password}`).toString('base64');

function find(role: Candidate['role'], name: string, value: string): readonly Detection[] {
  return detect({ value, role, name, references: [] });
}

/** The characters of each credential worth a warning. */
function found(role: Candidate['role'], name: string, value: string): readonly string[] {
  return find(role, name, value)
    .filter(({ verdict, confidence }) => verdict === 'credential' && confidence !== 'low')
    .map(({ start, end }) => value.slice(start, end));
}

type Row = readonly [role: Candidate['role'], name: string, value: string, expected: string];

describe('finds exactly the characters of a credential', () => {
  const rows: readonly Row[] = [
    ['env', 'ACME_API_KEY', key, key],
    ['env', 'ACME_API_KEY', `"${key}"`, key],
    ['env', 'ACME_API_KEY', ` ${key}\n`, key],
    ['env', 'KEY', hex, hex],
    ['env', 'EXA_API_KEY', uuid, uuid],
    ['env', 'AUTH_HEADER', `Bearer ${key}`, key],
    ['env', 'HEADERS', `Authorization: Bearer ${key}`, key],
    ['env', 'HEADERS', `Authorization=Bearer ${key}`, key],
    ['env', 'OTEL_EXPORTER_OTLP_HEADERS', `Authorization=Basic%20${basic}`, basic],
    ['env', 'OPENAPI_MCP_HEADERS', JSON.stringify({ Authorization: `Bearer ${key}` }), key],
    ['env', 'MCP_SERVERS', JSON.stringify({ a: { env: { API_KEY: key } } }), key],
    ['env', 'GITHUB_TOKEN', `\${GITHUB_TOKEN:-${key}}`, key],
    ['env', 'API_KEY', `\${env:API_KEY:-${key}}`, key],
    ['env', 'PRIVATE_KEY', `0x${fake.hex(0)}${hex}${hex}`, `0x${hex}${hex}`],
    ['env', 'BASIC_AUTH', `admin:${password}`, password],
    ['env', 'NEO4J_AUTH', `neo4j/${password}`, password],
    ['env', 'DATABASE_URL', `postgresql://u:${password}@db.acme.dev/x`, password],
    ['env', 'DATABASE_URL', 'postgresql://u:p@ss/w#rd1!@db.acme.dev/x', 'p@ss/w#rd1!'],
    ['env', 'MONGO_URL', `mongodb://u:${password}@a.dev:1,b.dev:2/db?x=y`, password],
    ['env', 'REDIS_URL', `redis://:${password}@cache.acme.dev:6379`, password],
    ['env', 'CONN', `Server=x;Database=y;Uid=sa;Pwd=${password};Encrypt=true`, password],
    ['header', 'Authorization', `Bearer ${key}`, key],
    ['header', 'authorization', key, key],
    ['header', 'Authorization', `Token token=${key}`, key],
    ['header', 'Authorization', `Basic ${basic}`, basic],
    ['header', 'X-API-Key', uuid, uuid],
    ['header', 'Cookie', `session=${key}; theme=dark`, key],
    ['arg', 'api-key', key, key],
    ['arg', '', `--api-key=${key}`, key],
    ['arg', '', `API_KEY="${hex}"`, hex],
    ['arg', 'e', `API_KEY=${hex}`, hex],
    ['arg', 'header', `X-API-Key:${key}`, key],
    ['arg', 'config', `{"braveApiKey":"${key}"}`, key],
    ['arg', 'u', `admin:${password}`, password],
    ['arg', '', `export API_KEY=${key} && npx -y foo`, key],
    ['arg', '', `set API_KEY=${key}&& npx -y foo`, key],
    ['arg', '', `$env:API_KEY='${key}'; npx -y foo`, key],
    ['arg', '', `curl -H 'X-API-Key: ${key}' https://acme.dev`, key],
    ['command', '', `npx -y foo --token ${key}`, key],
    ['url', 'url', `https://mcp.acme.dev/mcp?region=eu&api_key=${uuid}#x`, uuid],
    ['url', 'url', `https://mcp.acme.dev/mcp#access_token=${key}`, key],
    ['url', 'url', `https://${key}@mcp.acme.dev/mcp`, key],
    ['url', 'url', `https://user:${password}@mcp.acme.dev/mcp`, password],
    ['url', 'url', `https://mcp.acme.dev/${key}/sse`, key],
    ['url', 'url', `https://mcp.acme.dev/token/${hex}/sse`, hex],
    ['other', 'apiKey', key, key],
  ];
  test.each(rows)('%s %s', (role, name, value, expected) => {
    expect(found(role, name, value)).toEqual([expected]);
  });
});

test('reports a key inside JSON inside a string with its place in the outer string', () => {
  const value = JSON.stringify({ note: 'quote " and \\ before', token: key });
  expect(found('env', 'OPTIONS', value)).toEqual([key]);
});

test('two credentials of one value are two detections', () => {
  expect(found('env', 'API_KEYS', `${key},${hex}`)).toEqual([key, hex]);
});

test('a private key is found as a whole, escaped or not', () => {
  const pem = fake.privateKey().trim();
  expect(found('env', 'GITHUB_APP_PRIVATE_KEY', pem)).toEqual([pem]);
  const escaped = pem.replaceAll('\n', '\\n');
  expect(found('env', 'ANYTHING', escaped)).toEqual([escaped]);
});

test('a web token says when it expires and for which role', () => {
  const [service] = find(
    'env',
    'SUPABASE_KEY',
    fake.jwt({ iss: 'supabase', role: 'service_role', exp: 2_060_452_911 }),
  );
  expect(service).toMatchObject({
    confidence: 'high',
    provider: 'supabase',
    traits: { expires: 2_060_452_911, jwtRole: 'service_role', broad: true },
  });
});

describe('says nothing about', () => {
  test.each([
    ['an anon key', 'env', 'SUPABASE_ANON_KEY', fake.jwt({ iss: 'supabase', role: 'anon' })],
    ['a publishable key', 'env', 'STRIPE_KEY', `pk_live_${fake.base62(24)}`],
    ['an empty value', 'env', 'API_KEY', ''],
    ['a reference', 'env', 'API_KEY', '${input:key}'],
    [
      'a partly referenced password',
      'env',
      'DATABASE_URL',
      'postgres://u:${DB_PASSWORD}@db.acme.dev/x',
    ],
    ['a UUID under an id', 'env', 'AZURE_TENANT_ID', uuid],
    ['a commit', 'arg', '', `git+https://github.com/acme/mcp@${fake.hex(40)}`],
    ['a digest', 'arg', '', `acme/mcp@sha256:${fake.hex(64)}`],
    ['a limit', 'env', 'MAX_TOKENS', '16000'],
    ['a path', 'env', 'SSH_KEY', '~/.ssh/id_ed25519'],
    ['a Sentry DSN', 'env', 'SENTRY_DSN', `https://${hex}@o1.ingest.sentry.io/2`],
    [
      'a certificate',
      'env',
      'CA',
      `-----BEGIN CERTIFICATE-----\n${fake.base62(200)}\n-----END CERTIFICATE-----`,
    ],
    ['a secret of AWS by name', 'env', 'DB_SECRET', 'arn:aws:secretsmanager:eu-west-1:1:secret:db'],
    ['code', 'env', 'API_KEY', 'process.env.API_KEY'],
  ] as const)('%s', (_title, role, name, value) => {
    expect(find(role, name, value)).toEqual([]);
  });
});

test.each([
  'ghp_',
  'ghp_aB3dE6',
  'sk-',
  'sk-ant-api03-aB3',
  '${inp',
  '{{tok',
  'postgresql://user',
  'postgresql://user:',
  'Bearer ',
  'eyJhbGciOiJ',
])('%s is still being typed', (value) => {
  for (const name of ['GITHUB_TOKEN', 'SETTING', '']) expect(find('env', name, value)).toEqual([]);
});

test('a token is not reported before its last character', () => {
  const token = fake.githubToken();
  for (let length = 0; length < token.length; length++) {
    expect(find('env', 'GITHUB_TOKEN', token.slice(0, length)), `${length} characters`).toEqual([]);
  }
  expect(found('env', 'GITHUB_TOKEN', token)).toEqual([token]);
});

describe('a placeholder is no credential', () => {
  test.each([
    ['env', 'OPENAI_API_KEY', 'YOUR_API_KEY', 'YOUR_API_KEY'],
    ['env', 'OPENAI_API_KEY', 'sk-...', 'sk-...'],
    ['header', 'Authorization', 'Bearer <token>', '<token>'],
    ['arg', '', '--figma-api-key=<figma-api-key>', '<figma-api-key>'],
    ['env', 'GITHUB_TOKEN', `ghp_${'x'.repeat(36)}`, `ghp_${'x'.repeat(36)}`],
    ['env', 'DB_PASSWORD', 'changeme', 'changeme'],
    ['env', 'DATABASE_URL', 'postgres://user:password@db.acme.dev/x', 'password'],
    ['arg', '', 'REMPLACEZ_PAR_VOTRE_TOKEN', 'REMPLACEZ_PAR_VOTRE_TOKEN'],
  ] as const)('%s %s %s', (role, name, value, expected) => {
    const detections = find(role, name, value);
    expect(detections.map(({ verdict }) => verdict)).toEqual(['placeholder']);
    expect(detections.map(({ start, end }) => value.slice(start, end))).toEqual([expected]);
  });
});

test('a default password on this machine is worth a note at most', () => {
  const [local] = find('arg', '', 'postgres://postgres:postgres@localhost:5432/x');
  expect(local?.confidence).toBe('low');
  expect(found('arg', '', `postgres://postgres:${password}@localhost:5432/x`)).toEqual([password]);
});

test.each([
  ['env', 'GITHUB_PERSONAL_ACCESS_TOKEN', fake.githubToken(), 'GITHUB_PERSONAL_ACCESS_TOKEN'],
  ['header', 'Authorization', `Bearer ${fake.githubToken()}`, 'GITHUB_PERSONAL_ACCESS_TOKEN'],
  ['arg', 'figma-api-key', fake.token('figma'), 'FIGMA_API_KEY'],
  ['other', 'tavilyApiKey', fake.token('tavily'), 'TAVILY_API_KEY'],
  ['env', 'DATABASE_URL', `postgres://u:${password}@db.acme.dev/x`, 'DATABASE_PASSWORD'],
  ['env', 'NEO4J_PASSWORD', password, 'NEO4J_PASSWORD'],
  ['header', 'Authorization', `Bearer ${key}`, 'API_TOKEN'],
] as const)('suggests a name: %s %s', (role, name, value, expected) => {
  expect(find(role, name, value)[0]?.suggestedName).toBe(expected);
});

test('no detection carries a part of the value', () => {
  for (const value of [
    fake.githubToken(),
    fake.connectionString(),
    fake.privateKey(),
    `Basic ${basic}`,
  ]) {
    const text = JSON.stringify(find('env', 'SOMETHING_SECRET', value));
    for (let start = 0; start + 8 <= value.length; start += 4) {
      const piece = value.slice(start, start + 8);
      if (/^[A-Za-z0-9]{8}$/.test(piece)) expect(text).not.toContain(piece);
    }
  }
});

test('a value is judged on its first 64 K', () => {
  expect(find('env', 'A', `${' '.repeat(70_000)}${fake.githubToken()}`)).toEqual([]);
});
