import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { bind, childrenOf, type Lowering, other, spanOf } from '../lowering.ts';
import type { Binding } from '../model.ts';
import { typeOf } from './functions.ts';

const TUPLE: ReadonlySet<string> = new Set([
  'TupleExpression',
  'ArrayExpression',
  'ParenthesizedExpression',
]);

/** The names that a target gives a value to; attributes and items are none. */
export function bindingsOf(
  nodes: readonly SyntaxNode[],
  to: Lowering,
  path: readonly string[] = [],
): readonly Binding[] {
  const places = nodes.filter(({ name }) => /^[A-Z]/.test(name) && name !== 'Comment');
  const several = nodes.some(({ name }) => name === ',');
  return places.flatMap((node, place) => {
    const here = several ? [...path, String(place)] : path;
    if (node.name === 'VariableName') return [bind(node, to.textOf(node), here)];
    return TUPLE.has(node.name) ? bindingsOf(childrenOf(node), to, here) : [];
  });
}

/** `a = b = value`, `a, b = value`, `a: type = value`. */
export function assignmentOf(node: SyntaxNode, to: Lowering): void {
  const groups: SyntaxNode[][] = [[]];
  let type: SyntaxNode | undefined;
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') groups.push([]);
    else if (child.name === 'TypeDef') type = child;
    else if (child.name !== 'Comment') groups.at(-1)?.push(child);
  }
  const values = groups.length > 1 ? (groups.pop() ?? []) : [];
  const value = assignedValue(values, to);
  // `async with f() as (a, b):` is read as a name with a type, and the type is the body.
  if (type && !value && !to.owner)
    to.emit({ kind: 'expression', value: bodyOf(type, to), start: type.from, end: type.to });
  const typed = type ? { type: typeOf(type, to) } : {};
  const at = spanOf(node);
  const owner = to.owner;
  for (const target of groups) {
    const bindings = bindingsOf(target, to);
    const first = bindings[0];
    if (owner && first) {
      const { name } = first;
      const nameAt = { start: first.start, end: first.end };
      owner.fields.push({
        name,
        nameAt,
        isStatic: true,
        ...(value ? { value } : {}),
        ...typed,
        ...at,
      });
    } else if (bindings.length > 0 && value) {
      to.emit({ kind: 'assign', bindings, value, element: false, declares: true, ...typed, ...at });
    } else if (target[0] && value) {
      const place = to.expression(target[0]);
      const stored = { kind: 'assign', operator: '=', target: place, value, ...at } as const;
      to.emit({ kind: 'expression', value: stored, ...at });
    }
  }
}

function bodyOf(type: SyntaxNode, to: Lowering): Expression {
  const parts = childrenOf(type).filter(({ name }) => /^[A-Z]/.test(name));
  return other(
    type,
    parts.map((part) => to.expression(part)),
  );
}

/** What stands right of an equals sign: with commas a tuple. */
function assignedValue(nodes: readonly SyntaxNode[], to: Lowering): Expression | undefined {
  const values = nodes.filter(({ name, firstChild }) => /^[A-Z]/.test(name) || firstChild !== null);
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last) return nodes[0] ? other(nodes[0], []) : undefined;
  if (values.length === 1 && !nodes.some(({ name }) => name === ',')) return to.expression(first);
  return {
    kind: 'list',
    items: values.map((child) => to.expression(child)),
    start: first.from,
    end: last.to,
  };
}

/** `a += value`. */
export function updateOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const operator = children.findIndex(({ name }) => name === 'UpdateOp');
  const [target, sign] = [children[0], children[operator]];
  const value = assignedValue(children.slice(operator + 1), to);
  if (!target || !sign || !value) return;
  const at = spanOf(node);
  if (target.name === 'VariableName') {
    to.emit({
      kind: 'assign',
      bindings: [bind(target, to.textOf(target))],
      value,
      element: false,
      update: to.textOf(sign).slice(0, -1),
      declares: false,
      ...at,
    });
    return;
  }
  const stored = to.expression(target);
  const assign = {
    kind: 'assign',
    operator: to.textOf(sign),
    target: stored,
    value,
    ...at,
  } as const;
  to.emit({ kind: 'expression', value: assign, ...at });
}
