import type { Place } from '../tools/tool.ts';

/** What a value may do harm in. */
export const KINDS = ['shell', 'program', 'option', 'path', 'url', 'sql', 'code', 'html'] as const;

export type FlowKind = (typeof KINDS)[number];

/** A set of kinds, as bits. */
export type Kinds = number;

export const NONE: Kinds = 0;
export const ALL: Kinds = (1 << KINDS.length) - 1;

export function kind(...kinds: readonly FlowKind[]): Kinds {
  return kinds.reduce((set, each) => set | (1 << KINDS.indexOf(each)), NONE);
}

/** In a text: what the model controls, and what is not known but not the model's. */
export const HOLE = '\u0000';
export const UNKNOWN = '\u0001';

/** A value that the model controls, or a part of it. */
export interface Taint {
  /** The parameter it came in by, as `path` or `options.url`. */
  readonly parameter: string;
  /** Where it came in. */
  readonly origin: Place;
  /** Calls it went through. */
  readonly steps: readonly Place[];
  /** What it can do no more harm in. */
  readonly cleared: Kinds;
  /** What holds all arguments of the tool, and is not yet one of them. */
  readonly level?: 'request' | 'params' | 'arguments';
  /** The text it is part of. A list or an object has none. */
  readonly text: string;
  /** Of one word of a text: what a look at it says nothing about of the others. */
  readonly rest?: Kinds;
  /** Of an object or list: its parts that are tainted, by key. */
  readonly parts?: ReadonlyMap<string, Taint>;
  /** Of a list: whether its first item is a constant. */
  readonly list?: 'constant-first' | 'open';
}

const LONGEST = 4_000;

export function withText(taint: Taint, text: string): Taint {
  return { ...taint, text: text.slice(0, LONGEST) };
}

export function cleared(taint: Taint, kinds: Kinds): Taint {
  return { ...taint, cleared: taint.cleared | kinds };
}

/** Of several, the one that can do the most harm. */
export function worst(taints: readonly (Taint | undefined)[]): Taint | undefined {
  let found: Taint | undefined;
  for (const each of taints) {
    if (each && (!found || bits(each.cleared) < bits(found.cleared))) found = each;
  }
  return found;
}

function bits(set: Kinds): number {
  let count = 0;
  for (let rest = set; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** What an object or list holds of the model's, as one value. */
export function whole(taint: Taint | undefined): Taint | undefined {
  if (!taint?.parts) return taint;
  return worst([...taint.parts.values()].map(whole));
}
