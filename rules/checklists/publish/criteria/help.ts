import type { Section } from '../../../project/docs/docs.ts';
import { place } from '../../../project/docs/docs.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, pass, review } from '../opinion.ts';

const TROUBLE =
  /troubleshoot|\bfaqs?\b|frequently asked|\bdebugging\b|common (?:issues|problems|errors|pitfalls)|known (?:issues|problems)|something(?:'s| is)? (?:not working|wrong)/i;

/** P38: at least two errors, each with what helps. */
const commonErrors: Criterion = ({ docs }) => {
  const lists = docs
    .sections(
      /troubleshoot|common (?:issues|problems|errors|pitfalls)|known (?:issues|problems)|\bfaqs?\b|frequently asked/i,
    )
    .filter((section) => remediesIn(section) >= 2);
  return lists.length > 0
    ? pass(
        'Errors are explained with what helps.',
        lists.map((it) => it.at),
      )
    : fail('Fewer than two errors with a remedy were found in the documents.');
};

/** What goes wrong, in words of a heading, a bold label, a quoted message or a sentence that begins with "if". */
const WRONG =
  /error|fail|not (?:working|found|found|start|connect|respond|recognized|loading)|unable|cannot|can't|won't|doesn't|timeout|timed? ?out|issue|problem|denied|refused|missing|crash|invalid|ERR_|E[A-Z]{4,}/i;

function remediesIn({ text, title }: Section): number {
  const fits = (pattern: RegExp): number =>
    [...text.matchAll(pattern)].filter(([, label = '']) => WRONG.test(label)).length;
  const ifs = [
    ...text.matchAll(
      /^[ \t]*(?:[-*]|\d+\.)?[ \t]*(?:if|when) you (?:see|get|encounter|run into|receive)\b/gim,
    ),
  ].length;
  const headings = fits(/^#{2,6}[ \t]+([^\n]+)$/gm);
  const labels = fits(/^[ \t]*(?:[-*]|\d+\.)[ \t]+(?:\*\*|__|`|["“])([^\n*`]{4,120})[^\n]{12,}/gm);
  const bold = fits(/^\*\*([^\n*]{4,120})\*\*/gm);
  const folded = fits(/<summary>(?:<\w+>)?([^<\n]{4,120})</g);
  // Tables of questions compare; tables of troubles say what helps.
  const rows = /\bfaqs?\b|frequently/i.test(title)
    ? 0
    : fits(/^\|(?![ \t:|-]*$)([^|\n]{4,120})\|[^\n]{8,}$/gm);
  return Math.max(headings + ifs, labels + ifs, bold, folded, rows);
}

/** P39: a place to look when it does not work. */
const troubleshooting: Criterion = ({ docs }) => {
  const sections = docs.sections(TROUBLE);
  const forUsers = sections.filter(
    ({ text, title }) => text.trim().length > 40 && !onlyInspector(title, text),
  );
  if (forUsers.length > 0)
    return pass(
      'A section says what to do when it does not work.',
      forUsers.map((it) => it.at),
    );
  if (sections.length > 0)
    return review(
      'The section is for contributors: does it help users?',
      sections.map((it) => it.at),
    );
  return fail('No section for when it does not work was found in the documents.');
};

/** The inspector is a tool of those who write servers. */
function onlyInspector(title: string, text: string): boolean {
  return (
    /debug/i.test(title) &&
    /inspector/i.test(text) &&
    !/\blogs?\b[^\n]{0,80}(?:claude|cursor|host|client)/i.test(text)
  );
}

const EXAMPLES =
  /\bexamples?\b|use[- ]cases?|\bprompts?\b|try it|\busage\b|quick ?start|getting started|what (?:you can|can you)|how (?:it works|to use)|ask (?:claude|your)|scenario/i;
const CONFIGURES = /config|install|set-?up|docker|json|environment|develop/i;

/** P40: sentences a user can say. */
const examplePrompts: Criterion = ({ docs }) => {
  const found: Place[] = [];
  const sections = docs.sections(EXAMPLES).filter(({ title }) => !CONFIGURES.test(title));
  for (const section of sections) {
    const said = /(?:example|sample|try)[\w ]* prompts?|prompt examples?/i.test(section.title)
      ? itemsIn(section.text)
      : [];
    for (const { start, end } of [...promptsIn(section.text), ...said])
      found.push(place(section.file, section.start + start, section.start + end));
  }
  for (const block of docs.blocks) {
    if (!/^(?:|txt|text|plaintext|prompt)$/.test(block.language)) continue;
    const inside = sections.some(
      ({ file, start, text }) =>
        file === block.file && block.start >= start && block.end <= start + text.length,
    );
    const said = block.code.split('\n').some((line) => isSentence(line.trim()));
    if (inside && said && !COMMANDS.test(block.code))
      found.push(place(block.file, block.start, block.end));
  }
  found.push(
    ...docs.find(
      /(?:example prompts?|prompt examples?)[^\n]{0,20}\n\s*(?:[-*>]|\d+\.)?[ \t]*["“][^"”\n]{10,400}["”]/gi,
    ),
  );
  const unique = [...new Map(found.map((it) => [`${it.file}:${it.span.start}`, it])).values()];
  if (unique.length === 0)
    return fail('No sentence that a user could say was found in the documents.');
  const more = unique.length < 3 ? ' Three or more are asked for by directories.' : '';
  return pass(`Documents show what a user can say.${more}`, unique);
};

const COMMANDS = /[{};=$<]|^\s*(?:npx?|uvx?|pip|docker|git|curl|cd|go|node|python)\b/m;

/** Quoted sentences, in lists, lines of their own or quotations; and questions and orders in lists. */
function promptsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  const add = (found: RegExpExecArray): unknown =>
    places.push({ start: found.index, end: found.index + found[0].length });
  for (const found of text.matchAll(
    /^[ \t]*(?:[-*>]|\d+\.)?[ \t]*(?:\*\*[^*\n]{1,60}\*\*:?[ \t]*)?["“]([A-Z][^"”\n{}<>]{9,400})["”]/gm,
  )) {
    if (isSentence(found[1] ?? '')) add(found);
  }
  for (const found of text.matchAll(
    /^[ \t]*(?:[-*]|\d+\.|>)[ \t]+(?:What|How|Can you|Please|Show me|Tell me|Give me)\b[^\n{}]{12,300}$/gm,
  ))
    add(found);
  return places;
}

/** Below a heading that says "example prompts" every item of a list is one, when it is a sentence. */
function itemsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/^[ \t]*(?:[-*]|\d+\.)[ \t]+([A-Z][^\n`{}|]{15,300})$/gm)]
    .filter(([, item = '']) => isSentence(item))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function isSentence(text: string): boolean {
  return (
    text.split(/\s+/).length >= 3 &&
    /^[A-Z]/.test(text) &&
    !/^(?:Note|Warning|Important|Tip|Error|See|This|The|It|You|We|Returns?|Optional|Required|Default)\b/.test(
      text,
    )
  );
}

/** Placeholders of templates that were never filled in. */
const TEMPLATE =
  /your[-_]?(?:user)?[-_]?name|your[-_]?org|example\.com|<[\w-]+>|\byourusername\b|\bOWNER\b|foo\/bar/i;

/** P57: where to ask. */
const support: Criterion = ({ docs, project }) => {
  const links = docs.links.filter(
    ({ target }) =>
      /discord\.(?:gg|com\/invite)|slack\.com|(?:join|invite)\.slack|t\.me\/|\/discussions\b|gitter\.im|matrix\.to|discourse|community\.|forum\.|mailto:|\/support\b|\/contact\b/i.test(
        target,
      ) && !TEMPLATE.test(target),
  );
  const sections = docs
    .sections(
      /\b(?:support|community|contact(?: us)?|get(?:ting)? (?:help|support)|help|connect with us|stay in touch|questions|need help)\b/i,
    )
    .filter(
      ({ title, text }) =>
        !/supported|support for|\bsupports\b|platform support|client support|os support|support matrix|\btools?\b/i.test(
          title,
        ) && text.trim().length > 20,
    );
  const declared = project.manifests.flatMap(({ file, links: own }) =>
    own
      .filter(({ kind, value }) => kind === 'support' && !TEMPLATE.test(value))
      .map((it) => ({ file, span: it.at })),
  );
  const files = [...project.files.values()]
    .filter(({ path }) => /^(?:\.github\/|docs\/)?SUPPORT\.md$/i.test(path))
    .map(({ path }) => ({ file: path, span: { start: 0, end: 0 } }));
  const found = [
    ...links.map(({ file, start, end }) => place(file, start, end)),
    ...sections.map((it) => it.at),
    ...declared,
    ...files,
  ];
  if (found.length > 0) return pass('A place for questions is named.', found);
  const bugs = bugPlaces({ docs, project });
  return bugs.length > 0
    ? review('Only a place for bugs is named.', bugs)
    : fail('No place for questions was found.');
};

function bugPlaces({ docs, project }: Pick<Signals, 'docs' | 'project'>): readonly Place[] {
  const forms = [...project.files.values()]
    .filter(
      ({ path }) =>
        /(?:^|\/)\.(?:github|gitlab|gitea)\/(?:ISSUE_TEMPLATE\/|issue_templates?\/|ISSUE_TEMPLATE\.md$)/i.test(
          path,
        ) && !/config\.ya?ml$/i.test(path),
    )
    .map(({ path }) => ({ file: path, span: { start: 0, end: 0 } }));
  const declared = project.manifests.flatMap(({ file, links }) =>
    links
      .filter(({ kind, value }) => kind === 'bugs' && !TEMPLATE.test(value))
      .map((it) => ({ file, span: it.at })),
  );
  const links = docs.links
    .filter(
      ({ target }) =>
        /(?:github|gitlab|codeberg)\.\w+\/[\w.-]+\/[\w.-]+\/(?:-\/)?issues(?:\/new[^\s]*)?\/?(?:$|[?#.,])/i.test(
          target,
        ) &&
        isOwn(project, target) &&
        !TEMPLATE.test(target),
    )
    .map(({ file, start, end }) => place(file, start, end));
  const said = docs.find(
    /\b(?:open|file|create|report|submit|raise)(?:ing)? (?:an? )?(?:new )?(?:github )?(?:issue|bug)s?\b/gi,
  );
  return [...forms, ...declared, ...links, ...said];
}

/** A link to the issues of another project tells nobody where to report a bug of this one. */
function isOwn({ manifests, name }: Signals['project'], target: string): boolean {
  const repository = /\.\w+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\//.exec(target)?.[1]?.toLowerCase();
  const own = manifests.flatMap(({ links, name: given }) => [
    ...links
      .filter(({ kind }) => kind === 'repository' || kind === 'homepage' || kind === 'bugs')
      .map(({ value }) => value.toLowerCase()),
    given?.value.toLowerCase() ?? '',
  ]);
  if (repository === undefined) return false;
  if (own.some((value) => value.includes(repository))) return true;
  const last = repository.slice(repository.indexOf('/') + 1);
  return (
    name.toLowerCase().includes(last) ||
    !own.some((value) => value.includes('/') && /github|gitlab/.test(value))
  );
}

/** P58: where to report a bug. */
const bugReports: Criterion = ({ docs, project }) => {
  const found = bugPlaces({ docs, project });
  if (found.length > 0) return pass('A place for bugs is named.', found);
  const placeholders = project.manifests.flatMap(({ file, links }) =>
    links.filter(({ value }) => TEMPLATE.test(value)).map((it) => ({ file, span: it.at })),
  );
  return fail(
    placeholders.length > 0
      ? 'The address for bugs is one of a template.'
      : 'No place for bugs was found.',
    placeholders,
  );
};

function policies({ project, docs }: Signals) {
  const files = [...project.files.values()].filter(
    ({ path }) =>
      /^(?:\.github\/|docs\/)?(?:SECURITY|SUPPORT)\.(?:md|txt|rst)$/i.test(path) ||
      /(?:^|\/)SECURITY\.md$/i.test(path),
  );
  return [
    ...new Set([
      ...files,
      ...docs.files.filter(({ path }) => /README|SUPPORT|SECURITY/i.test(path)),
    ]),
  ];
}

function findIn(
  files: readonly { path: string; text: string }[],
  pattern: RegExp,
): readonly Place[] {
  return files.flatMap(({ path, text }) => {
    const found = pattern.exec(text);
    return found ? [place(path, found.index, found.index + found[0].length)] : [];
  });
}

/** P59: how soon somebody answers. */
const promised: Criterion = (signals) => {
  const found = findIn(
    policies(signals),
    /\bwithin (?:\d+|one|two|three|five|seven|a few|48|72|24)[- ]?(?:\d+ )?(?:business |working )?(?:hours?|days?|weeks?)\b|\bSLA\b[^\n]{0,60}\d|\b\d+[- ](?:business )?(?:hour|day) (?:response|reply)/i,
  );
  return found.length > 0
    ? pass('A time to answer is stated.', found)
    : review('No time to answer was found.');
};

/** P60: a private way for what must not stand in public. */
const escalation: Criterion = (signals) => {
  const files = policies(signals);
  const security = files.filter(({ path }) => /SECURITY/i.test(path));
  const found = findIn(
    security,
    /[\w.+-]+@[\w-]+\.[\w.]+|security\/advisories|private(?:ly)? (?:vulnerability )?report|hackerone\.com|bugcrowd\.com|report a vulnerability|msrc\.|huntr\.|https:\/\/[^\s)]*(?:security|vulnerab)[^\s)]*/i,
  );
  const elsewhere = findIn(
    files,
    /security\/advisories\/new|security@[\w.-]+\.\w+|escalat(?:e|ion)[^\n]{0,60}(?:@|https:)/i,
  );
  const all = [...found, ...elsewhere];
  return all.length > 0
    ? pass('Security problems can be reported in private.', all)
    : review(
        'No private way to report a security problem was found.',
        security.map(({ path }) => place(path, 0, 0)),
      );
};

const later =
  (span: string): Criterion =>
  () =>
    review(`A person looks at it ${span} after the release.`);

export const help: Readonly<Record<number, Criterion>> = {
  38: commonErrors,
  39: troubleshooting,
  40: examplePrompts,
  57: support,
  58: bugReports,
  59: promised,
  60: escalation,
  61: later('a week'),
  62: later('a month'),
  63: later('three months'),
};
