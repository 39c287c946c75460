import type { Config, Server } from '../../config/config.ts';
import { removeItem, removeProperty } from '../../document/edit.ts';
import type { ArrayNode, Node, ObjectNode, Property } from '../../document/node.ts';
import type { Span, TextEdit } from '../../text/span.ts';

/** Where the entry of a server stands: in a map under its name, or in a list. */
export type Entry = {
  /** The keys and numbers that lead to the map or list. */
  readonly steps: readonly string[];
  /** Of the entry, its name included. */
  readonly span: Span;
} & (
  | { readonly holder: ObjectNode; readonly property: Property }
  | { readonly holder: ArrayNode; readonly index: number }
);

/** The steps of an RFC 6901 pointer. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** @returns undefined where the server is not an entry of something, as in a file that is about one server only */
export function entryOf({ document }: Config, server: Server): Entry | undefined {
  const steps = stepsOf(server.pointer);
  for (const root of document.roots) {
    const way = wayTo(root, steps);
    const node = way.at(-1);
    const holder = way.at(-2);
    if (node !== server.node || !holder) continue;
    const last = steps.length - 1;
    const outer = way.at(-3);
    // `- name: {…}` is one item of a list.
    if (outer?.kind === 'array' && holder.kind === 'object' && holder.properties.length === 1)
      return inList(outer, holder, steps.slice(0, last - 1));
    if (holder.kind === 'array') return inList(holder, node, steps.slice(0, last));
    if (holder.kind !== 'object') return undefined;
    const property = holder.properties.find(({ value }) => value === node);
    if (!property) return undefined;
    const span = { start: property.key.span.start, end: node.span.end };
    return { steps: steps.slice(0, last), span, holder, property };
  }
  return undefined;
}

function inList(holder: ArrayNode, item: Node, steps: readonly string[]): Entry {
  return { steps, span: item.span, holder, index: holder.items.indexOf(item) };
}

/** All nodes on the way, the root first. */
function wayTo(root: Node, steps: readonly string[]): readonly Node[] {
  const way = [root];
  for (const step of steps) {
    const inner = childOf(way.at(-1), step);
    if (!inner) return [];
    way.push(inner);
  }
  return way;
}

function childOf(node: Node | undefined, step: string): Node | undefined {
  if (node?.kind === 'array') return node.items[Number(step)];
  if (node?.kind !== 'object') return undefined;
  return node.properties.findLast(({ key }) => key.value === step)?.value;
}

/** The node at steps that may lead through lists. */
export function holderAt({ document }: Config, steps: readonly string[]): Node | undefined {
  for (const root of document.roots) {
    const way = wayTo(root, steps);
    if (way.length > 0) return way.at(-1);
  }
  return undefined;
}

/** Takes the entry out, with the comma and the line that belong to it. */
export function removalOf({ document }: Config, entry: Entry): TextEdit {
  return 'property' in entry
    ? removeProperty(document, entry.holder, entry.property)
    : removeItem(document, entry.holder, entry.index);
}
