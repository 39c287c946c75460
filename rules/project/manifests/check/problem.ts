import { at, type Node } from '../../../document/node.ts';
import type { Span } from '../../../text/span.ts';

/** What is wrong with a part of a listing; the sentence for each is the rule's. */
export type ProblemKind =
  | 'missing'
  | 'long'
  | 'form'
  | 'unknown'
  | 'undeclared'
  | 'old-schema'
  | 'renamed'
  | 'dropped';

/** One place of a listing or bundle that its directory refuses, or drops. */
export interface ListingProblem {
  readonly kind: ProblemKind;
  /** Which demand of the directory it breaks: a key of that directory's table. */
  readonly demand: string;
  /** What a sentence about it names. Keys are those of the message; the values may come from the file. */
  readonly data: { readonly what: string; readonly than: string };
  readonly at: Span;
}

/** Collects problems of one file: each method adds one where something is not as it has to be. */
export class Problems {
  readonly all: ListingProblem[] = [];

  add(kind: ProblemKind, demand: string, what: string, than: string, span: Span): void {
    this.all.push({ kind, demand, data: { what, than }, at: span });
  }

  /** A text has to be there, with something in it. */
  needs(demand: string, node: Node | undefined, ...path: string[]): void {
    const found = at(node, path);
    if (found && !(found.kind === 'text' && found.value.trim() === '')) return;
    this.add('missing', demand, path.join('.'), '', found?.span ?? nearest(node, path));
  }

  /** A text may only be so long. */
  within(demand: string, node: Node | undefined, most: number, ...path: string[]): void {
    const found = at(node, path);
    if (found?.kind !== 'text' || found.value.length <= most) return;
    this.add('long', demand, path.join('.'), String(most), found.span);
  }

  /** A text, where it is given, has to fit. */
  fits(
    demand: string,
    node: Node | undefined,
    is: (value: string) => boolean,
    than: string,
    ...path: string[]
  ): void {
    const found = at(node, path);
    if (found?.kind !== 'text' || found.value.trim() === '' || is(found.value)) return;
    this.add('form', demand, path.join('.'), than, found.span);
  }
}

/** The bracket of the innermost object that is there: where something is missing there is nothing else to mark. */
function nearest(node: Node | undefined, path: readonly string[]): Span {
  let deepest = node;
  for (let length = 1; length < path.length; length += 1)
    deepest = at(node, path.slice(0, length)) ?? deepest;
  const start = deepest?.span.start ?? 0;
  return { start, end: start + 1 };
}

/** Whether an address is absolute and encrypted. */
export function isHttps(value: string): boolean {
  return /^https:\/\/[\w.-]+\.[a-z]{2,}(?:[:/?#]|$)/i.test(value);
}

/** One version, not a range and not a tag: `^1.2.3`, `1.x`, `latest` are none. */
export function isOneVersion(value: string): boolean {
  if (/^latest$/i.test(value) || /[\^~<>=|*\s]/.test(value)) return false;
  return !/(?:^|\.)x(?:\.|$)/i.test(value);
}

/** Filled in when it is released: `$VERSION`, `{{version}}`. */
export function isTemplate(value: string): boolean {
  return /[${}]/.test(value);
}
