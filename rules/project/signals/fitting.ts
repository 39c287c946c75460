import type { Sites } from '../code/sites.ts';

/** One number for each question that was ever asked: they stand in the code, so there are few. */
const numbers = new Map<string, number>();

/** A file, and what questions found in it. Most find nothing: that takes a byte. */
export interface Answers {
  readonly sites: Sites;
  /** By number: 0 was not asked, 1 found nothing, 2 is among those that were found. */
  asked: Uint8Array<ArrayBuffer>;
  readonly found: Map<number, readonly unknown[]>;
}

const known = new WeakMap<Sites, Answers>();

/** What was found in a file so far. */
export function answersOf(sites: Sites): Answers {
  let answers = known.get(sites);
  if (!answers) {
    answers = { sites, asked: new Uint8Array(ROOM), found: new Map() };
    known.set(sites, answers);
  }
  return answers;
}

/**
 * Remembers what was found in a file. What its code says never changes, and of a project that somebody types in all
 * files but one stay: they are not looked through again.
 *
 * @param question what is looked for, in words: the same ones always mean the same `look`
 * @param look pure
 */
export function remembered<T>(
  question: string,
  look: (sites: Sites) => readonly T[],
): (answers: Answers) => readonly T[] {
  const number = numbers.get(question) ?? numbers.size;
  numbers.set(question, number);
  return (answers) => {
    if (number >= answers.asked.length) {
      const more = new Uint8Array(number + ROOM);
      more.set(answers.asked);
      answers.asked = more;
    }
    const state = answers.asked[number];
    if (state === 1) return NOTHING;
    if (state === 2) return answers.found.get(number) as readonly T[];
    const found = look(answers.sites);
    answers.asked[number] = found.length === 0 ? 1 : 2;
    if (found.length > 0) answers.found.set(number, found);
    return found.length === 0 ? NOTHING : found;
  };
}

const NOTHING: readonly never[] = [];
/** For the questions that come next. */
const ROOM = 64;

/** What stands for a pattern in a question. */
export function asWords({ source, flags }: RegExp): string {
  return `${flags}/${source}`;
}

/**
 * Says whether a pattern may fit one of many words: it is tried on all of them at once, one a line, and where it fits
 * there each word has to be tried.
 *
 * @param linesIn the words of a file, without what holds a line break
 */
export function mayFit(
  pattern: RegExp,
  linesIn: (sites: Sites) => Lines,
): (sites: Sites) => boolean {
  const { source, flags } = pattern;
  // What looks around may look beyond its line.
  if (/\(\?<?[=!]/.test(source)) return () => true;
  const onLines = new RegExp(source, `${flags.replace('m', '')}m`);
  return (sites) => {
    const { text, isWhole } = linesIn(sites);
    return !isWhole || onLines.test(text);
  };
}

/** Words, each once, one a line. */
export interface Lines {
  readonly text: string;
  /** False where some word has a line break, and is not in the text. */
  readonly isWhole: boolean;
}

export function linesOf(words: Iterable<string>): Lines {
  const all = [...new Set(words)];
  const lines = all.filter((word) => !/[\n\r\u2028\u2029]/.test(word));
  return { text: lines.join('\n'), isWhole: lines.length === all.length };
}
