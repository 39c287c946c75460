import type { Document } from '../document/document.ts';
import type { Node, ObjectNode } from '../document/node.ts';
import { holds, type Span } from '../text/span.ts';
import type { Server } from './config.ts';

/** An entry of a map, from its name to the end of its value. */
export interface Entry extends Span {
  readonly name: string;
  /** Where its value begins. */
  readonly value: number;
}

/** The entries of a map of servers, and what is between its braces. */
export interface Row {
  readonly inside: Span;
  readonly entries: readonly Entry[];
}

/** Where somebody edits a row: in an entry, or between two. */
export interface Opening {
  /** What may change. */
  readonly free: Span;
  /** The first and the last entry in it or around it. */
  readonly first: number;
  readonly last: number;
}

/** So many entries at once are no place where somebody types. */
const MOST = 8;

/** The map of servers in which an edit is, not counting what is below the servers. */
export function rowAround(
  { roots }: Document,
  servers: readonly Server[],
  edit: Span,
): Row | undefined {
  const nodes = new Set<Node>(servers.map(({ node }) => node));
  let node: Node | undefined = roots.length === 1 ? roots[0] : undefined;
  while (node?.kind === 'object' && !node.properties.some(({ value }) => value && nodes.has(value)))
    node = node.properties.find(({ value }) => value && holds(value.span, edit))?.value;
  return node?.kind === 'object' && node !== roots[0] ? rowOf(node) : undefined;
}

/** The object that begins at a place, as a row; undefined where none does, or where it has no braces. */
export function rowAt({ roots }: Document, start: number): Row | undefined {
  let node: Node | undefined = roots[0];
  const place = { start, end: start + 1 };
  while (node?.kind === 'object' && node.span.start !== start)
    node = node.properties.find(({ value }) => value && holds(value.span, place))?.value;
  return node?.kind === 'object' ? rowOf(node) : undefined;
}

function rowOf({ properties, block, span }: ObjectNode): Row | undefined {
  if (block) return undefined;
  const entries: Entry[] = [];
  for (const { key, value } of properties) {
    // Half-typed, it ends with its name.
    const { start, end } = value?.span ?? { start: key.span.end, end: key.span.end };
    entries.push({ name: key.value, start: key.span.start, value: start, end });
  }
  return { inside: { start: span.start + 1, end: span.end - 1 }, entries };
}

/** Where an edit of a row is; undefined where it is not in the row, or of too much of it. */
export function openingAt({ inside, entries }: Row, edit: Span): Opening | undefined {
  const { start, end } = edit;
  if (start < inside.start || end > inside.end) return undefined;
  const at = lastBefore(entries, start);
  const entry = entries[at];
  if (entry && start > entry.value && end < entry.end)
    return { free: { start: entry.value + 1, end: entry.end - 1 }, first: at, last: at };
  // From the last entry that is left alone to the next one.
  const first = entry && entry.end > start ? at - 1 : at;
  let last = Math.max(first + 1, at);
  while ((entries[last]?.start ?? end) < end) last += 1;
  if (last - first > MOST || entries.length === 0) return undefined;
  const [before, behind] = [entries[first], entries[last]];
  // What follows a name without a value may become its value.
  if ((before && !isWhole(before)) || (behind && !isWhole(behind))) return undefined;
  const free = { start: before?.end ?? inside.start, end: behind?.start ?? inside.end };
  return { free, first: Math.max(first, 0), last: Math.min(last, entries.length - 1) };
}

function isWhole({ value, end }: Entry): boolean {
  return value < end;
}

/** The index of the last entry that begins before a place; -1 where none does. */
function lastBefore(entries: readonly Entry[], offset: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether all that two texts differ in is within a span of the first one. */
export function isWithin({ start, end }: Span, before: string, after: string): boolean {
  const tail = before.length - end;
  return (
    after.length - tail >= start &&
    after.startsWith(before.slice(0, start)) &&
    after.endsWith(before.slice(end))
  );
}

const LINE_END = /^[ \t,]*(?:\/\/|[\r\n])/;

/** A text out of which entries of a row are cut, on both sides of those that stay. */
export class Cut {
  readonly text: string;
  /** What stays of the row, in this text. */
  readonly kept: Span;
  /** Whether no entry that is cut out begins in the line in which what stays ends. */
  readonly endsItsLine: boolean;
  readonly #before: number;
  readonly #behind: number;

  /**
   * @param all from the first entry to the last one, in the whole text
   * @param kept what stays of it, and of what is around it
   */
  constructor(whole: string, all: Span, kept: Span) {
    this.#before = Math.max(0, kept.start - all.start);
    this.#behind = Math.max(0, all.end - kept.end);
    this.kept = { start: kept.start - this.#before, end: kept.end - this.#before };
    this.endsItsLine = this.#behind === 0 || LINE_END.test(whole.slice(kept.end, kept.end + 80));
    this.text =
      whole.slice(0, this.kept.start) +
      whole.slice(kept.start, kept.end) +
      whole.slice(kept.end + this.#behind);
  }

  /** Where a span of this text is in the whole one. */
  inWhole({ start, end }: Span): Span {
    const { kept } = this;
    const isHead = start < kept.start;
    const isTail = start >= kept.end;
    return {
      start: start + (isHead ? 0 : this.#shift(isTail)),
      end: end + (isHead && end <= kept.start ? 0 : this.#shift(isTail || end > kept.end)),
    };
  }

  /** Where an offset of the whole text is in what stays; undefined where it is not in there. */
  inKept(offset: number): number | undefined {
    const here = offset - this.#before;
    return here >= this.kept.start && here <= this.kept.end ? here : undefined;
  }

  /** Where an offset behind what stays is, such as that of the closing brace. */
  behind(offset: number): number {
    return offset - this.#before - this.#behind;
  }

  #shift(isTail: boolean): number {
    return this.#before + (isTail ? this.#behind : 0);
  }
}
