import { type Parser, type Tree, TreeFragment } from '@lezer/common';
import { type Change, changeOf } from '../text/change.ts';

/**
 * How long a text is that the parser keeps as a row of nodes: it hands on whole rows only, so around a key one or two are
 * parsed and read anew. By itself it takes twice as much.
 */
export const ROW = { bufferLength: 512 };

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
  return {
    text,
    tree: parser.parse(
      text,
      previous ? fragments(previous.tree, changeOf(previous.text, text)) : [],
    ),
  };
}

/**
 * Parses a text as far as it has to be known whether what was typed in it hides what follows, as a bracket or quote does
 * that is not closed yet: whoever types one waits for no more than a part of the file to be parsed.
 *
 * @param isHidden whether a tree of the text up to some place behind the change shows that; asked once at most
 * @returns undefined where it does
 */
export function parseUnlessHidden(
  parser: Parser,
  text: string,
  previous: Parsed,
  isHidden: (tree: Tree) => boolean,
): Parsed | undefined {
  if (previous.text === text) return previous;
  const change = changeOf(previous.text, text);
  const shared = fragments(previous.tree, change);
  const parse = parser.startParse(text, shared);
  const { after } = change;
  let left = MOST_STEPS;
  for (;;) {
    const tree = parse.advance();
    if (tree) return { text, tree };
    if (parse.parsedPos > after) left -= 1;
    if (left === 0) break;
  }
  parse.stopAt(parse.parsedPos);
  let stopped: Tree | null = null;
  while (!stopped) stopped = parse.advance();
  return isHidden(stopped) ? undefined : { text, tree: parser.parse(text, shared) };
}

/**
 * A statement that is not changed takes one step, of others ten characters do: these are some twenty-five lines that are
 * read anew. On 27,000 edits of source none was taken for torn that is not when all of it is parsed.
 */
const MOST_STEPS = 100;

function fragments(tree: Tree, { from, before, after }: Change): readonly TreeFragment[] {
  const change = { fromA: from, toA: before, fromB: from, toB: after };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}
