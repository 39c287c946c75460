// Writes the pages of all rules into dist/pages.json, by rule: one file that is read when somebody asks. The head of
// each page is made from the rule's meta, as is the table in docs/rules.md.
// `npm run pages` also brings both up to date in the sources, the counts in README.md and the options in
// docs/command-line.md with them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importBundled } from './import-bundled.mjs';
import { root } from './steps.mjs';

/** @typedef {import('../rules/engine/rule.ts').RuleMeta} RuleMeta */

const { rules: configRules } = await importBundled('rules/index.ts');
const { projectRules } = await importBundled('rules/checks/project-rules.ts');
const rules = [...configRules, ...projectRules];
const { itemOf: configItem } = await importBundled('rules/checklists/index.ts');
const { publishItems } = await importBundled('rules/checklists/publish/publish.ts');
const itemOf = (/** @type {string} */ id) =>
  configItem(id) ?? publishItems.find((/** @type {{ id: string }} */ it) => it.id === id);

const HEAD = /<!-- head: .*? -->\n([\s\S]*?)<!-- \/head -->\n/;
/** Of a page that has no head yet: its heading and the paragraph below. */
const OPENING = /^# [^\n]+\n\n[^#\s][\s\S]*?\n\n/;
const EMPTY_HEAD = '<!-- head: scripts/pages.mjs writes it from the rule -->\n<!-- /head -->\n\n';
const TABLE = /(<!-- rules: .*? -->\n)[\s\S]*?(<!-- \/rules -->)/;
const OWASP_MCP = 'https://owasp.org/www-project-mcp-top-10/';

const FIXES = {
  none: 'by hand',
  safe: 'safe',
  review: 'for you to review',
  some: 'safe, or for you to review',
};

/** The rules' pages, as they are in the sources: the head of each may be of an earlier meta. */
export function sources() {
  return rules.map((/** @type {{ meta: RuleMeta }} */ { meta }) => {
    const file = path.join('rules', 'checks', meta.subject, `${meta.id}.md`);
    const text = existsSync(path.join(root, file))
      ? readFileSync(path.join(root, file), 'utf8')
      : '';
    return { meta, file, text };
  });
}

/** A page with the head that its rule's meta makes. @param {string} text @param {RuleMeta} meta */
export function withHead(text, meta) {
  const page = HEAD.test(text) ? text : text.replace(OPENING, `$&${EMPTY_HEAD}`);
  if (!HEAD.test(page))
    throw new Error(`The page of ${meta.id} has to begin: a heading, a sentence.`);
  return page.replace(HEAD, (block, old) => block.replace(`-->\n${old}`, `-->\n${headOf(meta)}`));
}

/** docs/rules.md with the table of the rules there are. @param {string} page */
export function withTable(page) {
  if (!TABLE.test(page)) throw new Error('docs/rules.md has no place for the table of rules.');
  return page.replace(TABLE, (_, start, end) => `${start}${tableOf()}${end}`);
}

/** @param {RuleMeta} meta */
function headOf({ items, severity, tier, fix, since, standards }) {
  const titles = items.map((id) => `${id} · ${itemOf(id).title}`).join('<br>') || 'none';
  const level = tier === 'strict' ? `${severity}, when strict` : severity;
  const links = [
    ...standards.cwe.map(
      (number) => `[CWE-${number}](https://cwe.mitre.org/data/definitions/${number}.html)`,
    ),
    ...standards.owaspMcp.map((id) => `[OWASP ${id}](${OWASP_MCP})`),
  ];
  const lines = [
    '| Checklist item | Severity | Fix | Since |',
    '|---|---|---|---|',
    `| ${titles} | ${level} | ${FIXES[fix]} | ${since} |`,
  ];
  return [...lines, ...(links.length > 0 ? ['', links.join(' · ')] : []), ''].join('\n');
}

/** By item of the checklists; rules about the file itself come last. */
function tableOf() {
  const place = (/** @type {RuleMeta} */ { items: [id] }) =>
    id === undefined ? 1e9 : itemOf(id).number + (id.startsWith('publish') ? 1000 : 0);
  const rows = rules
    .map((/** @type {{ meta: RuleMeta }} */ { meta }) => meta)
    .sort((/** @type {RuleMeta} */ a, /** @type {RuleMeta} */ b) => place(a) - place(b))
    .map((/** @type {RuleMeta} */ { id, subject, items, finds, tier, fix }) => {
      const page = `[${id}](../rules/checks/${subject}/${id}.md)`;
      const strict = tier === 'strict' ? ' (strict)' : '';
      return `| ${items.join(', ')} | ${page}${strict} | ${finds.replaceAll('|', '\\|')} | ${FIXES[fix]} |`;
    });
  return ['| Item | Rule | Finds | Fix |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Without what tells the script where to write. @param {string} page */
function shown(page) {
  return page.replace(/<!-- (?:head: .*?|\/head) -->\n/g, '');
}

/** The setting that names every rule, each with what it finds: what the settings editor offers. @param {any} manifest */
export function withRules(manifest) {
  const setting = manifest.contributes.configuration.properties['mcpChecklist.rules'];
  const levels = ['off', 'hint', 'information', 'warning', 'error'];
  setting.additionalProperties = false;
  setting.properties = Object.fromEntries(
    rules
      .map((/** @type {{ meta: RuleMeta }} */ { meta }) => meta)
      .sort((/** @type {RuleMeta} */ a, /** @type {RuleMeta} */ b) => (a.id < b.id ? -1 : 1))
      .map((/** @type {RuleMeta} */ { id, finds, severity, tier }) => {
        const usual = tier === 'strict' ? `${severity} where strict` : severity;
        const description = `Finds ${finds}. Otherwise: ${usual}.`;
        return [id, { type: 'string', enum: levels, description }];
      }),
  );
  return manifest;
}

export function writePages() {
  const pages = sources().map(
    (/** @type {ReturnType<typeof sources>[number]} */ { meta, text }) => [
      meta.id,
      shown(withHead(text, meta)),
    ],
  );
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist', 'pages.json'), JSON.stringify(Object.fromEntries(pages)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write')) {
    for (const { meta, file, text } of sources())
      writeFileSync(path.join(root, file), withHead(text, meta));
    const readme = path.join(root, 'README.md');
    const { withCounts } = await import('./counts.mjs');
    writeFileSync(readme, withCounts(readFileSync(readme, 'utf8')));
    const options = path.join(root, 'docs', 'command-line.md');
    const { withOptions } = await import('./command-line.mjs');
    writeFileSync(options, withOptions(readFileSync(options, 'utf8')));
    const file = path.join(root, 'package.json');
    const manifest = withRules(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
    const table = path.join(root, 'docs', 'rules.md');
    writeFileSync(table, withTable(readFileSync(table, 'utf8')));
  }
  writePages();
}
