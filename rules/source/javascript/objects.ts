import type { SyntaxNode } from '@lezer/common';
import type { Expression, Property } from '../expressions.ts';
import { childrenOf, exact, type Lowering, other, spanOf } from '../lowering.ts';
import { functionOf, nameClosure } from './functions.ts';
import { stringOf } from './literals.ts';

/** An object literal. */
export function objectOf(node: SyntaxNode, to: Lowering): Expression {
  const properties = childrenOf(node).flatMap((child) =>
    child.name === 'Property' ? propertyFrom(child, to) : [],
  );
  return { kind: 'object', properties: exact(properties), start: node.from, end: node.to };
}

const KEYS: ReadonlySet<string> = new Set([
  'PropertyDefinition',
  'String',
  'Number',
  'PropertyName',
]);

function propertyFrom(node: SyntaxNode, to: Lowering): readonly Property[] {
  const children = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  const at = spanOf(node);
  if (children.some(({ name }) => name === 'Block' || name === 'ParamList')) {
    const fn = functionOf(node, to, 'method');
    const value: Expression = { kind: 'function', function: fn, ...at };
    return [{ key: fn.name || null, keyAt: fn.nameAt ?? at, value, spread: false, ...at }];
  }
  const first = children[0];
  const last = children.at(-1);
  if (!first || !last) return [];
  if (first.name === 'Spread') {
    return last === first
      ? []
      : [{ key: null, keyAt: at, value: to.expression(last), spread: true, ...at }];
  }
  const colon = children.findIndex(({ name }) => name === ':');
  const found = colon >= 0 ? children[colon + 1] : undefined;
  if (first.name === '[') {
    const inner = children[1];
    if (!inner || !found) return [];
    const computed = to.expression(inner);
    const key = computed.kind === 'text' ? computed.value : null;
    const value = to.expression(found);
    return [{ key, keyAt: spanOf(inner), computed, value, spread: false, ...at }];
  }
  if (!KEYS.has(first.name)) return [];
  const key = first.name === 'String' ? stringOf(first, to).value : to.textOf(first);
  if (!found) {
    const value: Expression =
      first.name === 'PropertyDefinition' && colon < 0
        ? { kind: 'id', name: key, start: first.from, end: first.to }
        : other(last, []);
    return [{ key, keyAt: spanOf(first), value, spread: false, ...at }];
  }
  const value = to.expression(found);
  nameClosure(value, key, first);
  return [{ key, keyAt: spanOf(first), value, spread: false, ...at }];
}
