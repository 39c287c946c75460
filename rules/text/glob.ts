/**
 * Globs that nobody can make slow. A pattern may come from a file of a stranger, so it is never made into a regular
 * expression: both levels, steps of a path and characters of a step, are matched by going back to the last star only.
 * That is enough, because whatever an earlier star takes more than it must, a later one could have taken as well.
 */

/** Longer patterns match nothing, and whoever reads them says so. */
export const MAX_GLOB = 1000;

/** `{a,b}{c,d}` is four patterns; a pattern that is more than these matches nothing. */
const MAX_ALTERNATIVES = 64;

/** One step of a path: a name, or what each character has to be, and `*`. */
type Step = string | readonly Token[];

type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly character: string }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly Range[] };

type Range = readonly [first: string, last: string];

/** `**`: any number of whole steps, none included. */
const GLOBSTAR = '**';

type Alternative = readonly (Step | typeof GLOBSTAR)[];

/** One pattern, with what every path holds that it matches: most paths are told apart by that alone. */
interface Pattern {
  readonly steps: Alternative;
  readonly end: string;
  /** The longest of the names before it. */
  readonly name: string;
  /** Whether it is a name, or some in a row, in whatever folder. */
  readonly anywhere: boolean;
}

/**
 * Makes a test out of a glob: `*`, `?` and `[a-z]` within a step, `**` for any number of steps, `{a,b}` for either,
 * `\` before a character that is meant itself. A `!` in front turns it round. Upper and lower case are the same.
 *
 * @param glob of steps with forward slashes
 * @returns a test for paths with forward slashes, in time proportional to the lengths of both multiplied. Throws nothing.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const matchesLower = compileForLower(glob);
  return (path) => matchesLower(path.toLowerCase());
}

/** The same as a test for paths that are in lower case, for one that is held against many patterns. */
export function compileForLower(glob: string): (path: string) => boolean {
  const negated = glob.startsWith('!');
  const alternatives = isTooLong(glob) ? [] : alternativesOf(negated ? glob.slice(1) : glob);
  const patterns = alternatives.map(patternOf);
  return (path) => patterns.some((pattern) => matches(pattern, path)) !== negated;
}

function patternOf(written: string): Pattern {
  const steps = stepsOf(written);
  const names = steps.filter((step) => typeof step === 'string' && step !== GLOBSTAR);
  const [longest = ''] = (names as string[]).sort((a, b) => b.length - a.length);
  const first = steps.findIndex((step) => step !== GLOBSTAR);
  const anywhere = first > 0 && steps.length - first === names.length;
  return { steps, end: endOf(steps), name: longest, anywhere };
}

function matches({ steps, end, name, anywhere }: Pattern, path: string): boolean {
  if (!path.endsWith(end)) return false;
  if (anywhere) return path.length === end.length || path.at(-end.length - 1) === '/';
  return path.includes(name) && matchesSteps(steps, path.split('/'));
}

/** What is the same at the end of all paths that match. */
function endOf(steps: Alternative): string {
  let end = '';
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index] ?? GLOBSTAR;
    if (step === GLOBSTAR) break;
    const slash = index < steps.length - 1 ? '/' : '';
    if (typeof step === 'string') end = step + slash + end;
    else {
      const varying = step.findLastIndex(({ kind }) => kind !== 'one');
      const fixed = step.slice(varying + 1).map((it) => (it.kind === 'one' ? it.character : ''));
      return fixed.join('') + slash + end;
    }
  }
  return end;
}

/** Whether a glob is longer, or stands for more patterns, than is looked at. */
export function isTooLong(glob: string): boolean {
  return glob.length > MAX_GLOB || alternativesOf(glob).length > MAX_ALTERNATIVES;
}

