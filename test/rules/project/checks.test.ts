import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRuleIds } from '../../../rules/checks/project-ids.ts';
import { projectRules } from '../../../rules/checks/project-rules.ts';
import { judgeProject } from '../../../rules/engine/run-project.ts';
import type { Finding, Fix } from '../../../rules/findings/finding.ts';
import { readFacts } from '../../../rules/project/files/facts.ts';
import { readProjects } from '../../../rules/project/read.ts';
import { applyEdits, type TextEdit } from '../../../rules/text/span.ts';
import { Template } from '../template.ts';

/**
 * One small whole project per case: `fixtures/project/<rule>/<bad-…|ok-…>/`. A bad one says in `expected.json` what is
 * found; in an ok one no rule at all may say anything. Every fix is applied alone: it has to leave text that can be
 * read, take its finding away, and bring none.
 * `UPDATE_SNAPSHOTS=1 npx vitest run test/rules/project/checks.test.ts` writes the expectations anew: read the diff.
 */
const ROOT = join(import.meta.dirname, '../../fixtures/project');
const UPDATE = process.env.UPDATE_SNAPSHOTS === '1';

const PAGES = join(import.meta.dirname, '../../../rules/checks/project');
const EXAMPLE = /^(`{3,})(ts|python|go|json|markdown) (bad|good)\n([\s\S]*?)\n\1$/gm;

/** An example of a page, in a project: for code one that is good otherwise, for a manifest one of the rule's own. */
function projectOf(id: string, kind: string, language: string, code: string): Files {
  const start = kind === 'bad' ? 'bad-' : 'ok-';
  const cases = foldersIn(join(ROOT, id)).filter((name) => name.startsWith(start));
  const having = (file: string) => cases.find((name) => existsSync(join(ROOT, id, name, file)));
  const own = having('server.json') ?? having('manifest.json');
  const listing = having('server.json') ? 'server.json' : 'manifest.json';
  const files = new Map(filesIn(join(ROOT, PROJECTS[language] ?? `${id}/${own}`)));
  const main = { ts: 'src/index.ts', python: 'server.py', go: 'main.go', markdown: 'README.md' };
  return files.set(main[language as keyof typeof main] ?? listing, new Template(code).text);
}

const PROJECTS: Readonly<Record<string, string>> = {
  ts: 'tool-error-not-flagged/ok-flagged-ts',
  markdown: 'tool-error-not-flagged/ok-flagged-ts',
  python: 'tool-error-not-flagged/ok-raised-py',
  go: 'tool-error-not-flagged/ok-marked-go',
};

type Files = ReadonlyMap<string, string>;

/** Whatever has a made-up value in it. */
const templates = new Set<Template>();

/** Nothing token-shaped is committed, in expectations neither. */
function withSlots(text: string): string {
  return [...templates].reduce((restored, template) => template.restore(restored), text);
}

function filesIn(folder: string): Files {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'expected.json') continue;
    const path = join(entry.parentPath, entry.name);
    const template = new Template(readFileSync(path, 'utf8'));
    templates.add(template);
    files.set(relative(folder, path).split(sep).join('/'), template.text);
  }
  return files;
}

function judged(files: Files) {
  const facts = [...files].map(([path, text]) => readFacts(path, text));
  const projects = readProjects(facts);
  const results = projects.map((project) => judgeProject(project, projectRules));
  const errors = facts.reduce((sum, it) => sum + (it.source?.module.errors.length ?? 0), 0);
  const found = results.flatMap(({ findings }) => findings);
  const open = found.filter(({ suppressed, confidence }) => !suppressed && confidence !== 'low');
  return { projects, open, found, errors, failures: results.flatMap((it) => it.failures) };
}

function described(files: Files, finding: Finding) {
  const { rule, messageId, severity, confidence, at, related, fixes } = finding;
  const text = files.get(at.file) ?? '';
  return {
    rule,
    messageId,
    severity,
    confidence,
    file: at.file,
    line: text.slice(0, at.span.start).split('\n').length,
    marks: withSlots(text.slice(at.span.start, at.span.end)),
    steps: related.map((it) => it.at.file),
    fixes: fixes.map(({ id, kind }) => `${id} (${kind})`),
  };
}

function changed(files: Files, fix: Fix): Files {
  const after = new Map(files);
  for (const { file, edits } of fix.edits())
    after.set(file, applyEdits(files.get(file) ?? '', edits as TextEdit[]));
  return after;
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

test('the ids that others know are those of the rules, sorted', () => {
  expect(projectRules.map(({ meta }) => meta.id)).toEqual(projectRuleIds);
  expect([...projectRuleIds].sort()).toEqual(projectRuleIds);
});

describe.each(projectRules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const cases = foldersIn(join(ROOT, id));

  test('has two bad projects and two good ones', () => {
    expect(cases.filter((name) => name.startsWith('bad-')).length).toBeGreaterThanOrEqual(2);
    expect(cases.filter((name) => name.startsWith('ok-')).length).toBeGreaterThanOrEqual(2);
  });

  test.each(cases)('%s', (name) => {
    const folder = join(ROOT, id, name);
    const files = filesIn(folder);
    const { projects, open, found, errors, failures } = judged(files);
    expect(projects, 'a server project').toHaveLength(1);
    expect(failures).toEqual([]);
    if (name.startsWith('ok-')) {
      expect(open.map((finding) => described(files, finding))).toEqual([]);
      const silenced = found.some((it) => it.rule === id && it.suppressed);
      expect(silenced).toBe(name.includes('silenced'));
      return;
    }
    const shown = open.map((finding) => described(files, finding));
    expect(shown.map((it) => it.rule)).toContain(id);
    const path = join(folder, 'expected.json');
    if (UPDATE) writeFileSync(path, `${JSON.stringify(shown, null, 2)}\n`);
    expect(shown).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    for (const finding of open) {
      for (const fix of finding.fixes) {
        const after = judged(changed(files, fix));
        expect(after.errors, fix.title).toBeLessThanOrEqual(errors);
        const left = after.open.map((it) => it.rule + it.messageId);
        const before = open.map((it) => it.rule + it.messageId);
        before.splice(before.indexOf(finding.rule + finding.messageId), 1);
        expect(left.sort(), fix.title).toEqual(before.sort());
      }
    }
  });

  test('its page shows code that is judged as it says', () => {
    const page = readFileSync(join(PAGES, `${id}.md`), 'utf8');
    const examples = [...page.matchAll(EXAMPLE)];
    expect(new Set(examples.map(([, , , kind]) => kind))).toEqual(new Set(['bad', 'good']));
    for (const [, , language = '', kind = '', code = ''] of examples) {
      const rules = judged(projectOf(id, kind, language, code)).open.map((finding) => finding.rule);
      if (kind === 'bad') expect(rules, code).toContain(id);
      else expect(rules, code).toEqual([]);
    }
    const links = page.split('\n## Sources\n')[1]?.match(/^- \[[^\]]+\]\(https:/gm) ?? [];
    expect(links.length).toBeGreaterThanOrEqual(2);
  });

  test('its messages are one short sentence', () => {
    for (const message of Object.values(rule.messages)) {
      expect(message).not.toMatch(/\n/);
      expect(message.length).toBeLessThanOrEqual(120);
    }
    expect(rule.meta.why).toMatch(/\.$/);
  });

  test('its fixes are what its meta says', () => {
    const kinds = new Set(
      cases.flatMap((name) =>
        judged(filesIn(join(ROOT, id, name))).found.flatMap((finding) =>
          finding.rule === id ? finding.fixes.map(({ kind }) => kind) : [],
        ),
      ),
    );
    const expected = { none: [], safe: ['safe'], review: ['review'], some: ['review', 'safe'] };
    expect([...kinds].sort()).toEqual(expected[rule.meta.fix]);
  });
});
