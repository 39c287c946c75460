import type { Document } from '../document/document.ts';
import type { Node, ObjectNode } from '../document/node.ts';
import type { Span } from '../text/span.ts';
import type { Server } from './config.ts';

/** An entry of a map, from its name to its closing brace. */
export interface Entry extends Span {
  /** Where its opening brace stands. */
  readonly brace: number;
}

/** The entries of the map in which a place is, where all have a name and braces. */
export function entriesAround(
  { roots }: Document,
  servers: readonly Server[],
  offset: number,
): readonly Entry[] | undefined {
  const nodes = new Set<Node>(servers.map(({ node }) => node));
  let node: Node | undefined = roots.length === 1 ? roots[0] : undefined;
  while (node?.kind === 'object') {
    const inner = valueAt(node, offset);
    if (inner && nodes.has(inner)) return entriesOf(node);
    node = inner;
  }
  return undefined;
}

function valueAt({ properties }: ObjectNode, offset: number): Node | undefined {
  return properties.find(
    ({ value }) => value && value.span.start <= offset && offset < value.span.end,
  )?.value;
}

function entriesOf({ properties, block }: ObjectNode): readonly Entry[] | undefined {
  if (block) return undefined;
  const entries: Entry[] = [];
  for (const { key, value } of properties) {
    if (!value) return undefined;
    entries.push({ start: key.span.start, brace: value.span.start, end: value.span.end });
  }
  return entries;
}

/** Where the last entry that begins before a place is in the list; -1 where none does. */
export function entryBefore(entries: readonly Entry[], offset: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether all that two texts differ in stands between the braces of an entry of the first one. */
export function isWithin({ brace, end }: Entry, before: string, after: string): boolean {
  const tail = before.length - end + 1;
  return (
    after.length - tail > brace &&
    after.startsWith(before.slice(0, brace + 1)) &&
    after.endsWith(before.slice(end - 1))
  );
}

/** Where two texts begin to differ. */
export function firstDifference(one: string, other: string): number {
  let [same, high] = [0, Math.min(one.length, other.length)];
  // Comparing slices takes no time to speak of, comparing units one by one does.
  while (same < high) {
    const middle = (same + high + 1) >> 1;
    if (one.slice(same, middle) === other.slice(same, middle)) same = middle;
    else high = middle - 1;
  }
  return same;
}

const LINE_END = /^\s*?,?[ \t]*(?:\/\/|[\r\n])/;

/** A text with all entries of a map cut out but one. */
export class Alone {
  readonly text: string;
  /** The entry that is left, in this text. */
  readonly entry: Entry;
  /** Whether no other entry begins in the line in which it ends. */
  readonly endsItsLine: boolean;
  readonly #before: number;
  readonly #behind: number;

  /** @param all from the first entry to the last one */
  constructor(whole: string, all: Span, { start, brace, end }: Entry) {
    this.#before = start - all.start;
    this.#behind = all.end - end;
    this.text = whole.slice(0, all.start) + whole.slice(start, end) + whole.slice(all.end);
    this.endsItsLine = this.#behind === 0 || LINE_END.test(whole.slice(end, end + 80));
    this.entry = { start: all.start, brace: brace - this.#before, end: end - this.#before };
  }

  /** Where a span of this text is in the whole one. */
  inWhole({ start, end }: Span): Span {
    const { entry } = this;
    const from = start < entry.start ? 0 : this.#shift(start >= entry.end);
    const to =
      end <= entry.start && from === 0 ? 0 : this.#shift(start >= entry.end || end > entry.end);
    return { start: start + from, end: end + to };
  }

  /** Where an offset of the whole text is in this one; undefined where it is not in the entry that is left. */
  inEntry(offset: number): number | undefined {
    const here = offset - this.#before;
    return here > this.entry.brace && here < this.entry.end ? here : undefined;
  }

  #shift(isBehind: boolean): number {
    return this.#before + (isBehind ? this.#behind : 0);
  }
}
