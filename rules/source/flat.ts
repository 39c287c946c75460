import { type NodeSet, Tree, TreeBuffer } from '@lezer/common';

/** A tree in a form that can be sent to another thread. It is not handed on to a later version: what that needs is left out. */
export interface FlatTree {
  /** Of each part, outer ones first: its type, or that it is a row; where it begins; its length; how much is in it. */
  readonly parts: Int32Array<ArrayBuffer>;
  /** The rows of nodes, one behind the other. */
  readonly rows: Uint16Array<ArrayBuffer>;
}

const ROW = -1;
const SIZE = 4;

export function flatten(tree: Tree): FlatTree {
  const parts: number[] = [];
  const rows: TreeBuffer[] = [];
  let length = 0;
  const open: (Tree | TreeBuffer)[] = [tree];
  const starts = [0];
  for (let part = open.pop(); part; part = open.pop()) {
    const start = starts.pop() ?? 0;
    if (part instanceof TreeBuffer) {
      parts.push(ROW, start, part.length, part.buffer.length);
      rows.push(part);
      length += part.buffer.length;
      continue;
    }
    const { children, positions } = part;
    parts.push(part.type.id, start, part.length, children.length);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child === undefined) continue;
      open.push(child);
      starts.push(positions[index] ?? 0);
    }
  }
  return { parts: Int32Array.from(parts), rows: joined(rows, length) };
}

function joined(rows: readonly TreeBuffer[], length: number): FlatTree['rows'] {
  const all = new Uint16Array(length);
  let at = 0;
  for (const { buffer } of rows) {
    all.set(buffer, at);
    at += buffer.length;
  }
  return all;
}

/** The tree again, of a parser with the same nodes. */
export function unflatten({ parts, rows }: FlatTree, nodes: NodeSet): Tree {
  const made: (Tree | TreeBuffer)[] = [];
  const starts: number[] = [];
  let end = rows.length;
  for (let at = parts.length - SIZE; at >= 0; at -= SIZE) {
    const [type = 0, start = 0, length = 0, amount = 0] = parts.subarray(at, at + SIZE);
    if (type === ROW) {
      made.push(new TreeBuffer(rows.slice(end - amount, end), length, nodes));
      end -= amount;
    } else {
      // What is in it was met before it, the last one first.
      const own = made.splice(made.length - amount, amount).reverse();
      const positions = starts.splice(starts.length - amount, amount).reverse();
      const is = nodes.types[type];
      if (is === undefined) throw new Error('a tree of another parser');
      made.push(new Tree(is, own, positions, length));
    }
    starts.push(start);
  }
  const [tree] = made;
  if (!(tree instanceof Tree)) throw new Error('no tree');
  return tree;
}
