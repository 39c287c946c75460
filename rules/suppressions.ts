import type { Document } from './config/document.ts';
import { parse } from './config/parse.ts';
import type { Span } from './span.ts';

const START = 'mcp-checklist-ignore';
const DIRECTIVE =
  /mcp-checklist-ignore[ \t]+([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)[ \t]+--[ \t]*(\S[^\r\n]*)/;
/** The same as far as its rules, for one that lacks a reason. */
const UNREASONED = /mcp-checklist-ignore(?![\w-])[ \t]*/;

/** Whether a text may hold a comment that silences: one quick look. */
export function maySilence(text: string): boolean {
  return text.includes(START);
}

/** One rule that a comment silences. */
export interface SilencedRule {
  readonly rule: string;
  /** Where its id stands. */
  readonly span: Span;
}

/** A comment `// mcp-checklist-ignore <rule>[, <rule>] -- reason`. */
export interface Suppression {
  readonly comment: Span;
  /** None where it lacks a reason: then it silences nothing. */
  readonly rules: readonly SilencedRule[];
  /** '' for none. */
  readonly reason: string;
  /** The line of the comment and the one after it, as offsets. */
  readonly reach: Span;
}

/**
 * The comments of a document that silence rules. One silences its own line and the next. Without a reason it
 * silences nothing, so that nobody wonders later why it is there.
 */
export function readSuppressions(document: Document): readonly Suppression[] {
  const { comments, text } = document;
  const found: Suppression[] = [];
  for (const comment of comments) {
    const written = text.slice(comment.start, comment.end);
    if (!written.includes(START)) continue;
    const match = DIRECTIVE.exec(written);
    if (!match && !UNREASONED.test(written)) continue;
    const [whole = '', list = '', reason = ''] = match ?? [];
    const at = comment.start + (match?.index ?? 0) + whole.indexOf(list, START.length);
    found.push({
      comment,
      rules: [...list.matchAll(/[a-z0-9-]+/g)].map(({ 0: rule, index }) => ({
        rule,
        span: { start: at + index, end: at + index + rule.length },
      })),
      reason: reason.replace(/\*\/$/, '').trim(),
      reach: reachOf(text, comment),
    });
  }
  return found;
}

/**
 * Whose comments count: everybody's; nobody's, where the file is a stranger's; or only those that another version
 * of the text had already, so that a change cannot silence what it brings.
 */
export type Believed = 'all' | 'none' | { readonly before: string };

/**
 * The comments of a document that count. One that is held against another version of the text has to stand there
 * above the very same line.
 */
export function believedSuppressions(
  document: Document,
  believed: Believed,
): readonly Suppression[] {
  if (believed === 'none') return [];
  const all = readSuppressions(document);
  if (believed === 'all' || all.length === 0) return all;
  const before = parse(believed.before, document.format);
  const known = new Set(readSuppressions(before).map((it) => reached(before.text, it)));
  return all.filter((it) => known.has(reached(document.text, it)));
}

/** What a comment is about, however far it is moved in or up. */
function reached(text: string, { reach }: Suppression): string {
  const lines = text.slice(reach.start, reach.end).split(/\r?\n/);
  return lines.map((line) => line.trim()).join('\n');
}

/** The comment that silences this rule at this place, if there is one. */
export function suppressionOf(
  suppressions: readonly Suppression[],
  rule: string,
  { start }: Span,
): Suppression | undefined {
  // They stand in the order of the text, and so do the lines they reach: only the last ones before it can.
  let low = 0;
  let high = suppressions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((suppressions[middle]?.reach.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let found: Suppression | undefined;
  for (let index = low - 1; index >= 0; index -= 1) {
    const it = suppressions[index];
    if (!it || it.reach.end <= start) break;
    if (it.rules.some((silenced) => silenced.rule === rule)) found = it;
  }
  return found;
}

function reachOf(text: string, comment: Span): Span {
  const start = text.lastIndexOf('\n', comment.start) + 1;
  const ownEnd = text.indexOf('\n', comment.end);
  const nextEnd = ownEnd < 0 ? -1 : text.indexOf('\n', ownEnd + 1);
  return { start, end: nextEnd < 0 ? text.length + 1 : nextEnd };
}
