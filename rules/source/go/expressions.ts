import type { SyntaxNode } from '@lezer/common';
import type { Argument, Expression } from '../expressions.ts';
import { childrenOf, type Lowering, other, spanOf } from '../lowering.ts';
import { binaryAt, booleanAt, nullAt, numberAt, operandsOf, unknownAt } from '../nodes.ts';
import { resolveEscapes } from '../strings.ts';
import { functionOf } from './functions.ts';
import { literalOf } from './literals.ts';

const STATEMENT = /(?:Statement|Decl|Block|Assignment)$/;
const TYPE = /Type$|^TypeName$|^TypeArgs$|^TypeParams$/;

export function expressionOf(node: SyntaxNode, to: Lowering): Expression {
  switch (node.name) {
    case 'VariableName':
    case 'DefName':
    case 'FieldName':
    case 'TypeName':
      return { kind: 'id', name: to.textOf(node), start: node.from, end: node.to };
    case 'String':
    case 'Rune':
      return textOf(node, to);
    case 'Number':
      return numberAt(node, to);
    case 'Bool':
      return booleanAt(node, to);
    case 'Nil':
      return nullAt(node);
    case 'ParenthesizedExpr':
    case 'ParenthesizedExp':
    case 'ParameterizedExpr':
    case 'TypeAssertion': {
      const inner = operandsOf(node)[0];
      return inner ? to.expression(inner) : other(node, []);
    }
    case 'SelectorExpr':
    case 'QualifiedType':
      return memberOf(node, to);
    case 'IndexExpr':
    case 'SliceExpr':
      return indexOf(node, to);
    case 'CallExpr':
      return callOf(node, to);
    case 'BinaryExp':
      return binaryOf(node, to);
    case 'UnaryExp':
      return unaryOf(node, to);
    case 'TypedLiteral':
      return literalOf(node, to);
    case 'FunctionLiteral':
      return {
        kind: 'function',
        function: functionOf(node, to, 'closure'),
        start: node.from,
        end: node.to,
      };
    default:
      return unknown(node, to);
  }
}

function unknown(node: SyntaxNode, to: Lowering): Expression {
  const parts = operandsOf(node).filter(({ name }) => !TYPE.test(name));
  return unknownAt(node, to, STATEMENT, parts);
}

/** A raw string keeps its backslashes. */
function textOf(node: SyntaxNode, to: Lowering): Expression {
  const raw = to.textOf(node);
  const quote = raw[0] ?? '';
  const inner = raw.slice(1, raw.length > 1 && raw.endsWith(quote) ? -1 : undefined);
  return {
    kind: 'text',
    value: quote === '`' ? inner : resolveEscapes(inner),
    start: node.from,
    end: node.to,
  };
}

function memberOf(node: SyntaxNode, to: Lowering): Expression {
  const [first, last] = [node.firstChild, node.lastChild];
  if (!first || !last || last === first) return unknown(node, to);
  const whole = to.expression(first);
  if (last.name !== 'FieldName' && last.name !== 'TypeName') return whole;
  const name = to.textOf(last);
  return onLast(first, whole, node, (object) => ({
    kind: 'member',
    object,
    name,
    nameAt: spanOf(last),
    start: object.start,
    end: node.to,
  }));
}

/**
 * The grammar reads `a && b.c` as `(a && b).c`, and `!b.c()` as `(!b).c()`: what stands behind belongs to the last operand.
 *
 * @param first the node that `whole` was made of
 */
function onLast(
  first: SyntaxNode,
  whole: Expression,
  node: SyntaxNode,
  make: (object: Expression) => Expression,
): Expression {
  if (/^Parenthesized/.test(first.name)) return make(whole);
  const last = operandsOf(first).at(-1);
  // Behind a bracket an operator is one of what the bracket holds.
  const inner = (made: Expression): Expression =>
    /^(?:BinaryExp|UnaryExp)$/.test(first.name) && last
      ? onLast(last, made, node, make)
      : onLast(first, made, node, make);
  if (whole.kind === 'binary') return { ...whole, right: inner(whole.right), end: node.to };
  if (whole.kind === 'unary') return { ...whole, operand: inner(whole.operand), end: node.to };
  return make(whole);
}

function indexOf(node: SyntaxNode, to: Lowering): Expression {
  const [first, second] = operandsOf(node);
  if (!first) return other(node, []);
  const index = second && node.name === 'IndexExpr' ? to.expression(second) : other(node, []);
  return onLast(first, to.expression(first), node, (object) => ({
    kind: 'index',
    object,
    index,
    start: object.start,
    end: node.to,
  }));
}

function callOf(node: SyntaxNode, to: Lowering): Expression {
  const list = node.getChild('Arguments');
  const first = node.firstChild;
  if (!list || !first) return unknown(node, to);
  const args = argumentsOf(list, to);
  return onLast(first, to.expression(first), node, (callee) => ({
    kind: 'call',
    callee,
    args,
    form: 'call',
    start: callee.start,
    end: node.to,
  }));
}

/** `f(xs...)`: the dots stand after what they spread. */
function argumentsOf(list: SyntaxNode, to: Lowering): readonly Argument[] {
  return operandsOf(list).map((child) => {
    const value = to.expression(child);
    const dots = child.nextSibling?.name === '...' ? child.nextSibling : null;
    return { value: dots ? { kind: 'spread', value, start: child.from, end: dots.to } : value };
  });
}

function binaryOf(node: SyntaxNode, to: Lowering): Expression {
  const [left, right] = operandsOf(node);
  const sign = childrenOf(node).find(({ name }) => /Op$/.test(name));
  if (!left || !right) return unknown(node, to);
  return binaryAt(node, to, sign ? to.textOf(sign) : '', left, right);
}

/** `&x` is `x`, with its mark in its range: where a value lives makes no difference here. */
function unaryOf(node: SyntaxNode, to: Lowering): Expression {
  const operand = operandsOf(node)[0];
  const sign = node.firstChild;
  if (!operand || !sign) return other(node, []);
  const operator = to.textOf(sign);
  if (operator === '&' || operator === '*') return to.expression(operand);
  return {
    kind: 'unary',
    operator,
    operand: to.expression(operand),
    start: node.from,
    end: node.to,
  };
}
