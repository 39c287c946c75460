import { type NodeType, Tree, type TreeBuffer } from '@lezer/common';
import type { Span } from '../text/span.ts';

export interface Marks {
  readonly errors: readonly Span[];
  readonly comments: readonly Span[];
}

/** Of a tree and those it is made of, most of which a later version of its file has as well: the parser hands them on. */
export type KnownMarks = ReadonlyMap<Tree, Marks>;

/**
 * Where a tree has errors and comments.
 *
 * @param last of an earlier version: what stayed the same is not looked through again
 * @param all takes what a later version needs
 */
export function marksOf(tree: Tree, last?: KnownMarks, all = new Map<Tree, Marks>()): Marks {
  const known = last?.get(tree);
  // Statements may be nested deep; the groups in which they stand at the top are not.
  const isGroup = tree.type.isTop || tree.type.isAnonymous;
  const marks = known ?? (isGroup ? marksOfGroup(tree, last, all) : marksIn(tree));
  if (known && isGroup)
    for (const child of tree.children) if (child instanceof Tree) marksOf(child, last, all);
  all.set(tree, marks);
  return marks;
}

function marksOfGroup(
  { children, positions }: Tree,
  last: KnownMarks | undefined,
  all: Map<Tree, Marks>,
): Marks {
  const errors: Span[] = [];
  const comments: Span[] = [];
  children.forEach((child, index) => {
    const at = positions[index] ?? 0;
    const own = child instanceof Tree ? marksOf(child, last, all) : marksInBuffer(child);
    for (const it of own.errors) errors.push(moved(it, at));
    for (const it of own.comments) comments.push(moved(it, at));
  });
  return { errors, comments };
}

function marksIn(tree: Tree): Marks {
  const errors: Span[] = [];
  const comments: Span[] = [];
  tree.iterate({
    enter({ type, from, to }) {
      if (type.isError) errors.push({ start: from, end: to });
      else if (isComment(type)) comments.push({ start: from, end: to });
    },
  });
  return { errors, comments };
}

/** Its nodes stand in a row: of each its type, where it begins and ends, and where the next one beside it is. */
function marksInBuffer({ buffer, set }: TreeBuffer): Marks {
  const errors: Span[] = [];
  const comments: Span[] = [];
  for (let index = 0; index < buffer.length; index += 4) {
    const type = set.types[buffer[index] ?? 0];
    if (!type || !(type.isError || isComment(type))) continue;
    const at = { start: buffer[index + 1] ?? 0, end: buffer[index + 2] ?? 0 };
    (type.isError ? errors : comments).push(at);
  }
  return { errors, comments };
}

function isComment({ name }: NodeType): boolean {
  return name.endsWith('Comment');
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
