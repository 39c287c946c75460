import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProbeStep, ProbeVerdict } from '../../../rules/findings/probe-record.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import { planning } from '../../../server/probe/kit.ts';
import { seeded } from '../../fake.ts';
import { PLANTED, planFor, planted, probe, scratch, type Told } from './run.ts';

const fake = seeded(20_261_127);

function said({ steps }: Told, id: string): string | undefined {
  return steps.find((it) => it.id === id)?.sentence;
}

describe.concurrent('what a provider was asked, and what only looks like it', () => {
  test('telemetry is no provider: nothing is said of a failure that nobody saw', async ({
    expect: check,
  }) => {
    const told = await probe(planted('telemetry,alone,needs-query'), {
      steps: [7, 8],
      unfit: true,
    });
    check(told.hosts).toMatchObject([{ host: 'telemetry.example.net', credential: null }]);
    check(told.by).toMatchObject({
      'leak.401': 'review',
      'refusal.401': 'review',
      'leak.debug': 'review',
      'arguments.missing': 'pass',
    });
    check(told.by.silence).toBeUndefined();
  }, 60_000);

  test('nor is it where it comes late, and with no tool that is called', async ({
    expect: check,
  }) => {
    const { by, hosts } = await probe(planted('reports-home,alone'), { steps: [10] });
    check([hosts[0]?.host, by['leak.401']]).toEqual(['telemetry.example.net', 'review']);
  }, 60_000);

  test('telemetry beside the provider takes nothing away', async ({ expect: check }) => {
    const { by } = await probe(planted('telemetry'), { steps: [10] });
    check(by).toMatchObject({ 'leak.401': 'pass', 'refusal.401': 'pass' });
  }, 60_000);

  test('a database never says 401: its connection breaks, or is silent', async ({
    expect: check,
  }) => {
    const told = await probe(planted('database'), { steps: [7, 8] });
    check(told.by).toMatchObject({
      'leak.401': 'review',
      'refusal.401': 'review',
      'leak.reset': 'pass',
      'leak.unreachable': 'pass',
      'leak.silence': 'pass',
      silence: 'fail',
      'network.unanswered': 'review',
    });
    check(told.by['leak.500']).toBeUndefined();
    check(said(told, 'network.unanswered')).toContain('db.example.com');
  }, 60_000);

  test('half an answer that is handed on as text is no failure in another shape', async ({
    expect: check,
  }) => {
    const { by } = await probe(planted('hands-on'), { steps: [8] });
    check(by['error-shape']).toBe('pass');
  }, 60_000);
});

describe.concurrent('a credential that is missing', () => {
  test('in an argument without a name is missed like any other', async ({ expect: check }) => {
    const plan = planFor({
      command: process.execPath,
      args: [PLANTED, fake.githubToken()],
      env: { FAULTS: 'silent-argument,alone' },
    });
    const told = await probe(plan, { steps: [8] });
    check(told.by['start.absent']).toBe('fail');
    check(said(told, 'start.absent')).toBe('Without its credential it ends without a word.');
  }, 60_000);

  test.for([
    ['other-words', 'review'],
    ['breaks', 'review'],
    ['needs-key', 'pass'],
    ['silent-exit', 'fail'],
  ] as const)('%s', { timeout: 60_000 }, async ([faults, verdict], { expect: check }) => {
    const { by } = await probe(planted(`${faults},alone`), { steps: [8] });
    check(by['start.absent']).toBe(verdict);
  });
});

