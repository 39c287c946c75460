import { type FlagTable, readFlags } from './flags.ts';
import type { Flag, Word } from './launch.ts';
import { programName } from './program.ts';

/** Anything that is named by a program and its sub-commands. */
export interface Named {
  readonly names: readonly string[];
  readonly outer?: FlagTable;
}

export interface Match<T> {
  readonly item: T;
  /** What stood between the program and its sub-commands. */
  readonly flags: readonly Flag[];
  /** What follows them. */
  readonly rest: readonly Word[];
}

/** Finds who is named by the first words of a command line. */
export class Names<T extends Named> {
  readonly #byProgram = new Map<string, { readonly item: T; readonly path: readonly string[] }[]>();

  constructor(items: readonly T[]) {
    for (const item of items) {
      for (const name of item.names) {
        const [program = '', ...path] = name.split(' ');
        const entries = this.#byProgram.get(program) ?? [];
        // The longest name first: `dotenv run` before `dotenv`.
        entries.push({ item, path });
        entries.sort((a, b) => b.path.length - a.path.length);
        this.#byProgram.set(program, entries);
      }
    }
  }

  /** @param program what the first word stands for, where that is not its own name */
  match(words: readonly Word[], program?: string): Match<T> | undefined {
    const [first] = words;
    if (!first) return undefined;
    for (const { item, path } of this.#byProgram.get(program ?? programName(first)) ?? []) {
      const found = follow(words, path, item.outer);
      if (found) return { item, ...found };
    }
    return undefined;
  }
}

const NO_FLAGS: FlagTable = { known: new Map(), unknown: 'stands-alone' };

function follow(words: readonly Word[], path: readonly string[], outer: FlagTable = NO_FLAGS) {
  const flags: Flag[] = [];
  let next = 1;
  for (const step of path) {
    const read = readFlags(words, outer, next);
    flags.push(...read.flags);
    if (words[read.next]?.value !== step) return undefined;
    next = read.next + 1;
  }
  return { flags, rest: words.slice(next) };
}
