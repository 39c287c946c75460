import type { Docs, Section } from '../../../project/docs/docs.ts';
import { place } from '../../../project/docs/docs.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, pass, review } from '../opinion.ts';

const TROUBLE =
  /troubleshoot|\bfaqs?\b|frequently asked|\bdebugging\b|common (?:issues|problems|errors|pitfalls)|known (?:issues|problems)|something(?:'s| is)? (?:not working|wrong)|^(?:if|when)\b[^\n]{1,100}(?:missing|cannot|can't|can’t|fails?|failed|(?:does|do|did|is|are)(?: not|n't|n’t)|error|crash|hang)/i;

/** P38: at least two errors, each with what helps. */
const commonErrors: Criterion = ({ docs }) => {
  const lists = docs
    .sections(
      /troubleshoot|common (?:issues|problems|errors|pitfalls)|known (?:issues|problems)|\bfaqs?\b|frequently asked/i,
    )
    .filter((section) => remediesIn(section) >= 2);
  // A heading for each: "If the client cannot find npx".
  const single = docs
    .sections(/^(?:if|when)\b/i)
    .filter(({ title, text }) => TROUBLE.test(title) && text.trim().length > 40);
  if (lists.length === 0 && single.length >= 2)
    return pass(
      'Errors are explained with what helps.',
      single.map((it) => it.at),
    );
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
      /^[ \t]{0,20}(?:(?:[-*]|\d{1,3}\.)[ \t]{0,8})?(?:if|when) you (?:see|get|encounter|run into|receive)\b/gim,
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
    const said = /(?:example|sample|try)[\w ]{0,40} prompts?|prompt examples?/i.test(section.title)
      ? [...itemsIn(section.text), ...quotedIn(section.text)]
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
  found.push(...promptColumns(docs));
  const unique = [...new Map(found.map((it) => [`${it.file}:${it.span.start}`, it])).values()];
  if (unique.length === 0)
    return fail('No sentence that a user could say was found in the documents.');
  const more = unique.length < 3 ? ' Three or more are asked for by directories.' : '';
  return pass(`Documents show what a user can say.${more}`, unique);
};

const EXAMPLE_COLUMN =
  /example prompts?|usage examples?|try asking|example (?:usage|queries|questions)/i;

/** Rows of a table with a column "Usage examples" or "Example prompts": each says one or more. */
function promptColumns({ files }: Docs): readonly Place[] {
  return files.flatMap(({ path, text }) => {
    const places: Place[] = [];
    let inside = false;
    let start = 0;
    for (const line of text.split('\n')) {
      const isRow = line.startsWith('|');
      inside = isRow && (inside || EXAMPLE_COLUMN.test(line.slice(0, 2_000)));
      if (inside && /[`"“][A-Z][^`"“”\n]{12,300}[`"”]/.test(line.slice(0, 2_000)))
        places.push(place(path, start, start + line.length));
      start += line.length + 1;
    }
    return places;
  });
}

const COMMANDS = /[{};=$<]|^[ \t]{0,20}(?:npx?|uvx?|pip|docker|git|curl|cd|go|node|python)\b/m;

/** Quoted sentences, in lists, lines of their own or quotations; and questions and orders in lists. */
function promptsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  const add = (found: RegExpExecArray): unknown =>
    places.push({ start: found.index, end: found.index + found[0].length });
  for (const found of text.matchAll(
    /^[ \t]{0,20}(?:(?:[-*>]|\d{1,3}\.)[ \t]{0,8})?(?:\*\*[^*\n]{1,60}\*\*:?[ \t]{0,8})?["“]([A-Z][^"”\n{}<>]{9,400})["”]/gm,
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

/** There a sentence in quotes is one as well, wherever it stands in the line. */
function quotedIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/["“]([A-Z][^"“”\n{}<>]{9,300})["”]/g)]
    .filter(([, said = '']) => isSentence(said))
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

export const help: Readonly<Record<number, Criterion>> = {
  38: commonErrors,
  39: troubleshooting,
  40: examplePrompts,
};
