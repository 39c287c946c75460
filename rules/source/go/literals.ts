import type { SyntaxNode } from '@lezer/common';
import type { Expression, Property } from '../expressions.ts';
import { childrenOf, type Lowering, other, spanOf } from '../lowering.ts';

/** `T{…}`, `[]T{…}`, `map[string]T{…}`: with keys an object, without a list. */
export function literalOf(node: SyntaxNode, to: Lowering): Expression {
  const value = node.getChild('LiteralValue');
  const type = node.firstChild;
  if (!value || !type) return other(node, []);
  return { ...literalValue(value, to.textOf(type), to), start: node.from, end: node.to };
}

function literalValue(node: SyntaxNode, type: string, to: Lowering): Expression {
  const elements = childrenOf(node).filter(({ name }) => name === 'Element');
  const inner = innerType(type);
  const keyed = elements.some((element) => element.getChild('Key'));
  if (!keyed) {
    const items = elements.map((element) => elementOf(element, inner, to));
    const list = /^(?:\[|map\[)/.test(type) || items.length > 0;
    if (list) return { kind: 'list', items, type, start: node.from, end: node.to };
    return { kind: 'object', properties: [], type, start: node.from, end: node.to };
  }
  const properties = elements.flatMap((element) => propertyOf(element, inner, to));
  return { kind: 'object', properties, type, start: node.from, end: node.to };
}

/** The type of what is inside: of a slice or map its last part, of a struct unknown. */
function innerType(type: string): string {
  const inner = /^(?:\[[^\]]*\]|map\[[^\]]*\])\s*\*?/.exec(type);
  return inner ? type.slice(inner[0].length) : '';
}

function propertyOf(element: SyntaxNode, inner: string, to: Lowering): readonly Property[] {
  const key = element.getChild('Key')?.firstChild;
  if (!key) return [];
  const name = to.expression(key);
  const at = spanOf(element);
  const value = elementOf(element, inner, to);
  const keyAt = spanOf(key);
  if (name.kind === 'id' && !inner) {
    return [{ key: name.name, keyAt, computed: name, value, spread: false, ...at }];
  }
  if (name.kind === 'text') return [{ key: name.value, keyAt, value, spread: false, ...at }];
  return [{ key: null, keyAt, computed: name, value, spread: false, ...at }];
}

function elementOf(element: SyntaxNode, inner: string, to: Lowering): Expression {
  const last = childrenOf(element).findLast(
    ({ name }) => /^[A-Z]/.test(name) && !/Comment$/.test(name),
  );
  if (!last || last.name === 'Key') return other(element, []);
  return last.name === 'LiteralValue' ? literalValue(last, inner, to) : to.expression(last);
}
