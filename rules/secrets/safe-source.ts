import type { Config, Place } from '../config/config.ts';
import type { Node, TextNode } from '../document/node.ts';
import type { Span } from '../text/span.ts';
import type { CredentialMatch } from './locate.ts';
import { type SafeText, safe, sentence } from './safe.ts';
import { harmlessIn } from './shown.ts';

const MASK = sentence`••••`;

/** A stretch of the text and what is shown in its place. */
interface Segment extends Span {
  readonly shown: SafeText;
}

/** One whose words are only looked at when they are shown: of a long file that is a few lines. */
class Words implements Segment {
  readonly start: number;
  readonly end: number;
  readonly #make: () => SafeText;
  #shown: SafeText | undefined;

  constructor({ start, end }: Span, make: () => SafeText) {
    this.start = start;
    this.end = end;
    this.#make = make;
  }

  get shown(): SafeText {
    this.#shown ??= this.#make();
    return this.#shown;
  }
}

/** A file as it may be shown. */
export interface SafeSource {
  /** A piece of one line of it. */
  show(start: number, end: number): SafeText;
  /** Whether a new text carries along what is masked here. */
  carries(newText: string): boolean;
}

/**
 * Shows keys, punctuation and the values that are known to hold no secret; masks all other values, comments, and what
 * could not be read. Of a credential that judging found its tail is shown.
 *
 * @param text as it was judged
 * @param config what judging read in it; null where it read none, and nothing is shown
 * @param credentials those that judging found
 */
export function safeSource(
  text: string,
  config: Config | null,
  credentials: readonly CredentialMatch[],
): SafeSource {
  const segments = config ? segmentsOf(config, credentials) : [];
  let hidden: ReadonlySet<string> | undefined;
  return {
    show(start, end) {
      const pieces: SafeText[] = [];
      let position = start;
      for (let index = firstBehind(segments, start); index < segments.length; index += 1) {
        const segment = segments[index];
        if (!segment || segment.start >= end) break;
        pieces.push(unread(text.slice(position, Math.max(position, segment.start))));
        pieces.push(pieceOf(text, segment, start, end));
        position = Math.max(position, Math.min(end, segment.end));
      }
      pieces.push(unread(text.slice(position, end)));
      return safe.join(pieces, '');
    },
    carries(newText) {
      hidden ??= new Set(hiddenWords(text, segments, credentials));
      const words = wordsIn(newText);
      if (words.some((word) => hidden?.has(word))) return true;
      return credentials.some((found) => writtenIn(text, found).some((it) => newText.includes(it)));
    },
  };
}

/** Texts of a line of code, as far as the line shows them. */
const TEXTS = /"[^"\n]*"?|'[^'\n]*'?|`[^`\n]*`?/g;

/** Shows source code; masks what stands in quotes, as a secret would. */
export function codeSource(text: string): SafeSource {
  return {
    show(start, end) {
      const from = text.lastIndexOf('\n', start - 1) + 1;
      const line = text.slice(from, end);
      const masked = line.replace(
        TEXTS,
        (found) => `${found[0]}${'\u0000'.repeat(found.length - 1)}`,
      );
      return safe.text(masked.slice(start - from).replace(/\0+/g, MASK));
    },
    carries: () => false,
  };
}

/** Segments are in order, so the first that ends behind a place is found by halving. */
function firstBehind(segments: readonly Segment[], at: number): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pieceOf(text: string, segment: Segment, from: number, to: number): SafeText {
  const { start, end, shown } = segment;
  if (start >= from && end <= to) return shown;
  // Only of what is shown as it stands can a part be shown.
  if (text.slice(start, end) !== shown) return MASK;
  return safe.text(text.slice(Math.max(start, from), Math.min(end, to)));
}

