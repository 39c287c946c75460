import { validRange as validPython, valid as validPythonVersion } from '@renovatebot/pep440';
import valid from 'semver/functions/valid.js';
import validNpm from 'semver/ranges/valid.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as advisories from '../../rules/catalog/advisories.ts';
import { isOneEdit, lookalikeOf } from '../../rules/catalog/lookalikes.ts';
import * as malicious from '../../rules/catalog/malicious.ts';
import * as moved from '../../rules/catalog/moved.ts';
import { refusalOf } from '../../rules/catalog/refusal.ts';
import * as known from '../../rules/catalog/servers.ts';
import { analyze } from '../../rules/index.ts';
import { judgeRow, rowsOf } from '../../scripts/catalog-rows.mjs';

/** What a row is not allowed to be older than, and when all of them were last read. */
const CHECKED = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/);
const source = z.url({ protocol: /^https$/ });
const name = z.string().regex(/^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/);
const key = z.string().regex(/^(?:npm:(?:@[a-z0-9-]+\/)?|pypi:)[a-z0-9][a-z0-9._-]*$/);
const pair = z.tuple([z.string().min(1), z.string().min(1)]);

const server = z.strictObject({
  label: z.string().min(2),
  npm: z.array(name).min(1).optional(),
  pypi: z.array(name).min(1).optional(),
  images: z.array(z.string().regex(/^[a-z0-9./-]+\/[a-z0-9._-]+$/)).optional(),
  urls: z.array(z.string().regex(/^[a-z0-9.-]+\/[\w/-]+$/)).optional(),
  readOnly: z
    .strictObject({
      flag: z.string().startsWith('--').optional(),
      env: pair.optional(),
      query: pair.optional(),
      path: z.string().optional(),
      header: z.string().optional(),
    })
    .optional(),
  folders: z.union([z.literal('arguments'), z.array(z.string().startsWith('-'))]).optional(),
  secretFlags: z
    .record(z.string().startsWith('--'), z.string().regex(/^[A-Z][A-Z0-9_]+$/))
    .optional(),
  source,
});

const advisory = z.strictObject({
  ids: z
    .array(z.string().regex(/^(?:CVE-20\d\d-\d{4,6}|GHSA(?:-[2-9cfghjmpqrvwx]{4}){3})$/))
    .min(1),
  affected: z.string().min(1),
  fixed: z.string().nullable(),
  cwe: z.array(z.int().positive()),
  source,
});

const record = z.strictObject({
  id: z.string().regex(/^MAL-20\d\d-\d+$/),
  affected: z.string().min(1),
  does: z.string().regex(/^[a-z][^.]*$/),
});

const movedPackage = z.strictObject({
  became: z.string().regex(/^[a-z][^.]*$/),
  instead: z.string(),
  successor: name.optional(),
  source,
});

const movedService = z.strictObject({
  pattern: z.instanceof(RegExp),
  since: z.string().regex(/^\d{1,2} \w+ 20\d\d$/),
  from: z.string().startsWith('/'),
  to: z.string().startsWith('/'),
  source,
});

