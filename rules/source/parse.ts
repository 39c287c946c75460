import { type ChangedRange, type Parser, type Tree, TreeFragment } from '@lezer/common';

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

/** The one range in which two texts differ; A is the first, B the second. */
export function changeBetween(before: string, after: string): ChangedRange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  return { fromA: start, toA: before.length - same, fromB: start, toB: after.length - same };
}
