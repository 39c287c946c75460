import { expect, test } from 'vitest';
import { mask } from '../../../rules/secrets/mask.ts';

/** What is left of a value, with a dot for each character that a reference takes. */
const left = (value: string): string => mask(value, []).text.replace(/[^\x20-\x7e]/g, '.');
const blank = (value: string): string => '.'.repeat(value.length);

test.each(['$API_KEY', '$api_key2', '$API_KEY2', '%API_KEY%'])('%s is a reference', (value) => {
  expect(left(value)).toBe(blank(value));
});

test.each([
  // A name is in one case or in the other when it holds a digit; this is a password.
  '$e3tB4',
  'user:$e3tB4@host',
  'pa$$w0rdX',
  '%3A%E4',
])('%s is none', (value) => {
  expect(left(value)).toBe(value);
});

test.each([
  ['${inp', 0],
  ['Bearer ${env:API_KE', 7],
  ['{{ secret', 0],
  ['{env:API', 0],
  ['{file:~/key', 0],
])('what is still being typed is no literal text: %s', (value, start) => {
  expect(left(value)).toBe(value.slice(0, start) + blank(value.slice(start)));
});

test('what stands behind a whole reference is', () => {
  expect(left('${unknown:thing}-tail')).toBe(`${blank('${unknown:thing}')}-tail`);
});
