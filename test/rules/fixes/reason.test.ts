import { expect, test } from 'vitest';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { editsOfFile } from '../../../rules/fixes/file-edits.ts';
import { answeredTitle, reasonOf } from '../../../rules/fixes/reason.ts';
import { analyze } from '../../../rules/index.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';

const FILESYSTEM = '@modelcontextprotocol/server-filesystem';
const npm: Lookup = { ecosystem: 'npm', name: FILESYSTEM, spec: '' };
const answer: Answer = { version: '2.0.1', source: 'the npm registry', installed: false };

test.each<[string, Lookup, Answer]>([
  ['same as in package-lock.json', npm, { ...answer, source: 'package-lock.json' }],
  ['newest on the npm registry', npm, { ...answer, why: {} }],
  ['newest on the npm registry that is 3 days old', npm, { ...answer, why: { minimumAgeDays: 3 } }],
  [
    '2026.8.31 has 5 known vulnerabilities; 2.0.1 is the newest without',
    npm,
    { ...answer, why: { passed: '2026.8.31' } },
  ],
  [
    '2025.1.14 has 7 known vulnerabilities; 2.0.1 is the newest without that is 1 day old',
    { ...npm, instead: '2025.1.14' },
    { ...answer, why: { passed: '2026.8.31', minimumAgeDays: 1 } },
  ],
  [
    'what "latest" is today in ghcr.io',
    { ecosystem: 'oci', name: 'ghcr.io/a/b', spec: '' },
    { ...answer, source: 'ghcr.io', why: {} },
  ],
])('%s', (words, lookup, given) => {
  expect(reasonOf(lookup, given)).toBe(words);
});

test('a title has the version and the reason', () => {
  const title = sentence`Pin to x@…`;
  expect(answeredTitle({ title, lookup: npm }, { ...answer, why: {} })).toBe(
    'Pin to x@2.0.1 (newest on the npm registry)',
  );
});

const config = (spec: string) =>
  JSON.stringify({ mcpServers: { a: { command: 'npx', args: ['-y', spec] } } });

test('no version comes from the catalog: a bump and a successor ask, and write what is answered', () => {
  const written = (spec: string, id: string): readonly string[] => {
    const text = config(spec);
    const { findings } = analyze(text, { path: '/x/.mcp.json' });
    return findings.flatMap(({ at, fixes }) =>
      fixes
        .filter((it) => it.id === id)
        .flatMap((fix) => [
          applyEdits(text, editsOfFile(fix.edits(), at.file, text)),
          applyEdits(text, editsOfFile(fix.edits(answer), at.file, text)),
        ]),
    );
  };
  const vulnerable = `${FILESYSTEM}@2026.8.31`;
  expect(written(vulnerable, 'bump')).toEqual([config(vulnerable), config(`${FILESYSTEM}@2.0.1`)]);
  const left = '@modelcontextprotocol/server-brave-search';
  const successor = config('@brave/brave-search-mcp-server@2.0.1');
  expect(written(left, 'use-successor')).toEqual([config(left), successor]);
  expect(written(`${left}@0.6.2`, 'use-successor')).toEqual([config(`${left}@0.6.2`), successor]);
});

test('of what is archived and has a successor no version is the one to take', () => {
  const preferred = (spec: string) =>
    analyze(config(spec), { path: '/x/.mcp.json' }).findings.flatMap(({ fixes }) =>
      fixes.filter((it) => it.preferred).map(({ id }) => id),
    );
  expect(preferred('@modelcontextprotocol/server-brave-search')).toEqual(['use-successor']);
  expect(preferred('some-server')).toEqual(['pin']);
});
