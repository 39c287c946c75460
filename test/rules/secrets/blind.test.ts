import { expect, test } from 'vitest';
import { findReferences } from '../../../rules/references/find.ts';
import { detect } from '../../../rules/secrets/index.ts';
import { type Blind, blind } from './blind.ts';

function isFound({ role, name, value }: Blind): boolean {
  return detect({ value, role, name, references: findReferences(value) }).some(
    ({ verdict, confidence }) => verdict === 'credential' && confidence !== 'low',
  );
}

test('values of any alphabet: no false alarm, nearly all found', () => {
  const rows = [1, 2, 3, 4, 5].flatMap(blind);
  const wanted = rows.filter(({ is }) => is);
  const missed = wanted.filter((row) => !isFound(row)).map(({ name, value }) => `${name}=${value}`);
  const alarms = rows.filter((row) => !row.is && isFound(row));
  expect(alarms.map(({ name, value }) => `${name}=${value}`)).toEqual([]);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(wanted.length * 0.03);
});
