import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checklists } from '../../rules/checklists/index.ts';
import { defaultSettings } from '../../rules/findings/settings.ts';
import { analyze, rules } from '../../rules/index.ts';
import { withCounts } from '../../scripts/counts.mjs';
import { sources, withHead, withTable } from '../../scripts/pages.mjs';

const CHECKS = join(import.meta.dirname, '../../rules/checks/config');
const HEADINGS = [
  '## What it finds',
  '## Why',
  '## How to fix it',
  '## When not to use it',
  '## Sources',
];
/** Rules about two files at once, of which a page shows one, and rules about real tokens, which no page shows. */
const WITHOUT_BAD: ReadonlySet<string> = new Set([
  'broad-credential',
  'expired-credential',
  'incomplete-check',
  'shadowed-server',
  'unprotected-env-file',
]);
const EXAMPLE = /```(?:jsonc?|toml|yaml) (bad|good) ([\w-]+)\n([\s\S]*?)```/g;

test('rules are listed once and sorted by id', () => {
  const ids = rules.map(({ meta }) => meta.id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('README.md counts as the sources do', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(withCounts(readme), 'run: npm run pages').toBe(readme);
});

test('every file of the folder is a rule in the list or a page of one', () => {
  const files = readdirSync(CHECKS).filter((name) => name !== 'index.ts');
  const expected = rules.flatMap(({ meta }) => [`${meta.id}.md`, `${meta.id}.ts`]);
  expect(files.sort()).toEqual(expected.sort());
});

test('a rule speaks for items that a list of its subject has', () => {
  for (const { meta } of rules) {
    const lists = checklists.filter(({ subject }) => subject === meta.subject);
    const ids = lists.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids, meta.id).toEqual(expect.arrayContaining([...meta.items]));
  }
});

test.each(sources())('the head of $file is what its rule says', ({ meta, text }) => {
  expect(text, 'run: npm run pages').toBe(withHead(text, meta));
  for (const number of meta.standards.cwe) expect(text).toContain(`/definitions/${number}.html`);
});

test('the table of docs/rules.md has every rule', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
  expect(page, 'run: npm run pages').toBe(withTable(page));
  for (const { meta } of rules)
    expect(page).toContain(`(../rules/checks/${meta.subject}/${meta.id}.md)`);
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const path = join(CHECKS, `${id}.md`);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

  test('has a page with the usual headings', () => {
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    const found = [...page.matchAll(/^## .*$/gm)].map(([heading]) => heading);
    expect(found).toEqual(HEADINGS);
  });

  test('its examples do what the page says', () => {
    const examples = [...page.matchAll(EXAMPLE)];
    const expected = WITHOUT_BAD.has(id) ? ['good'] : ['bad', 'good'];
    expect(examples.map(([, kind]) => kind)).toEqual(expect.arrayContaining(expected));
    for (const [, kind, host = '', text = ''] of examples) {
      const { tier: strictness } = rule.meta;
      const settings = { ...defaultSettings, strictness };
      const found = analyze(text, { host, settings }).findings.map((finding) => finding.rule);
      if (kind === 'bad') expect(found, text).toContain(id);
      else expect(found, text).toEqual([]);
    }
  });

  test('names two sources beside those of its head', () => {
    const [, section = ''] = page.split('\n## Sources\n');
    const links = [...section.matchAll(/^- \[[^\]]+\]\((https:\/\/[^\s)]+)\)$/gm)].map(
      ([, it]) => it,
    );
    expect(new Set(links).size, 'links in a list').toBeGreaterThanOrEqual(2);
  });

  test('its messages are one short sentence without the text of the file', () => {
    for (const message of Object.values(rule.messages)) {
      expect(message).not.toMatch(/\n/);
      expect(message.length).toBeLessThanOrEqual(120);
    }
    expect(rule.meta.why).toMatch(/\.$/);
  });
});
