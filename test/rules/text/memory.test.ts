import { expect, test } from 'vitest';
import { CleanValueCache, memoize } from '../../../rules/text/memory.ts';

test('an answer is worked out once, until there are too many or the question is too long', () => {
  const asked: string[] = [];
  const lengthOf = memoize((text) => asked.push(text) && text.length, 2);
  expect([lengthOf('a'), lengthOf('a'), lengthOf('bc')]).toEqual([1, 1, 2]);
  expect(asked).toEqual(['a', 'bc']);
  // The third one sends all others away.
  expect([lengthOf('def'), lengthOf('a')]).toEqual([3, 1]);
  expect(asked).toEqual(['a', 'bc', 'def', 'a']);
  const long = 'x'.repeat(10_000);
  expect([lengthOf(long), lengthOf(long)]).toEqual([10_000, 10_000]);
  expect(asked.slice(4)).toEqual([long, long]);
});

test('a value is harmless under its name and in its role only', () => {
  const cache = new CleanValueCache<'arg' | 'env'>(3, 10);
  cache.add('env', 'MODE', 'on');
  expect(cache.has('env', 'MODE', 'on')).toBe(true);
  expect(cache.has('arg', 'MODE', 'on')).toBe(false);
  expect(cache.has('env', 'TOKEN', 'on')).toBe(false);
  expect(cache.has('env', 'MODE', 'off')).toBe(false);
});

test('values are let go when they become too many, and too long ones are not kept', () => {
  const cache = new CleanValueCache<'env'>(2, 10);
  cache.add('env', 'A', 'x'.repeat(10));
  expect(cache.has('env', 'A', 'x'.repeat(10))).toBe(false);
  for (const value of ['1', '2', '3']) cache.add('env', 'A', value);
  expect(['1', '2', '3'].map((it) => cache.has('env', 'A', it))).toEqual([false, false, true]);
});
