import { describe, expect, test } from 'vitest';
import { UNREAD } from '../../../rules/checklists/part.ts';
import { statusOf } from '../../../rules/checklists/status.ts';
import type { Evidence, Source } from '../../../rules/findings/evidence.ts';
import type { SubjectRef } from '../../../rules/findings/subject.ts';
import { safe } from '../../../rules/secrets/safe.ts';

const ITEM = 'publish/5';
const root: SubjectRef = { kind: 'project', root: 'packages/x' };
const other: SubjectRef = { kind: 'project', root: 'packages/y' };
const rule: Source = { rule: 'some-rule' };
const criterion: Source = { criterion: 'tests' };
const person: Source = {
  person: safe.text('Ada'),
  on: '2026-11-21',
  until: '2126-01-01',
  path: 'packages/x',
};

function evidence(says: Evidence['says'], from: Source, more: Partial<Evidence> = {}): Evidence {
  return { item: ITEM, about: root, says, text: safe.text(`${says} it.`), from, ...more };
}

const suppressed = { reason: safe.text('a fork'), by: 'ignore' } as const;
const against = evidence('against', rule);
const accepted = evidence('against', rule, { accepted: [suppressed] });
const unclear = evidence('unclear', criterion);
const passes = evidence('for', criterion);
const attested = evidence('for', person);
const ranOut = evidence('unclear', person);
const notRead = evidence(
  'unclear',
  { criterion: UNREAD },
  { about: { kind: 'file', file: 'a.ts' } },
);
const notApplicable = evidence('not-applicable', criterion);

describe('the status of a project', () => {
  test.each([
    ['a pass', [passes], 'pass'],
    ['a finding', [passes, against], 'fail'],
    ['a criterion that fails it', [evidence('against', criterion)], 'fail'],
    ['what nobody can tell', [unclear], 'review'],
    [
      'a probe that could not tell',
      [passes, evidence('unclear', { probe: 'x', on: '' })],
      'review',
    ],
    ['a word on what nobody can tell', [unclear, attested], 'attested'],
    ['a word where nothing else speaks', [attested], 'attested'],
    ['a word on what passes', [passes, attested], 'pass'],
    ['a word on what fails', [against, unclear, attested], 'fail'],
    ['a word that ran out', [unclear, ranOut], 'review'],
    ['a word that ran out, where nothing else speaks', [ranOut], 'review'],
    ['a word that ran out, on what passes', [passes, ranOut], 'pass'],
    ['what is silenced', [passes, accepted], 'accepted'],
    ['what is silenced, beside a finding', [accepted, against], 'fail'],
    ['what is silenced, and looked at', [accepted, unclear, attested], 'accepted'],
    ['what is silenced, beside what nobody can tell', [accepted, unclear], 'review'],
    ['a file that is not read', [passes, notRead], 'review'],
    ['a file that is not read, looked at', [passes, attested, notRead], 'review'],
    ['a file that is not read, beside a finding', [against, notRead], 'fail'],
    ['what does not apply', [notApplicable], 'not applicable'],
    ['nothing', [], 'not applicable'],
    [
      'what is said of another item',
      [{ ...against, item: 'publish/6' as const }],
      'not applicable',
    ],
  ] as const)('%s', (_, all, status) => {
    expect(statusOf(ITEM, all).status).toBe(status);
  });
});

test('a word on one project says nothing of another', () => {
  const open = { ...unclear, about: other };
  const { status, subjects } = statusOf(ITEM, [unclear, attested, open]);
  expect(status).toBe('review');
  expect(subjects.map((it) => it.status)).toEqual(['attested', 'review']);
});

describe('the reasons', () => {
  const sentences = (...all: readonly Evidence[]) =>
    statusOf(ITEM, all).reasons.map(({ text }) => text);
  test('count findings', () =>
    expect(sentences(against, against)).toEqual(['2 findings to put right.']));
  test('are the words of a criterion', () =>
    expect(sentences(evidence('against', criterion))).toEqual(['against it.', 'packages/x']));
  test('say why something is lived with', () =>
    expect(sentences(accepted)).toEqual(['1 finding accepted: a fork.', 'packages/x']));
  test('name what a person has looked at', () =>
    expect(sentences(unclear, attested)).toEqual([
      '1 project looked at by a person.',
      'packages/x',
    ]));
  test('ask to look again', () =>
    expect(sentences(unclear, ranOut)).toEqual(['1 project to look at again.', 'packages/x']));
  test('name what was not read, and nothing else', () =>
    expect(sentences(unclear, { ...notRead, text: safe.text('not read') })).toEqual([
      'A file could not be read, so nothing is known of what stands in it.',
      'not read',
    ]));
});
