import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowOf, withRows } from '../../scripts/catalog-fresh-rows.mjs';
import { overdue } from '../../scripts/catalog-rows.mjs';

const day = (text: string): number => Date.parse(text);

test('facts count for 60 days behind the month in which they were read', () => {
  const checked = { servers: '2026-11', moved: '2026-08' };
  expect(overdue(checked, day('2026-10-25'))).toEqual([]);
  expect(overdue(checked, day('2027-01-29'))).toEqual([expect.stringMatching(/^moved: /)]);
  expect(overdue(checked, day('2027-02-01'))).toHaveLength(2);
});

const record = {
  id: 'GHSA-aaaa-bbbb-cccc',
  aliases: ['CVE-2027-1', 'PYSEC-2027-1'],
  database_specific: { cwe_ids: ['CWE-78'] },
  affected: [
    {
      package: { ecosystem: 'npm', name: 'acme-mcp' },
      ranges: [
        { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.0' }] },
        { type: 'SEMVER', events: [{ introduced: '2.0.0' }, { fixed: '2.0.5' }] },
        { type: 'GIT', events: [{ introduced: '0' }] },
      ],
    },
  ],
};
const wanted = { ecosystem: 'npm', name: 'acme-mcp' };

test('a record of OSV becomes a row, one that says nothing certain does not', () => {
  expect(rowOf(record, wanted)).toEqual({
    ids: ['CVE-2027-1', 'GHSA-aaaa-bbbb-cccc'],
    affected: '<1.2.0 || >=2.0.0 <2.0.5',
    fixed: '2.0.5',
    cwe: [78],
  });
  expect(rowOf({ ...record, withdrawn: '2027-01-01' }, wanted)).toBeUndefined();
  expect(rowOf({ ...record, id: 'MAL-2027-1' }, wanted)).toBeUndefined();
  expect(rowOf(record, { ...wanted, name: 'another' })).toBeUndefined();
});

test('rows go where they belong in the table, which is dated anew', () => {
  const source = readFileSync(
    join(import.meta.dirname, '../../rules/catalog/advisories.ts'),
    'utf8',
  );
  const row = { ids: ['CVE-2027-1'], affected: '<1.0.0', fixed: null, cwe: [] };
  const text = withRows(source, { 'npm:mcp-remote': [row], 'npm:aaa': [row] }, '2027-01');
  expect(text).toContain("checked = '2027-01'");
  const keys = [...text.matchAll(/^ {2}'([^']+)': \[\n/gm)].map(([, key]) => key);
  expect(keys).toEqual([...keys].sort());
  expect(keys).toContain('npm:aaa');
  expect(text).toMatch(
    /'npm:mcp-remote': \[\n(?: {4}.*\n)*? {4}advisory\(\['CVE-2027-1'\], '<1.0.0', null, \[\]\),\n {2}\],/,
  );
});
