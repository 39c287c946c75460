import type { Span, TextEdit } from './span.ts';

/** The one range in which two texts differ: both are the same up to `from`, and behind the two ends. */
export interface Change {
  readonly from: number;
  /** Where it ends in the first text. */
  readonly before: number;
  /** Where it ends in the second one. */
  readonly after: number;
}

const BLOCK = 1_024;

/** What was changed between two texts, as one range. Throws nothing; equal texts differ in an empty range at their end. */
export function changeOf(first: string, second: string): Change {
  const most = Math.min(first.length, second.length);
  let from = 0;
  // Most of it is the same: whole blocks are compared first, and cut out, as equality is faster than a search.
  while (
    from + BLOCK <= most &&
    first.slice(from, from + BLOCK) === second.slice(from, from + BLOCK)
  )
    from += BLOCK;
  while (from < most && first.charCodeAt(from) === second.charCodeAt(from)) from += 1;
  let same = 0;
  for (let next = BLOCK; next <= most - from; next += BLOCK) {
    const end = second.slice(second.length - next, second.length - same);
    if (first.slice(first.length - next, first.length - same) !== end) break;
    same = next;
  }
  while (
    same < most - from &&
    first.charCodeAt(first.length - 1 - same) === second.charCodeAt(second.length - 1 - same)
  )
    same += 1;
  return { from, before: first.length - same, after: second.length - same };
}

/** Where a place of the first text is in the second one; undefined where it was changed itself. */
export function shifted({ from, before, after }: Change, span: Span): Span | undefined {
  if (span.end <= from) return span;
  if (span.start < before) return undefined;
  return { start: span.start + after - before, end: span.end + after - before };
}

/** The same for a place that may have been changed: it reaches as far as it did, and over what is new within it. */
export function stretched(change: Change, span: Span): Span {
  const { from, before, after } = change;
  const moved = shifted(change, span);
  if (moved) return moved;
  const start = Math.min(span.start, from);
  return { start, end: Math.max(span.end < before ? after : span.end + after - before, start) };
}

/** The one edit that makes a text of another; none where they are equal. */
export function editsBetween(first: string, second: string): readonly TextEdit[] {
  if (first === second) return [];
  const { from: start, before: end, after } = changeOf(first, second);
  return [{ span: { start, end }, newText: second.slice(start, after) }];
}
