import { expect, test } from 'vitest';
import { wordsOn } from '../../../rules/checklists/attested.ts';
import { evidenceOf } from '../../../rules/checklists/evidence.ts';
import { production } from '../../../rules/checklists/production.ts';
import { criticalsFirst, progressOf } from '../../../rules/checklists/progress.ts';
import { analyze } from '../../../rules/index.ts';
import { daysLeft, endsSoon } from '../../../rules/policy/attestations.ts';
import { duration } from '../../../rules/text/duration.ts';

test('what is accepted, advice or about nothing is not done, and the numbers add up', () => {
  const of = (status: 'pass' | 'fail' | 'review' | 'accepted' | 'attested' | 'not applicable') => ({
    status,
    severity: 'high',
    minutes: 15,
  });
  const items = [
    of('pass'),
    of('attested'),
    of('accepted'),
    of('not applicable'),
    of('review'),
    of('fail'),
    { status: 'fail', severity: 'critical', minutes: 30 } as const,
    { status: 'fail', severity: 'info' } as const,
  ];
  expect(progressOf(items)).toEqual({
    applies: 7,
    notApplicable: 1,
    done: 2,
    failing: 2,
    review: 1,
    accepted: 1,
    critical: 1,
    minutes: { critical: 30, others: 15 },
  });
});

test('the three criticals of the production list take 1 h 40 and stand first', () => {
  const all = production.items.map((item) => ({ ...item, status: 'fail' as const }));
  const { critical, minutes } = progressOf(all);
  expect([critical, duration(minutes.critical)]).toEqual([3, '1 h 40']);
  expect(criticalsFirst(all).map(({ number }) => number)).toEqual([1, 2, 5, 3, 4, 6, 7, 9, 10, 8]);
});

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [65, '1 h 05'],
])('%i minutes are %s', (minutes, words) => expect(duration(minutes)).toBe(words));

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

test.each([
  ['2026-11-30', 15, false],
  ['2026-12-01', 14, true],
  ['2026-12-15', 0, true],
  ['2026-12-17', 0, false],
])('on %s a word good until 2026-12-15 has %i days left', (day, left, soon) => {
  expect(daysLeft('2026-12-15', noon(day))).toBe(left);
  expect(endsSoon('2026-12-15', noon(day))).toBe(soon);
});

test('every word is listed with what it is worth today, the first to run out in front', () => {
  const text = JSON.stringify({ mcpServers: { a: { command: 'node', args: ['a.js'] } } });
  const analysis = analyze(text, { host: 'cursor' });
  if (!analysis.config) throw new Error('no config');
  const word = { item: 'production/3', path: 'c.json', by: 'Ada', on: '2026-06-01' } as const;
  const said = [
    { ...word, server: 'a', fingerprint: 'f', until: '2027-06-01' },
    { ...word, server: 'a', fingerprint: 'f', until: '2026-12-20', note: 'gateway' },
    { ...word, server: 'a', fingerprint: 'f', until: '2026-12-01' },
    { ...word, server: 'a', fingerprint: 'other', until: '2027-07-01' },
    { ...word, server: 'b', fingerprint: 'f', until: '2027-08-01' },
  ];
  const evidence = evidenceOf('c.json', analysis.config, analysis, {
    attestations: said,
    digest: () => 'f',
  });
  const listed = wordsOn([evidence], noon('2026-12-10'));
  expect(listed.map(({ until, state }) => `${until} ${state}`)).toEqual([
    '2026-12-01 expired',
    '2026-12-20 ends soon',
    '2027-06-01 valid',
    '2027-07-01 changed',
    '2027-08-01 gone',
  ]);
  expect(listed[1]).toMatchObject({ daysLeft: 10, note: 'gateway', server: 'a' });
});