/** The patterns that `{a,b}` stands for: one more than are allowed at most. */
function alternativesOf(glob: string): readonly string[] {
  let done: string[] = [''];
  let position = 0;
  while (position < glob.length) {
    const character = glob[position] as string;
    const end = character === '{' ? closingBrace(glob, position) : -1;
    const inner = end < 0 ? [] : splitList(glob.slice(position + 1, end));
    if (inner.length > 1) {
      const choices = inner.flatMap(alternativesOf);
      if (done.length * choices.length > MAX_ALTERNATIVES)
        return Array<string>(MAX_ALTERNATIVES + 1).fill('');
      done = done.flatMap((start) => choices.map((choice) => start + choice));
      position = end + 1;
    } else {
      const length = character === '\\' ? 2 : 1;
      const written = glob.slice(position, position + length);
      done = done.map((start) => start + written);
      position += length;
    }
  }
  return done;
}

function closingBrace(glob: string, open: number): number {
  let depth = 0;
  for (let index = open; index < glob.length; index += 1) {
    const character = glob[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

/** What stands between the commas that are in no further braces. */
function splitList(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < list.length; index += 1) {
    const character = list[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(list.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, list.slice(start)];
}

function stepsOf(pattern: string): Alternative {
  const steps = pattern.toLowerCase().split('/');
  // `a/**` is `a` as well, `*/**` only what is below: so it was when people wrote their patterns.
  const last = steps.findLast((step) => step !== GLOBSTAR);
  if (steps.at(-1) === GLOBSTAR && last?.endsWith('*')) steps.push('*');
  return steps.map((step) => (step === GLOBSTAR ? GLOBSTAR : tokensOf(step)));
}

function tokensOf(step: string): Step {
  if (!/[*?[\\]/.test(step)) return step;
  const tokens: Token[] = [];
  for (let index = 0; index < step.length; index += 1) {
    const character = step[index] as string;
    const next = step[index + 1];
    const end = character === '[' ? step.indexOf(']', index + 2) : -1;
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else if (end > 0) {
      tokens.push(classOf(step.slice(index + 1, end)));
      index = end;
    } else if (character === '\\' && next !== undefined) {
      tokens.push({ kind: 'one', character: next });
      index += 1;
    } else tokens.push({ kind: 'one', character });
  }
  return tokens;
}

function classOf(written: string): Token {
  const negated = /^[!^]/.test(written);
  const ranges: Range[] = [];
  for (let index = negated ? 1 : 0; index < written.length; index += 1) {
    const first = written[index] as string;
    const last = written[index + 1] === '-' ? written[index + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) index += 2;
  }
  return { kind: 'class', negated, ranges };
}

function matchesSteps(pattern: Alternative, steps: readonly string[]): boolean {
  return matchesWithStars(
    pattern.length,
    steps.length,
    (index) => pattern[index] === GLOBSTAR,
    (index, at) => {
      const step = pattern[index];
      return step !== undefined && step !== GLOBSTAR && matchesStep(step, steps[at] ?? '');
    },
  );
}

function matchesStep(tokens: Step, step: string): boolean {
  if (typeof tokens === 'string') return tokens === step;
  // `*` by itself is a name, and a name is not empty.
  if (step === '' && tokens.length > 0) return false;
  return matchesWithStars(
    tokens.length,
    step.length,
    (index) => tokens[index]?.kind === 'star',
    (index, at) => isOne(tokens[index], step[at] as string),
  );
}

function isOne(token: Token | undefined, character: string): boolean {
  switch (token?.kind) {
    case 'any':
      return true;
    case 'one':
      return token.character === character;
    case 'class':
      return token.ranges.some(([a, b]) => a <= character && character <= b) !== token.negated;
    default:
      return false;
  }
}

/** Matches all of a sequence, going back to the last star wherever the rest does not fit. */
function matchesWithStars(
  patterns: number,
  length: number,
  isStar: (index: number) => boolean,
  fits: (index: number, at: number) => boolean,
): boolean {
  let index = 0;
  let at = 0;
  let star = -1;
  let taken = 0;
  while (at < length) {
    if (index < patterns && isStar(index)) {
      star = index;
      taken = at;
      index += 1;
    } else if (index < patterns && fits(index, at)) {
      index += 1;
      at += 1;
    } else if (star >= 0) {
      taken += 1;
      at = taken;
      index = star + 1;
    } else return false;
  }
  while (index < patterns && isStar(index)) index += 1;
  return index === patterns;
}
