import { at, type Node } from '../../document/node.ts';
import type { Given } from './manifest.ts';

/** The text under a path of keys. */
export function textAt(root: Node | undefined, ...path: string[]): Given | undefined {
  const node = at(root, path);
  return node?.kind === 'text' ? { value: node.value, at: node.span } : undefined;
}

/** Keys and values of the object under a path, in order. */
export function entriesAt(
  root: Node | undefined,
  ...path: string[]
): readonly (Given & { readonly node: Node | undefined })[] {
  const node = path.length === 0 ? root : at(root, path);
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => ({ value: key.value, at: key.span, node: value }));
}

export function itemsAt(root: Node | undefined, ...path: string[]): readonly Node[] {
  const node = path.length === 0 ? root : at(root, path);
  return node?.kind === 'array' ? node.items : [];
}

/** Texts of a list, or the one that stands in its place. */
export function textsAt(root: Node | undefined, ...path: string[]): readonly Given[] {
  const one = textAt(root, ...path);
  if (one) return [one];
  return itemsAt(root, ...path).flatMap((item) =>
    item.kind === 'text' ? [{ value: item.value, at: item.span }] : [],
  );
}

export function isTrue(root: Node | undefined, ...path: string[]): boolean {
  const node = at(root, path);
  return node?.kind === 'scalar' && node.value === true;
}