describe.concurrent('a server that does not start', () => {
  test.for([
    ['process.exit(3)', 'fail', 'It ended at the start with exit code 3, without a word.'],
    [
      'require("./not-there.cjs")',
      'review',
      'It ended at the start with exit code 1: a module of it is not there, or was not built.',
    ],
    [
      'console.error("usage: notes FOLDER"); process.exit(2)',
      'review',
      'It ended at the start with exit code 2: it wants other arguments or variables.',
    ],
    [
      'console.error("no current-context is set\\nUsage:\\n  --token string"); process.exit(1)',
      'review',
      'It ended at the start with exit code 1: it is not set up; it starts with an empty home.',
    ],
    [
      'console.error("The moon is full."); process.exit(2)',
      'review',
      'It ended at the start with exit code 2, and what it said names no cause that is known here.',
    ],
    [
      'setInterval(() => 0, 1000)',
      'fail',
      'It did not answer the first question within 4 seconds, without a word.',
    ],
  ] as const)('%s', { timeout: 60_000 }, async ([code, verdict, words], { expect: check }) => {
    const told = await probe(planFor({ command: process.execPath, args: ['-e', code] }), {
      steps: [10],
    });
    check([told.by.start, said(told, 'start')]).toEqual([verdict, words]);
  });
});

test('a path is from the folder that the entry starts in', () => {
  const folder = scratch('cwd');
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'server.mjs'), '');
  const entry = { command: 'node', args: ['server.mjs', 'not-there.mjs'], cwd: './below' };
  const { args } = planFor(entry, { folder });
  expect(args).toEqual([[join(folder, 'below', 'server.mjs')], ['not-there.mjs']]);
});

describe.concurrent('what is said of the tools', () => {
  test('why none was called, and how many were', async ({ expect: check }) => {
    const few = await probe(planted(''), { steps: [10] });
    check(said(few, 'calls')).toContain('2 of 4 tools');
    const none = await probe(planted(''), { steps: [10], calls: 'none' });
    check(none.by.calls).toBe('info');
  }, 60_000);

  test('a tool that was ticked is called before the others, and a name that nobody has is named', async ({
    expect: check,
  }) => {
    const told = await probe(planted('many-readers'), {
      steps: [10],
      calls: ['unmarked', 'no_such_tool'],
    });
    check(told.listed.find(({ name }) => name === 'unmarked')?.called).toBe(true);
    check(said(told, 'calls.unknown')).toBe('It has no tool of this name: no_such_tool.');
  }, 60_000);
});

test('that the time was over is said', async () => {
  const { by } = await probe(planted(''), { timeout: 1 });
  expect(by.late).toBe('review');
}, 60_000);

test('a refusal, a missing credential and a count are told in words that fit them', async () => {
  const told = await probe(planted('refusal-as-text'), { steps: [8] });
  expect(said(told, 'refusal.401')).toBe(
    'When the provider says 401, a call comes back as ordinary text, not as an error.',
  );
  expect(said(told, 'refusal.403')).toContain('says 403');
  expect(said(told, 'network')).toBe('It asked 1 host: api.example.com.');
  const sentences = told.steps.map((it) => it.sentence);
  expect(new Set(sentences).size).toBe(sentences.length);
}, 60_000);

describe('ways to fail that came to the same are told once', () => {
  const step = (id: string, verdict: ProbeVerdict): ProbeStep => ({
    id,
    items: ['production/7'],
    verdict,
    sentence: sentence`Of one way.`,
    ms: 1,
  });

  test('where several passed, or none is known', () => {
    const steps = [
      step('start', 'pass'),
      step('leak.401', 'pass'),
      step('leak.403', 'review'),
      step('leak.429', 'pass'),
      step('leak.500', 'review'),
      step('leak.reset', 'fail'),
      step('leak.debug.environment', 'fail'),
    ];
    expect(planning.told(steps).map((it) => [it.verdict, it.sentence])).toEqual([
      ['pass', 'Of one way.'],
      ['pass', 'No credential shows when the provider says 401, or the provider says 429.'],
      [
        'review',
        'Nothing reached the provider, so it is not known what shows when the provider says 403, or the provider fails with 500.',
      ],
      ['fail', 'Of one way.'],
      ['fail', 'Of one way.'],
    ]);
  });

  test('and not where one stands alone', () => {
    const steps = [step('leak.401', 'pass'), step('leak.debug', 'review')];
    expect(planning.told(steps)).toEqual(steps);
  });
});
