import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentText } from '../../../server/probe/consent.ts';
import { makeUp } from '../../../server/probe/credentials.ts';
import { recordOf } from '../../../server/probe/items.ts';
import { seeded } from '../../fake.ts';
import { leftovers, PLANTED, planFor, planted, probe, scratch } from './run.ts';

const fake = seeded(20_261_126);
let folder = '';
let started = '';

beforeAll(() => {
  folder = scratch('safety');
  started = join(folder, 'started');
});

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

/** A server that leaves a note as soon as it runs. */
function noting(): ReturnType<typeof planFor> {
  return planFor({
    command: process.execPath,
    args: ['-e', `require('node:fs').writeFileSync(${JSON.stringify(started)}, '')`],
  });
}

const CONSENT = { calls: 'hints', timeout: 180_000, sandbox: 'auto' } as const;

describe('nothing is started', () => {
  test('without a yes', async () => {
    const { kind } = await probe(noting(), { consent: async () => false });
    expect([kind, existsSync(started)]).toEqual(['refused', false]);
  });

  test('in a folder that nobody trusts, and nobody is asked', async () => {
    let asked = false;
    const consent = async (): Promise<boolean> => {
      asked = true;
      return true;
    };
    const { kind } = await probe(noting(), { trusted: false, consent });
    expect([kind, asked, existsSync(started)]).toEqual(['refused', false, false]);
  });

  test('where the program is only in a folder that nobody trusts', async () => {
    writeFileSync(join(folder, 'only-here'), '#!/bin/sh\n', { mode: 0o755 });
    const path = process.env.PATH;
    process.env.PATH = `${folder}:${path}`;
    try {
      const { kind } = await probe(planFor({ command: 'only-here', args: [] }), {
        distrusted: [folder],
      });
      expect(kind).toBe('not-started');
    } finally {
      process.env.PATH = path;
    }
  });

  test('the same with a yes is', async () => {
    await probe(noting(), { steps: [10] });
    expect(existsSync(started)).toBe(true);
  });
});

describe('the consent', () => {
  test('shows the whole command, however long, and what cannot be seen in it', () => {
    const long = 'word '.repeat(200).trim();
    const plan = planFor({ command: 'npx', args: ['-y', 'notes@1.0.0', long, 'a\u202eb\u0007'] });
    const text = consentText(plan, CONSENT);
    expect(text).toContain(long);
    expect(text).toContain(String.raw`a\\u{202e}b\\u{7}`);
    expect(text).toContain('npx may download a package and run its install scripts.');
  });

  test('says of each variable whether it is made up, and shows no credential', () => {
    const token = fake.githubToken();
    const plan = planFor({
      command: 'node',
      args: ['--token', fake.githubToken()],
      env: { GITHUB_TOKEN: token, LEVEL: 'info' },
    });
    const text = consentText(plan, CONSENT);
    expect(text).toContain('Variable GITHUB_TOKEN: made up');
    expect(text).toContain('Variable LEVEL: as written (info)');
    expect(text).not.toContain(token.slice(0, 12));
    expect(JSON.stringify(plan)).not.toContain(token.slice(4, 14));
  });

  test('shows nothing of a secret that stands behind the name of its key', () => {
    const secret = fake.base62(32);
    const word = `AC${fake.hex(32)}/SK${fake.hex(32)}:${secret}`;
    const plan = planFor({ command: 'npx', args: ['-y', '@twilio-alpha/mcp', word] });
    expect(consentText(plan, CONSENT)).not.toContain(secret.slice(0, 9));
    expect(JSON.stringify(plan)).not.toContain(secret.slice(0, 9));
  });

  test('says so where a real one is used, of that one alone', () => {
    const env = { API_KEY: '${API_KEY}', OTHER_KEY: '${OTHER_KEY}' };
    const plan = planFor(
      { command: 'node', args: [], env },
      { real: ['API_KEY'], env: { API_KEY: fake.base62(30), OTHER_KEY: fake.base62(30) } },
    );
    const text = consentText(plan, CONSENT);
    expect(text).toContain('Variable API_KEY: REAL');
    expect(text).toContain('Variable OTHER_KEY: made up');
    expect(plan.slots.map(({ real }) => real !== undefined)).toEqual([true, false]);
  });
});

