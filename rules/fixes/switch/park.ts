import type { Config, Server } from '../../config/config.ts';
import { type Node, property } from '../../document/node.ts';
import { applyEdits, type TextEdit } from '../../text/span.ts';
import { type Entry, entryOf, holderAt, removalOf } from './entry.ts';

/**
 * A server that was taken out of its config, with all that it takes to put it back where it was. Nothing of other
 * servers is in it but their names.
 */
export interface Parked {
  readonly name: string;
  /** `entry`: all of it, out of a map or list. `file`: a file about this server alone. `change`: a few characters. */
  readonly kind: 'entry' | 'file' | 'change';
  /** Where its map or list stands, from the top; none for what is no entry. */
  readonly steps: readonly string[];
  /** The names of its neighbours, and how far from them it stood. */
  readonly behind: Neighbour | null;
  readonly before: Neighbour | null;
  /** From the start of the map or list; of the file for what is no entry. */
  readonly inside: number;
  /** From the end of the key in front of the map or list, which is nothing any more once it is empty in YAML. */
  readonly under: number | null;
  /** The text that was taken out, to the character. */
  readonly taken: string;
  /** What was left in its place: a line end, or nothing. */
  readonly left: string;
}

export interface Neighbour {
  readonly name: string;
  readonly gap: number;
}

/** @returns the text without the server, and what to keep of it; undefined where it cannot be taken out */
export function park(
  config: Config,
  server: Server,
): { readonly text: string; readonly parked: Parked } | undefined {
  const { text } = config.document;
  const entry = entryOf(config, server);
  if (!entry) return parkWhole(config, server);
  const { span, newText } = removalOf(config, entry);
  const [behind, before] = neighboursOf(entry);
  const parked: Parked = {
    name: server.name,
    kind: 'entry',
    steps: entry.steps,
    behind: behind && { name: behind.name, gap: span.start - behind.end },
    before: before && { name: before.name, gap: before.start - span.end },
    inside: span.start - entry.holder.span.start,
    under: distance(keyEnd(config, entry.steps), span.start),
    taken: text.slice(span.start, span.end),
    left: newText,
  };
  return { text: applyEdits(text, [{ span, newText }]), parked };
}

const NOWHERE = { steps: [], behind: null, before: null, inside: 0, under: null };

/**
 * What a switch changed beyond what can be told from the text afterwards: whether a key or a list was there before.
 *
 * @param text before it was switched off
 * @param after the same, switched off
 */
export function changeOf(name: string, text: string, after: string): Parked {
  let start = 0;
  while (start < text.length && text[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(text.length, after.length) - start;
  while (end < most && text.at(-1 - end) === after.at(-1 - end)) end += 1;
  const taken = text.slice(start, text.length - end);
  const left = after.slice(start, after.length - end);
  return { ...NOWHERE, name, kind: 'change', inside: start, taken, left };
}

/** A file that is about one server only: it stays, with nothing in it. */
function parkWhole({ document }: Config, server: Server) {
  const { text, format } = document;
  if (server.pointer !== '') return undefined;
  const left = format === 'json' ? '{}\n' : '';
  return {
    text: left,
    parked: { ...NOWHERE, name: server.name, kind: 'file' as const, taken: text, left },
  };
}

/**
 * The texts that a config could be with a server back in it, the likeliest first: whoever asks reads each of them and
 * takes the first in which the server is there and nothing else has changed.
 */
export function* unpark(config: Config, parked: Parked): Generator<string> {
  const { text } = config.document;
  const { kind, steps, behind, before, inside, under, taken, left } = parked;
  if (kind === 'file') {
    if (text.trim() === left.trim()) yield taken;
    return;
  }
  if (kind === 'change') {
    if (text.startsWith(left, inside))
      yield text.slice(0, inside) + taken + text.slice(inside + left.length);
    return;
  }
  const holder = holderAt(config, steps);
  const near = (start: number): TextEdit | undefined =>
    start >= 0 && text.startsWith(left, start)
      ? { span: { start, end: start + left.length }, newText: taken }
      : undefined;
  const front = holder && behind && spanOf(holder, behind.name);
  const back = holder && before && spanOf(holder, before.name);
  const key = keyEnd(config, steps);
  const places = [
    front && behind && near(front.end + behind.gap),
    back && before && near(back.start - before.gap - left.length),
    holder && near(holder.span.start + inside),
    under !== null && key !== undefined && near(key + under),
  ];
  for (const edit of places) if (edit) yield applyEdits(text, [edit]);
}

/** Where the key ends that leads to a map or list. */
function keyEnd(config: Config, steps: readonly string[]): number | undefined {
  const parent = holderAt(config, steps.slice(0, -1));
  return property(parent, steps.at(-1) ?? '')?.key.span.end;
}

function distance(from: number | undefined, to: number): number | null {
  return from === undefined ? null : to - from;
}

type Named = { readonly name: string; readonly start: number; readonly end: number };

function neighboursOf(entry: Entry): readonly [Named | null, Named | null] {
  const all = namedIn(entry.holder);
  const own = 'property' in entry ? entry.holder.properties.indexOf(entry.property) : entry.index;
  return [all[own - 1] ?? null, all[own + 1] ?? null];
}

function spanOf(holder: Node, name: string): Named | undefined {
  return namedIn(holder).find((it) => it.name === name);
}

/** Items of a list go by the name in them. */
function namedIn(holder: Node): readonly Named[] {
  if (holder.kind === 'object')
    return holder.properties.map(({ key, value }) => ({
      name: key.value,
      start: key.span.start,
      end: (value ?? key).span.end,
    }));
  if (holder.kind !== 'array') return [];
  return holder.items.map((item, index) => {
    const named =
      item.kind === 'object'
        ? item.properties.find(({ key }) => key.value === 'name')?.value
        : undefined;
    const name = named?.kind === 'text' ? named.value : `#${index}`;
    return { name, start: item.span.start, end: item.span.end };
  });
}
