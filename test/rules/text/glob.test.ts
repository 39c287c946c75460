import fc from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { expect, test } from 'vitest';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { globs, matchesGlob } from '../../../rules/hosts/index.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { compileGlob, isTooLong, MAX_GLOB } from '../../../rules/text/glob.ts';

const SEEDED = { seed: 20261126, numRuns: 3000 };

const step = fc.string({
  unit: fc.constantFrom('a', 'b', '.', 'M', '-'),
  minLength: 1,
  maxLength: 5,
});
const paths = fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => steps.join('/'));
const patternStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', 'b', '.', 'm', '*', '?'),
      minLength: 1,
      maxLength: 5,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('**', '*', '{a,b}', '[ab]', 'a{b,.m}', '[^a]b') },
);
const patterns = fc
  .array(patternStep, { minLength: 1, maxLength: 4 })
  .map((steps) => steps.join('/'))
  // More than two stars in a row mean nothing, and `.` and `..` are not names.
  .filter((glob) => !/\*{3}|[^/]\*\*|\*\*[^/]|(?:^|\/)\.{1,2}(?:\/|$)/.test(glob));

test('what it matches is what everybody else means by a glob', () => {
  fc.assert(
    fc.property(patterns, paths, (glob, path) => {
      fc.pre(!/(?:^|\/)\.{1,2}(?:\/|$)/.test(path));
      expect(compileGlob(glob)(path)).toBe(picomatch(glob, { dot: true, nocase: true })(path));
    }),
    SEEDED,
  );
});

test('the patterns of all hosts match as they did', () => {
  const files = globs.flatMap((glob) => {
    const file = glob
      .replace(/^\*\*\//, '')
      .replaceAll('**', 'x/y')
      .replaceAll('*', 'z');
    return [file, `/w/${file}`, `/W/A/${file.toUpperCase()}`, `${file}x`, `/w/x${file}`];
  });
  for (const glob of globs) {
    const other = picomatch(glob, { dot: true, nocase: true });
    for (const file of files)
      expect([glob, file, matchesGlob(glob, file)]).toEqual([glob, file, other(file)]);
  }
});

test('a pattern that makes others go back and forth is answered at once', () => {
  const path = `${'a'.repeat(200)}/${'a/'.repeat(200)}c`;
  const hostile = [
    `${'*a'.repeat(250)}*b`,
    `${'**/'.repeat(160)}b`,
    `${'**/a/'.repeat(100)}b`,
    `${'?*'.repeat(200)}b`,
    '{a,b}'.repeat(100),
    '{'.repeat(500),
    `${'{a,'.repeat(100)}${'}'.repeat(100)}`,
  ];
  for (const glob of hostile) {
    const before = process.cpuUsage();
    compileGlob(glob)(path);
    expect(process.cpuUsage(before).user / 1000, glob.slice(0, 20)).toBeLessThan(1000);
  }
});

test('what is too long matches nothing', () => {
  expect(isTooLong(`a${'b'.repeat(MAX_GLOB)}`)).toBe(true);
  expect(compileGlob(`{**,${'b'.repeat(MAX_GLOB)}}`)('a')).toBe(false);
  expect(isTooLong('{a,b}'.repeat(7))).toBe(true);
  expect(isTooLong('{a,b}'.repeat(6))).toBe(false);
});

test('a policy file with such a pattern says so, and the pattern does not count', () => {
  const path = '{a,b}'.repeat(8);
  const { project, problems } = readProject(
    JSON.stringify({
      environments: { dev: [path, 'x'] },
      ignore: [{ rule: 'r', path, reason: 'y' }],
    }),
    policyWords,
  );
  expect(project.ignore).toEqual([]);
  expect(project.environments).toEqual([{ name: 'dev', patterns: ['x'] }]);
  expect(problems.map(({ message }) => message)).toEqual([
    'A glob of /environments does not count: it is longer than 1000 characters, or has too many braces.',
    '/ignore/0 does not count: path is wrong or missing.',
  ]);
});
