import { type SyntaxNode, Tree, TreeBuffer } from '@lezer/common';
import { type Front, Lowering } from './lowering.ts';
import type { ModulePart } from './model.ts';
import { movedPart } from './moved.ts';

/** What was read of some statements, and where and behind what they stood then. */
export interface Kept {
  readonly from: number;
  readonly lead: string;
  readonly part: ModulePart;
}

/** Statements that stand together: those of one tree of the parser's, which hands it on as long as it stays the same. */
interface Piece {
  readonly tree: Tree | undefined;
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
}

/** Of the trees of a file, most of which a later version of it has as well. */
export type KnownParts = ReadonlyMap<Tree, Kept>;

/** Reads all that stands at the top of a file. */
export function readWhole(tree: Tree, text: string, front: Front): ModulePart {
  const to = new Lowering(text, front);
  const nodes: SyntaxNode[] = [];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) nodes.push(node);
  to.read(nodes);
  return partOf(to);
}

/**
 * The same in parts.
 *
 * @param last of an earlier version: what stayed the same is taken from there
 * @param all takes what a later version needs
 */
export function readParts(
  tree: Tree,
  text: string,
  front: Front,
  last: KnownParts | undefined,
  all: Map<Tree, Kept>,
): readonly ModulePart[] {
  const parts: ModulePart[] = [];
  let next = tree.topNode.firstChild;
  for (const piece of piecesOf(tree, 0)) {
    const nodes: SyntaxNode[] = [];
    for (let left = piece.nodes; left > 0 && next; left -= 1) {
      nodes.push(next);
      next = next.nextSibling;
    }
    if (nodes.length === 0) continue;
    const kept = readPart(piece, nodes, text, front, piece.tree && last?.get(piece.tree));
    parts.push(kept.part);
    if (piece.tree) all.set(piece.tree, kept);
  }
  return parts;
}

function readPart(
  { from, to }: Piece,
  nodes: readonly SyntaxNode[],
  text: string,
  front: Front,
  kept: Kept | undefined,
): Kept {
  const start = leadOf(nodes[0] ?? null, front) ?? from;
  if (kept?.lead === text.slice(start, from)) {
    if (kept.from === from) return kept;
    return { ...kept, from, part: movedPart(kept.part, from - kept.from) };
  }
  // What is kept of it must not hold on to all of the text.
  const own = ` ${text.slice(start, to)}`;
  const lowering = new Lowering(own, front, start - 1);
  lowering.read(nodes);
  return { from, lead: own.slice(1, 1 + from - start), part: partOf(lowering) };
}

/** Where that begins which a node may take something from; undefined where nothing such stands before it. */
function leadOf(node: SyntaxNode | null, { leads }: Front): number | undefined {
  let start: number | undefined;
  for (let at = node?.prevSibling; at && leads(at); at = at.prevSibling) start = at.from;
  return start;
}

function partOf({ imports, exports, functions, classes, events, cut, package: name }: Lowering) {
  return { imports, exports, functions, classes, events, cut, package: name };
}

/** Small statements have no trees of their own: they stand together in one that has no name. */
function* piecesOf(tree: Tree, at: number): Iterable<Piece> {
  for (const [index, child] of tree.children.entries()) {
    const from = at + (tree.positions[index] ?? 0);
    const isGroup = child instanceof Tree && child.type.isAnonymous;
    if (isGroup && child.children.some((it) => it instanceof Tree)) yield* piecesOf(child, from);
    else {
      const own = child instanceof Tree ? child : undefined;
      yield { tree: own, from, to: from + child.length, nodes: nodesIn(child) };
    }
  }
}

function nodesIn(part: Tree | TreeBuffer): number {
  if (part instanceof TreeBuffer) {
    let nodes = 0;
    // Of each node: its type, where it begins and ends, and where the next one is.
    for (let at = 0; at < part.buffer.length; at = part.buffer[at + 3] ?? Infinity) nodes += 1;
    return nodes;
  }
  if (!part.type.isAnonymous) return 1;
  return part.children.reduce((sum, child) => sum + nodesIn(child), 0);
}
