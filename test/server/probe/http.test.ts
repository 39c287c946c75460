import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../fake.ts';
import { plantedHttp } from './planted-http.ts';
import { planFor, probe, type Told } from './run.ts';

const fake = seeded(20_261_127);

async function told(
  faults: string,
  entry: object = {},
  tls?: ServerOptions,
): Promise<Told & { requests: readonly string[] }> {
  const server = await plantedHttp(faults, tls);
  try {
    const outcome = await probe(planFor({ type: 'http', url: server.url, ...entry }));
    return { ...outcome, requests: server.requests };
  } finally {
    await server.close();
  }
}

type Case = readonly [faults: string, verdicts: Readonly<Record<string, string | undefined>>];

const CASES: readonly Case[] = [
  [
    'open',
    {
      'http.open': 'review',
      'http.session': 'pass',
      'http.unknown-session': 'pass',
      'http.version': 'pass',
      'http.rate': 'review',
    },
  ],
  [
    'any-token',
    {
      'http.opaque': 'fail',
      'http.expired': 'fail',
      'http.forged': 'fail',
      'http.unsigned': 'fail',
    },
  ],
  [
    'expired',
    {
      'http.opaque': 'pass',
      'http.expired': 'fail',
      'http.forged': 'pass',
      'http.unsigned': 'pass',
    },
  ],
  ['forged', { 'http.expired': 'pass', 'http.forged': 'fail', 'http.unsigned': 'pass' }],
  ['unsigned', { 'http.forged': 'pass', 'http.unsigned': 'fail' }],
  ['no-challenge', { 'http.open': 'review' }],
  ['forbids', { 'http.open': 'review', 'http.opaque': 'pass' }],
  ['reflects', { 'http.reflected': 'fail' }],
  ['stack-on-token', { 'http.stack': 'fail', 'http.opaque': 'fail' }],
  ['open,any-origin', { 'http.origin': 'fail', 'http.host': 'pass' }],
  ['open,any-host', { 'http.origin': 'pass', 'http.host': 'fail' }],
  ['open,guessable', { 'http.session': 'fail' }],
  ['open,any-session', { 'http.unknown-session': 'fail' }],
  ['open,any-version', { 'http.version': 'review' }],
  ['open,no-session', { 'http.session': undefined, 'http.version': 'pass' }],
  ['open,limits', { 'http.rate': 'pass' }],
  [
    'error-inside',
    {
      'http.opaque': 'pass',
      'http.expired': 'pass',
      'http.forged': 'pass',
      'http.unsigned': 'pass',
    },
  ],
  ['silent-on-token', { 'http.opaque': 'fail' }],
  ['metadata-elsewhere', { 'http.metadata': 'fail' }],
  ['no-metadata', { 'http.metadata': 'review' }],
  ['other-resource', { 'http.metadata': 'fail' }],
  ['plain-issuer', { 'http.metadata': 'fail' }],
];

describe.concurrent('a planted fault is found', () => {
  test.for(CASES)('%s', { timeout: 60_000 }, async ([faults, verdicts], { expect: check }) => {
    const { by } = await told(faults);
    check(Object.fromEntries(Object.keys(verdicts).map((id) => [id, by[id]]))).toEqual(verdicts);
  });
});

test('a good server passes', async () => {
  const { by, verdicts } = await told('');
  expect(Object.entries(by).filter(([, it]) => it === 'fail')).toEqual([]);
  expect(verdicts).toMatchObject({ 'publish/3': 'pass', 'production/8': 'review' });
  expect(by).toMatchObject({ 'http.open': 'pass', 'http.metadata': 'pass', 'http.origin': 'pass' });
});

test('an open one lists its tools, and none is called', async () => {
  const { tools, by } = await told('open');
  expect(tools).toMatchObject({ count: 1, readOnly: 1 });
  expect(by['tools.schemas']).toBe('pass');
});

describe('over the transport of 2024', () => {
  test('an open one lists its tools', async () => {
    const { by, tools } = await told('sse,open', { type: 'sse' });
    expect(by).toMatchObject({
      'http.reached': 'pass',
      'http.open': 'review',
      'http.sse': 'review',
    });
    expect(tools).toMatchObject({ count: 1, readOnly: 1 });
  });

  test.each([
    ['sse', { 'http.open': 'pass', 'http.opaque': 'pass', 'http.expired': 'pass' }],
    ['sse,any-token', { 'http.opaque': 'fail', 'http.unsigned': 'fail' }],
  ])('%s', async (faults, verdicts) => {
    expect((await told(faults, { type: 'sse' })).by).toMatchObject(verdicts);
  });
});

