import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CredentialPlace, Facts, GitFacts, NamesakePlace } from '../../rules/facts.ts';
import type { Answer, Finding, Fix, Lookup } from '../../rules/finding.ts';
import { type AnalyzeOptions, analyze, rules } from '../../rules/index.ts';
import { defaultSettings, type Settings } from '../../rules/settings.ts';
import { applyEdits } from '../../rules/span.ts';
import { Template } from './template.ts';

/**
 * One folder per case: `fixtures/<rule>/<bad-…|ok-…>/input.<host>.json`. A bad one says in `expected.json` what is
 * found and in `fixed.<host>.json` what is left after the preferred fixes; an ok one must not move any rule.
 * `UPDATE_SNAPSHOTS=1 npx vitest run test/rules/fixtures.test.ts` writes the expectations anew: read the diff.
 */
const ROOT = join(import.meta.dirname, 'fixtures');
const UPDATE = process.env.UPDATE_SNAPSHOTS === '1';

/** Facts as a file can hold them: what git says by path, and where else a value stands. */
type WrittenFacts = Omit<Facts, 'git' | 'credentials' | 'namesakes'> & {
  readonly namesakes?: Readonly<Record<string, readonly NamesakePlace[]>>;
  readonly git?: Readonly<Record<string, ReturnType<GitFacts['stateOf']>>>;
  readonly credentials?: Readonly<Record<string, readonly CredentialPlace[]>>;
};

/** What lookups are answered with. */
function answerTo({ ecosystem }: Lookup): Answer {
  const commit = 'c0ffee'.padEnd(40, '0');
  const digest = `sha256:${'d1'.repeat(32)}`;
  const version = ecosystem === 'oci' ? digest : ecosystem === 'git' ? commit : '9.8.7';
  return { version, source: 'the test', installed: false };
}

for (const rule of folders(ROOT)) {
  describe(rule, () => {
    for (const name of folders(join(ROOT, rule))) {
      test(name, () => {
        if (name.startsWith('bad-')) checkBad(rule, join(ROOT, rule, name));
        else checkOk(join(ROOT, rule, name));
      });
    }
  });
}

test('every rule has two bad and two ok fixtures', () => {
  for (const { meta } of rules) {
    const cases = folders(join(ROOT, meta.id));
    expect(cases.filter((name) => name.startsWith('bad-')).length, meta.id).toBeGreaterThanOrEqual(
      2,
    );
    expect(cases.filter((name) => name.startsWith('ok-')).length, meta.id).toBeGreaterThanOrEqual(
      2,
    );
  }
});

function checkBad(rule: string, folder: string): void {
  const { file, host } = inputOf(folder);
  const template = new Template(readFileSync(join(folder, file), 'utf8'));
  const options = {
    host,
    path: pathOf(folder),
    facts: factsOf(folder),
    settings: settingsOf(folder),
  };
  const { findings, failures } = analyze(template.text, options);
  expect(failures).toEqual([]);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  for (const { message } of findings) {
    for (const value of template.values) expect(message).not.toContain(value);
  }
  same(
    join(folder, 'expected.json'),
    findings.map((finding) => describeFinding(finding, template)),
  );
  const fixed = applyPreferred(template.text, options);
  if (fixed !== template.text)
    same(join(folder, file.replace('input', 'fixed')), template.restore(fixed));
}

function checkOk(folder: string): void {
  const { file, host } = inputOf(folder);
  const { text } = new Template(readFileSync(join(folder, file), 'utf8'));
  const { config, findings, failures } = analyze(text, {
    host,
    path: pathOf(folder),
    facts: factsOf(folder),
    settings: settingsOf(folder),
  });
  expect(failures).toEqual([]);
  expect(config, 'an MCP config').not.toBeNull();
  expect(findings).toEqual([]);
}

/** Applies preferred fixes until none is left; each must remove its finding and add none. */
function applyPreferred(original: string, options: AnalyzeOptions): string {
  let text = original;
  const done = new Set<string>();
  for (;;) {
    const before = analyze(text, options).findings.filter(({ suppressed }) => !suppressed);
    const next = before
      .flatMap((finding) =>
        finding.fixes.filter((fix) => fix.preferred && !fix.adds).map((fix) => ({ finding, fix })),
      )
      .find(({ finding }) => !done.has(finding.rule + finding.pointer + finding.span.start));
    if (!next) return text;
    done.add(next.finding.rule + next.finding.pointer + next.finding.span.start);
    text = applyEdits(text, editsOf(next.fix));
    const after = analyze(text, options).findings.filter(({ suppressed }) => !suppressed);
    // A token that is broad or expired as well goes with what is said about it.
    expect(after.length, `after "${next.fix.title}"`).toBeLessThan(before.length);
    const left = new Set(before.map(({ rule, message }) => rule + message));
    for (const { rule, message } of after) expect(left, message).toContain(rule + message);
    done.clear();
  }
}

function editsOf(fix: Fix): ReturnType<Fix['edits']> {
  return fix.edits(fix.lookup && answerTo(fix.lookup));
}

function describeFinding(finding: Finding, template: Template): unknown {
  const { rule, messageId, severity, confidence, server, pointer, span, provider, suppressed } =
    finding;
  return {
    rule,
    messageId,
    severity,
    confidence,
    server,
    pointer,
    marks: template.restore(template.text.slice(span.start, span.end)),
    ...(provider ? { provider } : {}),
    ...(suppressed ? { suppressed } : {}),
    fixes: finding.fixes.map(({ id, safe, preferred, lookup, adds }) => ({
      id,
      safe,
      preferred,
      ...(lookup ? { lookup } : {}),
      ...(adds ? { adds } : {}),
    })),
  };
}

function same(path: string, value: unknown): void {
  const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  if (UPDATE || !existsSync(path)) {
    if (!UPDATE)
      throw new Error(`${path} is missing: write it with UPDATE_SNAPSHOTS=1 and read it`);
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** What a cross-file rule is told of the other files. */
function factsOf(folder: string): Facts {
  const path = join(folder, 'facts.json');
  if (!existsSync(path)) return {};
  const { git, credentials, namesakes, ...facts } = JSON.parse(
    new Template(readFileSync(path, 'utf8')).text,
  ) as WrittenFacts;
  return {
    ...facts,
    ...(git && { git: { stateOf: (file) => git[file] ?? 'unknown' } }),
    ...(credentials && {
      // What a hash says is whether two values are one; the values themselves say that too.
      credentials: {
        hash: (value) => value,
        elsewhere(value) {
          const places = credentials[value] ?? [];
          const environments = places.flatMap(({ environment }) => environment ?? []);
          return { places, count: places.length, environments };
        },
      },
    }),
    ...(namesakes && {
      namesakes(server) {
        const places = namesakes[server] ?? [];
        return { places, count: places.length };
      },
    }),
  };
}

/** Where the file is, for rules that ask. */
function pathOf(folder: string): string {
  const path = join(folder, 'path.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** The level of strictness, where it is not the usual one. */
function settingsOf(folder: string): Settings {
  const path = join(folder, 'settings.json');
  return { ...defaultSettings, ...(existsSync(path) && JSON.parse(readFileSync(path, 'utf8'))) };
}

function inputOf(folder: string): { file: string; host: string } {
  const file = readdirSync(folder).find((name) => name.startsWith('input.'));
  const host = file?.split('.')[1];
  if (!file || !host) throw new Error(`${folder} holds no input.<host>.json`);
  return { file, host };
}

function folders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
