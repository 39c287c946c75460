import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProbeStep } from '../../../rules/findings/probe-record.ts';
import type { ProbeOptions } from '../../../server/probe/types.ts';
import { CLI } from '../../cli/run.ts';
import { seeded } from '../../fake.ts';
import { HTTP, HTTP_CROWD } from './faults-http.ts';
import { plantedHttp } from './planted-http.ts';
import { planFor, probe, scratch, type Told } from './run.ts';
import { runTable } from './table.ts';

const fake = seeded(20_261_127);

async function told(
  faults: string,
  entry: object = {},
  tls?: ServerOptions,
  options: Partial<ProbeOptions> = {},
): Promise<Told & { requests: readonly string[] }> {
  const server = await plantedHttp(faults, tls);
  try {
    const outcome = await probe(planFor({ type: 'http', url: server.url, ...entry }), options);
    return { ...outcome, requests: server.requests };
  } finally {
    await server.close();
  }
}

runTable(HTTP, ({ faults }) => told(faults), { share: 3 });
// One crowd after the other, with time, and again where the machine was busy: what the client alone cannot bear tells
// nothing of a server.
runTable(
  HTTP_CROWD,
  ({ faults }) => told(faults, {}, undefined, { load: true, patience: { call: 10_000 } }),
  { concurrent: false, retry: 3 },
);

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

  test('what the client costs by itself is said', { timeout: 60_000, retry: 3 }, async () => {
    const { by, steps, verdicts } = await crowd('open');
    expect(by).toMatchObject({ 'load.one': 'pass', 'load.ten': 'pass', 'load.crowd': 'pass' });
    expect(verdicts).toMatchObject({ 'publish/24': 'pass', 'publish/29': 'pass' });
    const said = steps.find(({ id }) => id === 'load.crowd')?.sentence;
    expect(said).toMatch(/^Of 1000 requests at once 1000 were answered, .* client \d+ ms\.$/);
  });

  test('only where somebody wants that', async () => {
    expect((await crowd('open', false)).by['load.crowd']).toBeUndefined();
  });
});

test('a credential in a header of its own does not go along to another origin, made up or real', async () => {
  const there = await plantedHttp('open');
  const key = fake.base62(32);
  const entry = { headers: { 'X-API-Key': key } };
  try {
    for (const real of [[], ['X-API-Key']]) {
      const server = await plantedHttp('redirect', undefined, there.url);
      const plan = planFor({ type: 'http', url: server.url, ...entry }, { real });
      await probe(plan);
      expect(server.requests.length).toBeGreaterThan(0);
      // The real one was sent to the address that the config names, and there alone.
      expect(server.requests.some((it) => it.includes('x-api-key'))).toBe(real.length > 0);
      await server.close();
    }
    expect(there.requests).toEqual([]);
  } finally {
    await there.close();
  }
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
  const folder = scratch('tls');

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

  test('1.2 only', async () => {
    const { by } = await told('', {}, { ...certificate('127.0.0.1'), maxVersion: 'TLSv1.2' });
    expect(by).toMatchObject({ 'tls.versions': 'pass', 'tls.newest': 'review' });
  });

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

  test('one that is trusted passes, and one that ends in five days is to look at', async () => {
    for (const [days, verdict] of [
      [100, 'pass'],
      [5, 'review'],
    ] as const) {
      const own = certificate('127.0.0.1', days);
      const server = await plantedHttp('', own);
      const config = join(folder, `${days}.json`);
      const entry = { notes: { type: 'http', url: server.url } };
      writeFileSync(config, JSON.stringify({ mcpServers: entry }));
      // Whom a program believes is said to it when it starts.
      const steps = await stepsOf(config, join(folder, `127.0.0.1${days}.crt`));
      await server.close();
      expect(steps.find(({ id }) => id === 'tls.certificate')?.verdict).toBe(verdict);
    }
  });

  /** Of a probe by the command line, which vouches for that certificate. */
  function stepsOf(config: string, trusted: string): Promise<readonly ProbeStep[]> {
    const args = [CLI, 'probe', 'notes', '--config', config, '--yes', '--format', 'json'];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted };
    return new Promise((resolve) => {
      execFile(process.execPath, args, { env, cwd: folder }, (_, output) => {
        resolve(JSON.parse(output).steps);
      });
    });
  }

  test('one that has expired', async () => {
    const server = await plantedHttp('', certificate('127.0.0.1', 5));
    const later = Date.now() + 6 * 24 * 60 * 60 * 1000;
    const { steps } = await probe(planFor({ type: 'http', url: server.url }), { now: () => later });
    await server.close();
    expect(steps.find(({ id }) => id === 'tls.certificate')?.sentence).toBe(
      'Its certificate has expired.',
    );
  });
});