describe('an own server bears a crowd', () => {
  async function crowd(faults: string, load = true): Promise<Told> {
    const server = await plantedHttp(faults);
    const outcome = await probe(planFor({ type: 'http', url: server.url }), { load });
    await server.close();
    return outcome;
  }

  test('and what the client costs by itself is said', async () => {
    const { by, steps, verdicts } = await crowd('open');
    expect(by).toMatchObject({ 'load.one': 'pass', 'load.ten': 'pass', 'load.crowd': 'pass' });
    expect(verdicts).toMatchObject({ 'publish/24': 'pass', 'publish/29': 'pass' });
    const said = steps.find(({ id }) => id === 'load.crowd')?.sentence;
    expect(said).toMatch(/^Of 1000 requests at once 1000 were answered, .* client \d+ ms\.$/);
  }, 60_000);

  test('or does not', async () => {
    const { by, verdicts } = await crowd('open,dies-in-crowd');
    expect(by).toMatchObject({ 'load.one': 'pass', 'load.crowd': 'fail', 'load.dead': 'fail' });
    expect(verdicts['publish/29']).toBe('fail');
  }, 60_000);

  test('only where somebody wants that', async () => {
    expect((await crowd('open', false)).by['load.crowd']).toBeUndefined();
  });
});

test('no redirect is followed, and the real credential is never sent', async () => {
  const token = fake.githubToken();
  const entry = { headers: { Authorization: `Bearer ${token}`, 'X-Region': 'eu' } };
  const { requests, kind } = await told('redirect', entry);
  expect(kind).toBe('done');
  expect(requests.every((it) => it.includes('/mcp ') || it.includes('/.well-known/'))).toBe(true);
  // The header that is none of a credential goes along.
  expect(requests[0]).toContain('x-region');
  expect(requests[0]).not.toContain('authorization');
});

test('a server that is not there is said to be so', async () => {
  const { kind } = await probe(planFor({ type: 'http', url: 'http://127.0.0.1:9/mcp' }));
  expect(kind).toBe('not-started');
});

describe('TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));

  /** A certificate that nobody vouches for. */
  function certificate(name: string, days = 100): ServerOptions {
    const file = (it: string): string => join(folder, `${name}${days}.${it}`);
    const args = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      `${days}`,
    ];
    execFileSync(
      'openssl',
      [
        ...args,
        '-subj',
        `/CN=${name}`,
        '-addext',
        `subjectAltName=${/^\d/.test(name) ? 'IP' : 'DNS'}:${name}`,
        '-keyout',
        file('key'),
        '-out',
        file('crt'),
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(file('key')), cert: readFileSync(file('crt')) };
  }

  test('1.3 only, and nobody vouches for it', async () => {
    const { by } = await told('', {}, { ...certificate('127.0.0.1'), minVersion: 'TLSv1.3' });
    expect(by).toMatchObject({
      'tls.versions': 'pass',
      'tls.newest': 'pass',
      'tls.certificate': 'fail',
    });
  });

  test('1.0 is still spoken', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { by, verdicts } = await told('', {}, { ...certificate('127.0.0.1'), ...old });
    expect(by).toMatchObject({ 'tls.versions': 'fail', 'tls.newest': 'review' });
    expect(verdicts['production/5']).toBe('fail');
  });

  test('a certificate for another host', async () => {
    const { steps } = await told('', {}, certificate('other.example'));
    const step = steps.find(({ id }) => id === 'tls.certificate');
    expect(step).toMatchObject({
      verdict: 'fail',
      sentence: 'Its certificate is for another host.',
    });
  });

  test('one that expires soon says so before it is too late', async () => {
    const server = await plantedHttp('', certificate('127.0.0.1', 5));
    const later = Date.now() + 6 * 24 * 60 * 60 * 1000;
    const { steps } = await probe(planFor({ type: 'http', url: server.url }), { now: () => later });
    await server.close();
    expect(steps.find(({ id }) => id === 'tls.certificate')?.sentence).toBe(
      'Its certificate has expired.',
    );
  });
});
