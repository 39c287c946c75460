import { type FlagTable, readFlags, valuesOf } from '../flags.ts';
import type { Assignment, Part, Word } from '../launch.ts';
import { splitLine } from '../split-line.ts';
import { asWord, partOf } from '../word.ts';
import type { Wrapper } from './wrapper.ts';

/** What a wrapper hands on. */
export interface Unwrapped {
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** A command line in one string, in place of words. */
  readonly script?: Part;
}

const NO_FLAGS: FlagTable = { known: new Map(), unknown: 'stands-alone' };

/** Takes a wrapper's own words off. */
export function unwrap(wrapper: Wrapper, words: readonly Word[]): Unwrapped {
  const { flags, next: end, separated } = readFlags(words, wrapper.flags ?? NO_FLAGS);
  const assignments: Assignment[] = [];
  const script = valuesOf(flags, ...(wrapper.scripts ?? [])).at(-1);
  let next = end;
  if (!separated) {
    const separator = words.findIndex(({ value }, index) => index >= next && value === '--');
    if (wrapper.separated && separator >= 0) next = separator;
    else next = Math.min(next + wordsBefore(wrapper, words[next]), words.length);
    if (words[next]?.value === '--') next += 1;
  }
  for (; wrapper.assigns; next += 1) {
    const word = words[next];
    const assigned = word && /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(word.value);
    if (!assigned) break;
    assignments.push({ name: assigned[1] ?? '', word, value: partOf(word, assigned[0].length) });
  }
  const rest = words.slice(next);
  // `env -S npx -y x`: what it splits is the program by itself.
  if (script && wrapper.assigns && rest.length > 0 && !/\s/.test(script.value))
    return { assignments, words: [asWord(script), ...rest] };
  if (script) return { assignments, words: rest, script };
  const [only] = rest;
  // `sops exec-env file 'npx -y x'`: one word that is a command line.
  if (only && rest.length === 1 && splitLine(only).length > 1) {
    return { assignments, words: [], script: partOf(only) };
  }
  return { assignments, words: rest };
}

function wordsBefore({ words = 0, optional }: Wrapper, next: Word | undefined): number {
  return optional && next && optional.test(next.value) ? 1 : words;
}
