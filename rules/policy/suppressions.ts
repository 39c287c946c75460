import type { Document } from '../document/document.ts';
import { parse } from '../document/parse.ts';
import { groupedBy } from '../text/groups.ts';
import type { Span } from '../text/span.ts';

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
export function readSuppressions({
  comments,
  text,
}: Pick<Document, 'comments' | 'text'>): readonly Suppression[] {
  const found: Suppression[] = [];
  const lines = new Lines(text);
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
      reach: lines.reachOf(comment),
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

/** What one comment says about one rule. */
export interface Silencing {
  readonly comment: Suppression;
  /** The rule's ids in it: somebody may have written it twice. */
  readonly rules: readonly SilencedRule[];
}

/** Tells of each rule and place which comment silences it, without a look at all the others. */
export class SuppressionIndex {
  readonly #byRule = new Map<string, Silencing[]>();

  constructor(suppressions: readonly Suppression[]) {
    for (const comment of suppressions) {
      for (const [rule, rules] of groupedBy(comment.rules, (it) => it.rule)) {
        const all = this.#byRule.get(rule);
        if (all) all.push({ comment, rules });
        else this.#byRule.set(rule, [{ comment, rules }]);
      }
    }
  }

  /** The first comment that silences this rule at this place, if there is one. */
  find(rule: string, { start }: Span): Silencing | undefined {
    const all = this.#byRule.get(rule);
    if (!all) return undefined;
    // They stand in the order of the text, and so do the lines they reach: the first that ends behind the place.
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.comment.reach.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const found = all[low];
    return found && found.comment.reach.start <= start ? found : undefined;
  }
}

/** Finds the lines of comments, which stand in the order of the text: each line is looked at once. */
class Lines {
  readonly #text: string;
  /** Where the line begins that was reached, where it ends, and where the one behind it does. */
  #start = 0;
  #next: number;
  #after = -1;

  constructor(text: string) {
    this.#text = text;
    this.#next = text.indexOf('\n');
  }

  /** From the start of a comment's line to the end of the line behind it. */
  reachOf(comment: Span): Span {
    while (this.#next >= 0 && this.#next < comment.start) this.#step();
    const start = this.#start;
    while (this.#next >= 0 && this.#next < comment.end) this.#step();
    if (this.#next < 0) return { start, end: this.#text.length + 1 };
    this.#after = this.#after > this.#next ? this.#after : this.#endAfter(this.#next);
    return { start, end: this.#after };
  }

  #endAfter(offset: number): number {
    const end = this.#text.indexOf('\n', offset + 1);
    return end < 0 ? this.#text.length + 1 : end;
  }

  #step(): void {
    this.#start = this.#next + 1;
    this.#next = this.#text.indexOf('\n', this.#start);
  }
}