describe('what is started', () => {
  /** A server that writes down what it was given, and ends. */
  async function seen(plan: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const file = join(folder, 'seen.json');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify({ env: process.env, cwd: process.cwd(), files: require('node:fs').readdirSync('.'), home: require('node:fs').readdirSync(require('node:os').homedir()) }))`;
    await probe(planFor({ command: process.execPath, args: ['-e', code], ...plan }), {
      steps: [10],
    });
    return JSON.parse(readFileSync(file, 'utf8'));
  }

  test('has an empty home and working folder, and of the environment what is on the list', async () => {
    process.env.SOMEBODYS_SECRET = fake.base62(24);
    const { env, cwd, files, home } = await seen();
    const own = env as Record<string, string>;
    expect([files, home]).toEqual([[], []]);
    expect(cwd).toContain('mcp-checklist-probe-');
    expect(own.HOME).toContain('mcp-checklist-probe-');
    expect(own.SOMEBODYS_SECRET).toBeUndefined();
    expect(
      Object.keys(own).filter((it) =>
        /^(?:AWS|SSH|KUBE|GOOGLE|VITEST|npm_(?!config_(?:cache|userconfig)$))/.test(it),
      ),
    ).toEqual([]);
    delete process.env.SOMEBODYS_SECRET;
  });

  test('believes the authorities that its person believes, and one of this run', async () => {
    const extra = join(folder, 'company.pem');
    const mark = fake.base62(20);
    writeFileSync(extra, `-----BEGIN CERTIFICATE-----\n${mark}\n-----END CERTIFICATE-----\n`);
    const before = process.env.NODE_EXTRA_CA_CERTS;
    process.env.NODE_EXTRA_CA_CERTS = extra;
    const file = join(folder, 'believed');
    const code = `require('node:fs').copyFileSync(process.env.NODE_EXTRA_CA_CERTS, ${JSON.stringify(file)})`;
    try {
      await probe(planFor({ command: process.execPath, args: ['-e', code] }), { steps: [10] });
    } finally {
      process.env.NODE_EXTRA_CA_CERTS = before;
      if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
    }
    const text = readFileSync(file, 'utf8');
    expect([text.includes(mark), text.match(/BEGIN CERTIFICATE/g)?.length]).toEqual([true, 2]);
  });

  test('gets made-up credentials of the shape of theirs, other ones each time', async () => {
    const own = fake.githubToken();
    const first = (await seen({ env: { GITHUB_TOKEN: own } })).env as Record<string, string>;
    const second = (await seen({ env: { GITHUB_TOKEN: own } })).env as Record<string, string>;
    const values = [first.GITHUB_TOKEN, second.GITHUB_TOKEN] as const;
    for (const value of values) expect(value).toMatch(/^ghp_[A-Za-z0-9]{36,}$/);
    expect(new Set([own, ...values]).size).toBe(3);
  });

  test('a value of no known shape keeps its look and nothing else', () => {
    const { value } = makeUp('X', { mask: 'aaa-AAA_999' });
    expect(value).toMatch(/^[a-z]{3}-[A-Z]{3}_\d{3}$/);
  });
});

describe('tools', () => {
  async function called(plan: Parameters<typeof planted>, options: Parameters<typeof probe>[1]) {
    const file = join(folder, `called-${Math.random()}`);
    await probe(planted(plan[0], { ...plan[1], CALLED: file }), { steps: [10], ...options });
    return existsSync(file)
      ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))].sort()
      : [];
  }

  test('are called that say they only read, and one that nobody has', async () => {
    expect(await called([''], {})).toEqual(['list_notes', 'probe_no_such_tool', 'search_notes']);
  });

  test('are not called because of a hint that their name belies', async () => {
    expect(await called(['lying-hint'], {})).not.toContain('delete_note');
  });

  test('are called that a person ticked', async () => {
    expect(await called([''], { calls: ['unmarked'] })).toContain('unmarked');
  });

  test('are not called where nobody wants it', async () => {
    expect(await called([''], { calls: 'none' })).toEqual(['probe_no_such_tool']);
  });

  test('are not called with a real credential, and no failure is provoked', async () => {
    const plan = planFor(
      {
        command: process.execPath,
        args: [PLANTED],
        env: { API_KEY: '${API_KEY}', CALLED: join(folder, 'real') },
      },
      { real: ['API_KEY'], env: { API_KEY: fake.base62(30) } },
    );
    const { credentials, network, by } = await probe(plan);
    expect([credentials, network]).toEqual(['real', 'real']);
    expect(readFileSync(join(folder, 'real'), 'utf8').trim()).toBe('probe_no_such_tool');
    expect(Object.keys(by).filter((it) => /^leak\.(?!401|drift)|absent|short/.test(it))).toEqual(
      [],
    );
  }, 30_000);
});

test('nothing a server says is in what is kept or shown, nor any credential', async () => {
  const plan = planted('description-leak,config-leak,account-id,env-dump');
  const outcome = await probe(plan, { steps: [10] });
  const record = recordOf(plan, outcome, 'mcp.json', '1.0.0', Date.UTC(2026, 10, 26));
  const kept = JSON.stringify([record, outcome]);
  for (const word of ['Searches', 'Uses ', 'Account', 'Bearer', 'three notes'])
    expect(kept).not.toContain(word);
  expect(record).toMatchObject({
    on: '2026-11-26',
    until: '2027-02-24',
    items: { 'production/7': 'fail' },
  });
});

test('what is not pinned counts for two weeks', async () => {
  const plan = planFor({ command: 'npx', args: ['-y', 'notes-mcp'] });
  const { until } = recordOf(
    plan,
    await probe(plan, { consent: async () => false }),
    '',
    '1',
    Date.UTC(2026, 10, 26),
  );
  expect(until).toBe('2026-12-10');
});
