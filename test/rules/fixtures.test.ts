import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverOf } from '../../rules/engine/about.ts';
import type { Answer, Finding, Fix, Lookup } from '../../rules/findings/finding.ts';
import { type AnalyzeOptions, analyze, rules } from '../../rules/index.ts';
import { fileChanges } from '../../server/workspace/file-changes.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from './fixture.ts';
import { Template } from './template.ts';

/**
 * One folder per case: `fixtures/<rule>/<bad-…|ok-…>/input.<host>.json`. A bad one says in `expected.json` what is
 * found and in `fixed.<host>.json` what is left after the preferred fixes; an ok one must not move any rule.
 * `UPDATE_SNAPSHOTS=1 npx vitest run test/rules/fixtures.test.ts` writes the expectations anew: read the diff.
 */
const UPDATE = process.env.UPDATE_SNAPSHOTS === '1';

/** What lookups are answered with. */
function answerTo({ ecosystem, instead }: Lookup): Answer {
  const commit = 'c0ffee'.padEnd(40, '0');
  const digest = `sha256:${'d1'.repeat(32)}`;
  // Some versions are dates: what takes their place is newer.
  const release = instead === undefined ? '9.8.7' : '9999.8.7';
  const version = ecosystem === 'oci' ? digest : ecosystem === 'git' ? commit : release;
  return { version, source: 'the test', installed: false };
}

for (const rule of folders(ROOT)) {
  describe(rule, () => {
    for (const name of folders(join(ROOT, rule))) {
      test(name, async () => {
        if (name.startsWith('bad-')) await checkBad(rule, join(ROOT, rule, name));
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

test.each(rules.map(({ meta }) => [meta.id, meta.fix] as const))(
  'the fixes of %s are what its meta says: %s',
  (id, fix) => {
    const kinds = new Set(
      folders(ROOT)
        .flatMap((rule) => folders(join(ROOT, rule)).map((name) => join(ROOT, rule, name)))
        .flatMap((folder) => readExpected(join(folder, 'expected.json')))
        .filter(({ rule }) => rule === id)
        .flatMap(({ fixes }) => fixes)
        // What a lookup answers decides whether such a fix is safe.
        .flatMap((it) => (!it.safe ? ['review'] : it.lookup ? ['safe', 'review'] : ['safe'])),
    );
    expect([...kinds].sort()).toEqual(KINDS[fix]);
  },
);

const KINDS = {
  none: [],
  safe: ['safe'],
  review: ['review'],
  some: ['review', 'safe'],
} as const;

interface Expected {
  readonly rule: string;
  readonly fixes: readonly { readonly safe: boolean; readonly lookup?: unknown }[];
}

function readExpected(path: string): readonly Expected[] {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

async function checkBad(rule: string, folder: string): Promise<void> {
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
    await Promise.all(findings.map((finding) => describeFinding(finding, template))),
  );
  const fixed = await applyPreferred(template.text, options);
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
async function applyPreferred(original: string, options: AnalyzeOptions): Promise<string> {
  let text = original;
  const done = new Set<string>();
  for (;;) {
    const before = analyze(text, options).findings.filter(({ suppressed }) => !suppressed);
    const next = before
      .flatMap((finding) => {
        const fix = finding.fixes.find(({ preferred }) => preferred);
        return fix && editsOf(fix).some(({ file }) => file === finding.at.file)
          ? [{ finding, fix }]
          : [];
      })
      .find(({ finding }) => !done.has(finding.rule + finding.pointer + finding.at.span.start));
    if (!next) return text;
    done.add(next.finding.rule + next.finding.pointer + next.finding.at.span.start);
    text = (await filesAfter(next.finding, next.fix, text))[next.finding.at.file] ?? text;
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

/** The files that a fix changes, as they are then; those beside the file of the finding are not there before. */
async function filesAfter(
  { at }: Finding,
  fix: Fix,
  text: string,
): Promise<Readonly<Record<string, string>>> {
  const edits = editsOf(fix);
  const read = (file: string) => ({ text: file === at.file ? text : undefined });
  const { changes, refused } = await fileChanges(edits, read);
  expect(refused).toEqual([]);
  return Object.fromEntries(changes.map((it) => [it.file, it.text]));
}

async function describeFinding(finding: Finding, template: Template): Promise<unknown> {
  const { rule, messageId, severity, confidence, pointer, credential, suppressed } = finding;
  const { span } = finding.at;
  return {
    rule,
    messageId,
    severity,
    confidence,
    server: serverOf(finding),
    pointer,
    marks: template.restore(template.text.slice(span.start, span.end)),
    ...(credential?.provider ? { provider: credential.provider } : {}),
    ...(suppressed ? { suppressed } : {}),
    fixes: await Promise.all(
      finding.fixes.map(async (fix) => {
        const { id, kind, preferred, lookup } = fix;
        const after = Object.entries(await filesAfter(finding, fix, template.text));
        const others = after.filter(([file]) => file !== finding.at.file);
        return {
          id,
          safe: kind === 'safe',
          preferred,
          ...(lookup ? { lookup } : {}),
          ...(others.length > 0 ? { others: Object.fromEntries(others) } : {}),
        };
      }),
    ),
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
