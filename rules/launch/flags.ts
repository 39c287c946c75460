import type { Flag, Part, Word } from './launch.ts';
import { partOf } from './word.ts';

/** Which flags a program has, and which of them take a value in the next word. */
export interface FlagTable {
  /** By every way of writing them; `takes` is how many of the next words belong to it, the last being its value. */
  readonly known: ReadonlyMap<string, { readonly name: string; readonly takes: 0 | 1 | 2 }>;
  /** What a flag that is not in the table does with a next word that is no flag. */
  readonly unknown: 'stands-alone' | 'takes-value';
}

/**
 * Makes a table. Every entry lists the ways of writing one flag, its longest name last: `'-v --volume'`.
 * `pairs` take two words (`--header NAME VALUE`). Flags that take none need an entry only to be known by their longest name, to be combined (`-it`), or where
 * unknown ones take a value.
 */
export function flagTable(
  values: readonly string[],
  switches: readonly string[] = [],
  unknown: FlagTable['unknown'] = 'stands-alone',
  pairs: readonly string[] = [],
): FlagTable {
  const known = new Map<string, { name: string; takes: 0 | 1 | 2 }>();
  const enter = (entries: readonly string[], takes: 0 | 1 | 2): void => {
    for (const entry of entries) {
      const spellings = entry.split(' ');
      const name = spellings.at(-1) ?? entry;
      for (const spelling of spellings) known.set(spelling, { name, takes });
    }
  };
  enter(switches, 0);
  enter(values, 1);
  enter(pairs, 2);
  return { known, unknown };
}

export interface ReadFlags {
  readonly flags: readonly Flag[];
  /** The index of the first word that is no flag. */
  readonly next: number;
  /** Whether a `--` ended the flags; `next` is the word after it. */
  readonly separated: boolean;
}

/** Reads flags up to the first word that is none, or past a `--`. */
export function readFlags(words: readonly Word[], table: FlagTable, from = 0): ReadFlags {
  const flags: Flag[] = [];
  let next = from;
  for (;;) {
    const word = words[next];
    if (!word || word.value === '-' || !word.value.startsWith('-')) {
      return { flags, next, separated: false };
    }
    next += 1;
    if (word.value === '--') return { flags, next, separated: true };
    next += readFlag(word, words, next, table, flags);
  }
}

/** Reads flags wherever they stand, up to a `--`; what is none of them is kept in order. */
export function readScattered(
  words: readonly Word[],
  table: FlagTable,
  keepUnknown = false,
): {
  readonly flags: readonly Flag[];
  readonly others: readonly Word[];
  readonly rest: readonly Word[];
} {
  const flags: Flag[] = [];
  const others: Word[] = [];
  let next = 0;
  for (;;) {
    const word = words[next];
    if (!word) return { flags, others, rest: [] };
    next += 1;
    if (word.value === '--') return { flags, others, rest: words.slice(next) };
    const isFlag = word.value.startsWith('-') && word.value !== '-';
    if (!isFlag || (keepUnknown && !table.known.has(word.value.split('=', 1)[0] ?? '')))
      others.push(word);
    else next += readFlag(word, words, next, table, flags);
  }
}

/** Adds the flag or flags of one word; returns how many of the next words it took. */
function readFlag(
  word: Word,
  words: readonly Word[],
  next: number,
  table: FlagTable,
  flags: Flag[],
): number {
  const { value } = word;
  const equals = value.indexOf('=');
  const written = equals < 0 ? value : value.slice(0, equals);
  const entry = table.known.get(written);
  if (equals > 0 && (entry || value.startsWith('--'))) {
    flags.push({ name: entry?.name ?? written, word, value: partOf(word, equals + 1) });
    return 0;
  }
  if (entry) return push(entry.name, entry.takes);
  if (!value.startsWith('--') && table.known.has(value.slice(0, 2))) return readCluster(value);
  const following = words[next];
  const takes = table.unknown === 'takes-value' && following?.value.startsWith('-') === false;
  return push(value, takes ? 1 : 0);

  function push(name: string, takes: 0 | 1 | 2): number {
    const last = takes === 0 ? undefined : words[next + takes - 1];
    flags.push({ name, word, value: last && partOf(last) });
    return takes;
  }

  /** `-it`, `-p8080:80`, `-itv /a:/b` */
  function readCluster(cluster: string): number {
    for (let at = 1; at < cluster.length; at += 1) {
      const letter = table.known.get(`-${cluster[at]}`);
      if (!letter || letter.takes === 0) {
        push(letter?.name ?? `-${cluster[at]}`, 0);
        continue;
      }
      if (at + 1 === cluster.length) return push(letter.name, letter.takes);
      const valueFrom = cluster[at + 1] === '=' ? at + 2 : at + 1;
      flags.push({ name: letter.name, word, value: partOf(word, valueFrom) });
      return 0;
    }
    return 0;
  }
}

/** The values of all flags of these names, in order. */
export function valuesOf(flags: readonly Flag[], ...names: readonly string[]): readonly Part[] {
  const values: Part[] = [];
  for (const { name, value } of flags) if (value && names.includes(name)) values.push(value);
  return values;
}
