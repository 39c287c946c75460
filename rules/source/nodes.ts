import type { SyntaxNode } from '@lezer/common';
import type { Expression } from './expressions.ts';
import { childrenOf, type Lowering, other } from './lowering.ts';
import { numberOf } from './strings.ts';

/** What all languages write alike: each names its nodes, and finds their parts, itself. */

/** Operand nodes of Python and Go: tokens and comments left out. Error nodes are kept, for what is inside them. */
export function operandsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(
    ({ name, type, firstChild }) =>
      (/^[A-Z]/.test(name) && !/(?:Op|Comment)$/.test(name)) || (type.isError && firstChild),
  );
}

export function numberAt(node: SyntaxNode, to: Lowering): Expression {
  return {
    kind: 'literal',
    type: 'number',
    value: numberOf(to.textOf(node)),
    start: node.from,
    end: node.to,
  };
}

export function booleanAt(node: SyntaxNode, to: Lowering): Expression {
  const value = to.textOf(node).toLowerCase() === 'true';
  return { kind: 'literal', type: 'boolean', value, start: node.from, end: node.to };
}

export function nullAt(node: SyntaxNode): Expression {
  return { kind: 'literal', type: 'null', value: null, start: node.from, end: node.to };
}

export function binaryAt(
  node: SyntaxNode,
  to: Lowering,
  operator: string,
  left: SyntaxNode,
  right: SyntaxNode,
): Expression {
  return {
    kind: 'binary',
    operator,
    left: to.expression(left),
    right: to.expression(right),
    start: node.from,
    end: node.to,
  };
}

/** @param parts the test, and what it is when that is true and when it is not; without one of them nothing is known */
export function conditionalAt(
  node: SyntaxNode,
  to: Lowering,
  ...parts: readonly (SyntaxNode | undefined)[]
): Expression | undefined {
  const [test, then, otherwise] = parts;
  if (!test || !then || !otherwise) return undefined;
  return {
    kind: 'conditional',
    test: to.expression(test),
    whenTrue: to.expression(then),
    whenFalse: to.expression(otherwise),
    start: node.from,
    end: node.to,
  };
}

/** A shape without a meaning here, and errors: nothing may disappear because what is around it is odd. */
export function unknownAt(
  node: SyntaxNode,
  to: Lowering,
  statement: RegExp,
  parts: readonly SyntaxNode[],
): Expression {
  if (statement.test(node.name)) {
    to.statement(node);
    return other(node, []);
  }
  return other(
    node,
    parts.map((child) => to.expression(child)),
  );
}