describe('the shape of', () => {
  test('known servers', () => {
    z.array(server).parse(known.servers);
    const labels = known.servers.map(({ label }) => label);
    expect(labels).toEqual([...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en')));
  });
  test('advisories', () => {
    z.record(key, z.array(advisory).min(1)).parse(advisories.advisories);
    sorted(advisories.advisories);
  });
  test('malicious packages', () => {
    z.record(key, record).parse(malicious.malicious);
    sorted(malicious.malicious);
  });
  test('what moved', () => {
    z.record(key, movedPackage).parse(moved.movedPackages);
    sorted(moved.movedPackages);
    z.array(movedService).parse(moved.movedServices);
  });
  test.each([known, advisories, malicious, moved])('a date', ({ checked }) => {
    CHECKED.parse(checked);
  });
});

function sorted(rows: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(rows);
  expect(keys).toEqual([...keys].sort());
}

test('keys are written as they are looked up', () => {
  for (const row of [advisories.advisories, malicious.malicious, moved.movedPackages]) {
    for (const entry of Object.keys(row)) {
      const [ecosystem, packageName] = [
        entry.slice(0, entry.indexOf(':')),
        entry.slice(entry.indexOf(':') + 1),
      ];
      expect(known.canonical(ecosystem as 'npm' | 'pypi', packageName)).toBe(packageName);
    }
  }
});

test('ranges and versions are those of their ecosystem', () => {
  const rows = [
    ...Object.entries(advisories.advisories).flatMap(([entry, list]) =>
      list.map(({ affected, fixed }) => ({ entry, affected, fixed })),
    ),
    ...Object.entries(malicious.malicious).map(([entry, { affected }]) => ({
      entry,
      affected,
      fixed: null,
    })),
  ];
  for (const { entry, affected, fixed } of rows) {
    if (affected === '*') continue;
    const npm = entry.startsWith('npm:');
    expect(npm ? validNpm(affected) !== null : validPython(affected), `${entry} ${affected}`).toBe(
      true,
    );
    if (fixed !== null) expect(npm ? valid(fixed) : validPythonVersion(fixed), entry).toBeTruthy();
  }
});

describe('advisories', () => {
  const rulesFor = (...args: readonly string[]): readonly string[] => {
    const [command = '', ...rest] = args;
    const text = JSON.stringify({ mcpServers: { a: { command, args: rest } } });
    return analyze(text, { host: 'cursor' }).findings.map(({ rule }) => rule);
  };

  test('mcp-remote@0.1.15 is vulnerable, 0.1.16 is not, and without a version it is only unpinned', () => {
    const url = 'https://mcp.acme.dev/mcp';
    expect(rulesFor('npx', '-y', 'mcp-remote@0.1.15', url)).toEqual(['vulnerable-package']);
    expect(rulesFor('npx', '-y', 'mcp-remote@0.1.16', url)).toEqual([]);
    expect(rulesFor('npx', '-y', 'mcp-remote', url)).toEqual(['unpinned-package']);
    expect(rulesFor('npx', '-y', 'mcp-remote@latest', url)).toEqual(['unpinned-package']);
  });

  test('no row matches by the name alone', () => {
    for (const entry of Object.keys(advisories.advisories)) {
      const packageName = entry.slice(entry.indexOf(':') + 1);
      const command = entry.startsWith('npm:') ? 'npx' : 'uvx';
      for (const spec of [packageName, `${packageName}@latest`]) {
        expect(rulesFor(command, spec), spec).not.toContain('vulnerable-package');
      }
    }
  });

  test('every fixed version is free of what it fixes, and the last one of all', () => {
    for (const [entry, list] of Object.entries(advisories.advisories)) {
      const packageName = entry.slice(entry.indexOf(':') + 1);
      const last = list.at(-1)?.fixed;
      if (!last) continue;
      const spec = entry.startsWith('npm:')
        ? ['npx', `${packageName}@${last}`]
        : ['uvx', `${packageName}==${last}`];
      expect(rulesFor(...spec), entry).not.toContain('vulnerable-package');
    }
  });
});

describe('lookalikes', () => {
  test.each([
    ['abc', 'abd'],
    ['abc', 'ab'],
    ['abc', 'abcd'],
    ['abcd', 'acbd'],
    ['', 'a'],
  ])('%s and %s are one edit apart', (a, b) => {
    expect(isOneEdit(a, b)).toBe(true);
    expect(isOneEdit(b, a)).toBe(true);
  });
  test.each([
    ['abc', 'abc'],
    ['abc', 'axy'],
    ['abcd', 'dbca'],
    ['ab', 'abcd'],
  ])('%s and %s are not', (a, b) => {
    expect(isOneEdit(a, b)).toBe(false);
    expect(isOneEdit(b, a)).toBe(false);
  });

  test('no known name is taken for another', () => {
    for (const { npm, pypi } of known.servers) {
      for (const packageName of npm ?? []) expect(lookalikeOf('npm', packageName)).toBeUndefined();
      for (const packageName of pypi ?? [])
        expect(lookalikeOf('pypi', packageName)).toBeUndefined();
    }
  });
});

describe('what the registry is asked', () => {
  const catalogs = {
    servers: known.servers,
    advisories: advisories.advisories,
    movedPackages: moved.movedPackages,
  };

  test('covers every package of npm that has to exist, each once', () => {
    const { rows, skipped } = rowsOf(catalogs);
    const names = rows.map((row) => row.name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain('mcp-remote');
    expect(names).toContain('@brave/brave-search-mcp-server');
    expect(names).not.toContain('@modelcontextprotocol/server-fetch');
    expect(skipped).toContain('pypi:mcp-server-git');
  });

  test('fails for a package that does not exist, and for a fix that was never published', () => {
    const row = { name: 'x', claims: [{ affected: '<1.2.0', fixed: '1.2.0' }] };
    expect(judgeRow(row, undefined).failures).toHaveLength(1);
    expect(judgeRow(row, { versions: ['1.1.0'] }).failures).toHaveLength(1);
    expect(judgeRow(row, { versions: ['1.1.0', '1.2.0'] })).toEqual({ failures: [], notes: [] });
    expect(judgeRow(row, { versions: ['1.1.0', '1.3.0'] }).notes).toHaveLength(1);
    const wrong = { name: 'x', claims: [{ affected: '<=1.2.0', fixed: '1.2.0' }] };
    expect(judgeRow(wrong, { versions: ['1.2.0'] }).failures).toHaveLength(1);
    const open = { name: 'x', claims: [{ affected: '<=1.2.0', fixed: null }] };
    expect(judgeRow(open, { versions: ['1.2.0', '1.3.0'], deprecated: 'gone' }).notes).toHaveLength(
      2,
    );
  });
});

test('versions with a hole and hostile ones are refused, and no others', () => {
  const refuses = (ecosystem: 'npm' | 'pypi', name: string, version: string) =>
    refusalOf({ ecosystem, name, spec: '' })(version);
  expect(refuses('npm', 'mcp-remote', '0.1.15')).toBe(true);
  expect(refuses('npm', 'mcp-remote', '0.1.16')).toBe(false);
  expect(refuses('npm', 'wealthsimple-mcp-server', '1.0.0')).toBe(true);
  expect(refuses('pypi', 'mcp-server-git', '2025.9.24')).toBe(true);
  expect(refuses('npm', 'left-pad', '1.0.0')).toBe(false);
});
