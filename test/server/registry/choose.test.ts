import { expect, test } from 'vitest';
import { choose, type Release } from '../../../server/registry/choose.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 86_400_000;
const release = (version: string, published: number): Release => ({
  version,
  published,
  withdrawn: false,
});

test('a release is old enough at the very moment its age is reached, and not before', () => {
  const age = { now: NOW, minimumReleaseAgeDays: 3 };
  const releases = [release('1.1.0', NOW - 3 * DAY), release('1.0.0', NOW - 30 * DAY)];
  expect(choose(releases, 'x', age).version).toBe('1.1.0');
  expect(choose(releases, 'x', { ...age, now: NOW - 1 }).version).toBe('1.0.0');
});

test('what was published at the moment that npm names as `before` counts, and nothing later', () => {
  const age = { now: NOW, minimumReleaseAgeDays: 0, before: NOW - 5 * DAY };
  const releases = [release('1.1.0', NOW - 5 * DAY), release('1.0.0', NOW - 30 * DAY)];
  expect(choose(releases, 'x', age).version).toBe('1.1.0');
  expect(choose(releases, 'x', { ...age, before: age.before - 1 }).version).toBe('1.0.0');
});

test('says what stood in the way of a newer release', () => {
  const releases = [
    release('3.0.0', NOW - DAY),
    release('2.0.0', NOW - 9 * DAY),
    release('1.0.0', NOW - 30 * DAY),
  ];
  const age = { now: NOW, minimumReleaseAgeDays: 3 };
  const refuses = (version: string) => version === '3.0.0';
  expect(choose(releases, 'x', { now: NOW, minimumReleaseAgeDays: 0 }).why).toEqual({});
  expect(choose(releases, 'x', age).why).toEqual({ minimumAgeDays: 3 });
  expect(choose(releases, 'x', { ...age, refuses }).why).toEqual({ passed: '3.0.0' });
});
