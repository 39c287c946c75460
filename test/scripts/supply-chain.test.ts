import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
}

test('every package of the lock file can be verified, and comes from the registry of whoever installs', () => {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
  const installed = Object.entries(packages).filter(([folder]) => folder !== '');
  expect(installed.length).toBeGreaterThan(300);
  // The binaries of other platforms too: npm checks nothing where there is nothing to compare with.
  const unverified = installed.filter(
    ([, it]) => !/^sha512-[\w+/]{86}==$/.test(it.integrity ?? ''),
  );
  expect(unverified.map(([folder]) => folder)).toEqual([]);
  expect(installed.filter(([, it]) => it.resolved !== undefined)).toEqual([]);
});

/** The notices: for each package, the text that stands below it. */
function notices(): Map<string, string> {
  const sections = read('dist/ThirdPartyNotices.txt').split(/\n-{80}\n\n/);
  return new Map(
    sections.flatMap((section) => {
      const [names = '', ...text] = section.split('\n\n');
      const packages = [...names.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) \S+ \(.+\)$/gm)];
      return packages.map(([, name = '']): [string, string] => [name, text.join('\n\n')]);
    }),
  );
}

/** esbuild names the file that each part of a bundle is from. */
function bundled(): Set<string> {
  const names = ['cli', 'client', 'protocol', 'registry'].flatMap((bundle) =>
    [
      ...read(`dist/${bundle}.cjs`).matchAll(
        /^ *\/\/ (?:.*\/)?node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm,
      ),
    ].map(([, name = '']) => name),
  );
  return new Set(names);
}

test('every package in the bundles has the text of its licence in the notices', () => {
  const known = notices();
  const packages = [...bundled()];
  expect(packages.length).toBeGreaterThan(50);
  // The shortest licence in use, ISC, has 640 characters.
  const without = packages.filter((name) => (known.get(name) ?? '').length < 500);
  expect(without).toEqual([]);
});

test('nothing is bundled whose licence asks for more than a notice', () => {
  const licences = read('dist/ThirdPartyNotices.txt').matchAll(
    /^(?:@[\w.-]+\/)?[\w.-]+ \d\S* \((.+)\)$/gm,
  );
  const permissive =
    /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-3\.0|Unlicense)$/;
  expect([...licences].map(([, it = '']) => it).filter((it) => !permissive.test(it))).toEqual([]);
});
