import { type ChangedRange, type Parser, type Tree, TreeFragment } from '@lezer/common';
import { changeOf } from '../text/change.ts';

/** A text and its tree; keep it for files that are being typed in, and only for these: it is large. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/**
 * Parses a text; what an earlier version of it has in common with it is not parsed again.
 *
 * @param previous of the same file and language; any text will do, a near one is fast
 */
export function parse(parser: Parser, text: string, previous?: Parsed): Parsed {
  if (previous?.text === text) return previous;
  return { text, tree: parser.parse(text, previous ? fragments(previous, text) : []) };
}

function fragments({ text: before, tree }: Parsed, after: string): readonly TreeFragment[] {
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [changeBetween(before, after)]);
}

/** The one range in which two texts differ, as the parser takes it; A is the first, B the second. */
export function changeBetween(first: string, second: string): ChangedRange {
  const { from, before, after } = changeOf(first, second);
  return { fromA: from, toA: before, fromB: from, toB: after };
}