/** What is in no value and no key: punctuation, blanks, and what is no part of the grammar. */
function unread(text: string): SafeText {
  if (text === '') return sentence``;
  return safe.text(text.replace(/[^\s{}[\],:"'=>|.-]+/g, MASK));
}

function segmentsOf(config: Config, credentials: readonly CredentialMatch[]): readonly Segment[] {
  const places = new Map<TextNode, Place>();
  for (const place of [...config.places, ...config.servers.flatMap((it) => it.places)])
    places.set(place.text, place);
  const found = new Map<TextNode, CredentialMatch[]>();
  for (const it of credentials) {
    if (it.verdict !== 'credential') continue;
    const { text } = it.place;
    found.set(text, [...(found.get(text) ?? []), it]);
  }
  const secretive = new Set<Node | undefined>(
    config.servers.flatMap(({ env, headers }) => [...env, ...headers].map(({ value }) => value)),
  );
  const segments: Segment[] = [];
  const { document } = config;
  for (const span of document.comments) segments.push(...commentIn(document.text, span));
  const open: Node[] = [...document.roots];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'array') open.push(...node.items);
    else if (node.kind === 'text')
      segments.push(...textOf(node, places.get(node), found.get(node)));
    else if (node.kind === 'scalar') {
      const { span, value } = node;
      const isKnown = typeof value !== 'number' || /^-?\d{1,4}$/.test(String(value));
      const isShown = isKnown && !secretive.has(node);
      segments.push(isShown ? new Words(span, () => safe.text(String(value))) : masked(span));
    } else {
      for (const { key, value } of node.properties) {
        segments.push(new Words(key.spanOf(), () => safe.name(key.value)));
        if (value) open.push(value);
      }
    }
  }
  return inOrder(segments);
}

/** A table of TOML has its name in several places, and some hosts read a place twice. */
function inOrder(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const segment of [...segments].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (segment.end > segment.start && segment.start >= (result.at(-1)?.end ?? 0))
      result.push(segment);
  }
  return result;
}

function commentIn(text: string, { start, end }: Span): readonly Segment[] {
  const mark = /^(?:\/[/*]|#)/.exec(text.slice(start, start + 2))?.[0].length ?? 0;
  return [
    { start, end: start + mark, shown: safe.text(text.slice(start, start + mark)) },
    { start: start + mark, end, shown: sentence` ${MASK}` },
  ];
}

function textOf(
  node: TextNode,
  place: Place | undefined,
  credentials: readonly CredentialMatch[] = [],
): readonly Segment[] {
  const whole = node.spanOf();
  const isMapped = node.raw === node.value || node.spanOf(0, 0).end === whole.start;
  if (!isMapped) return [masked(whole)];
  const marks = [
    ...credentials.map((it) => marked(node, it, safe.tail)),
    ...(place ? harmlessIn(place) : []).map((it) => marked(node, it, safe.text)),
  ];
  const segments: Segment[] = [];
  let position = 0;
  for (const { start, end, show } of valuesInOrder(marks)) {
    segments.push(...hiddenIn(node, position, start));
    segments.push(new Words(node.spanOf(start, end), show));
    position = end;
  }
  return [...segments, ...hiddenIn(node, position, node.value.length)];
}

/** A piece of a value, and how it is shown. */
interface Mark extends Span {
  readonly show: () => SafeText;
}

function marked(node: TextNode, { start, end }: Span, show: (text: string) => SafeText): Mark {
  return { start, end, show: () => show(node.value.slice(start, end)) };
}

function masked({ start, end }: Span): Segment {
  return { start, end, shown: MASK };
}

/** Of a command line the blanks between its words stay. */
function hiddenIn(node: TextNode, start: number, end: number): readonly Segment[] {
  const part = node.value.slice(start, end);
  const words = part.trim();
  if (words === '') return [];
  const from = start + part.length - part.trimStart().length;
  return [masked(node.spanOf(from, from + words.length))];
}

/** Credentials first: what overlaps with one is masked, although it would be harmless elsewhere. */
function valuesInOrder(marks: readonly Mark[]): readonly Mark[] {
  const taken: Mark[] = [];
  for (const mark of marks)
    if (!taken.some((it) => it.start < mark.end && mark.start < it.end)) taken.push(mark);
  return taken.sort((a, b) => a.start - b.start);
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[^\s"'`,;:=[\]{}()\\]{4,}/g) ?? [];
}

function hiddenWords(
  text: string,
  segments: readonly Segment[],
  credentials: readonly CredentialMatch[],
): readonly string[] {
  const shown = new Set(
    segments
      .filter((it) => it.shown === text.slice(it.start, it.end))
      .flatMap((it) => wordsIn(it.shown)),
  );
  const masked = segments.filter((it) => it.shown !== text.slice(it.start, it.end));
  return [
    ...masked.flatMap(({ start, end }) => wordsIn(text.slice(start, end))),
    ...credentials.flatMap((found) => writtenIn(text, found).flatMap(wordsIn)),
  ].filter((word) => !shown.has(word));
}

/** A credential as the host reads it, as this file writes it, and as a fix of JSON would. */
function writtenIn(
  text: string,
  { place, start, end, verdict }: CredentialMatch,
): readonly string[] {
  if (verdict !== 'credential') return [];
  const span = place.text.spanOf(start, end);
  const value = place.text.value.slice(start, end);
  return [value, text.slice(span.start, span.end), JSON.stringify(value).slice(1, -1)];
}
