import type { SyntaxNode } from '@lezer/common';
import type { Argument, Expression, Property } from '../expressions.ts';
import { childrenOf, type Lowering, other, spanOf } from '../lowering.ts';
import {
  binaryAt,
  booleanAt,
  conditionalAt,
  nullAt,
  numberAt,
  operandsOf,
  unknownAt,
} from '../nodes.ts';
import { lambdaOf } from './functions.ts';
import { continuedOf, formatOf, stringOf } from './literals.ts';

const STATEMENT = /(?:Statement|Definition|Body|Clause)$/;

export function expressionOf(node: SyntaxNode, to: Lowering): Expression {
  switch (node.name) {
    case 'VariableName':
    case 'PropertyName':
      return { kind: 'id', name: to.textOf(node), start: node.from, end: node.to };
    case 'String':
      return stringOf(node, to);
    case 'FormatString':
      return formatOf(node, to);
    case 'ContinuedString':
      return continuedOf(node, to);
    case 'Number':
      return numberAt(node, to);
    case 'Boolean':
      return booleanAt(node, to);
    case 'None':
      return nullAt(node);
    case 'ParenthesizedExpression':
    case 'AwaitExpression': {
      const inner = operandsOf(node);
      return inner[0] && inner.length === 1 ? to.expression(inner[0]) : unknown(node, to);
    }
    case 'MemberExpression':
    case 'AttributePattern':
      return memberOf(node, to);
    case 'CallExpression':
      return callOf(node, to);
    case 'BinaryExpression':
      return binaryOf(node, to);
    case 'UnaryExpression':
      return unaryOf(node, to);
    case 'ConditionalExpression':
      return conditionalOf(node, to);
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return {
        kind: 'list',
        items: itemsOf(node, to).map(({ value }) => value),
        start: node.from,
        end: node.to,
      };
    case 'DictionaryExpression':
      return dictionaryOf(node, to);
    case 'LambdaExpression':
      return { kind: 'function', function: lambdaOf(node, to), start: node.from, end: node.to };
    case 'NamedExpression':
      return namedOf(node, to);
    default:
      return unknown(node, to);
  }
}

function unknown(node: SyntaxNode, to: Lowering): Expression {
  return unknownAt(node, to, STATEMENT, operandsOf(node));
}

function memberOf(node: SyntaxNode, to: Lowering): Expression {
  const first = node.firstChild;
  if (!first) return other(node, []);
  const object = to.expression(first);
  const last = node.lastChild;
  if (last?.name === 'PropertyName') {
    return {
      kind: 'member',
      object,
      name: to.textOf(last),
      nameAt: spanOf(last),
      start: node.from,
      end: node.to,
    };
  }
  const children = childrenOf(node);
  const open = children.findIndex(({ name }) => name === '[');
  if (open < 0) return object;
  const inside = children.slice(open + 1);
  const parts = inside
    .filter(({ name }) => /^[A-Z]/.test(name))
    .map((child) => to.expression(child));
  const single = parts[0];
  const at = { start: children[open]?.from ?? node.from, end: node.to };
  const slice = inside.some(({ name }) => name === ':');
  if (single && parts.length === 1 && !slice)
    return { kind: 'index', object, index: single, start: node.from, end: node.to };
  // `Annotated[str, Field(...)]` has a list of two.
  const index: Expression = slice
    ? { kind: 'other', parts, ...at }
    : { kind: 'list', items: parts, ...at };
  return { kind: 'index', object, index, start: node.from, end: node.to };
}

/** Items of a list or arguments of a call: a name and `=` before a value is a keyword. */
export function itemsOf(list: SyntaxNode, to: Lowering): readonly Argument[] {
  const items: Argument[] = [];
  const children = childrenOf(list).filter(({ name }) => !/Comment$/.test(name));
  let star: SyntaxNode | null = null;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (!child) break;
    const next = children[index + 1];
    const after = children[index + 2];
    if (child.name === '*' || child.name === '**') star = child;
    else if (child.name === 'VariableName' && next?.name === 'AssignOp') {
      const given = after && after.name !== ',' && after.name !== ')' ? after : null;
      const value = given ? to.expression(given) : other(next, []);
      items.push({ name: to.textOf(child), value });
      index += given ? 2 : 1;
    } else if (/^[A-Z]/.test(child.name) || (child.type.isError && child.firstChild)) {
      const value = to.expression(child);
      items.push({
        value: star ? { kind: 'spread', value, start: star.from, end: child.to } : value,
      });
      star = null;
    }
  }
  return items;
}

export function callOf(node: SyntaxNode, to: Lowering): Expression {
  const first = node.firstChild;
  const list = node.getChild('ArgList');
  if (!first || !list) return unknown(node, to);
  const callee = to.expression(first);
  return {
    kind: 'call',
    callee,
    args: itemsOf(list, to),
    form: 'call',
    start: node.from,
    end: node.to,
  };
}

function binaryOf(node: SyntaxNode, to: Lowering): Expression {
  const [left, right] = operandsOf(node);
  const words = childrenOf(node).filter(
    ({ name }) => /Op$|^[a-z]/.test(name) && name !== 'operator',
  );
  if (!left || !right) return unknown(node, to);
  const operator = words.map((word) => to.textOf(word)).join(' ');
  return binaryAt(node, to, operator, left, right);
}

function unaryOf(node: SyntaxNode, to: Lowering): Expression {
  const operand = operandsOf(node)[0];
  const sign = node.firstChild;
  if (!operand || !sign) return other(node, []);
  return {
    kind: 'unary',
    operator: to.textOf(sign),
    operand: to.expression(operand),
    start: node.from,
    end: node.to,
  };
}

/** `then if test else otherwise`. */
function conditionalOf(node: SyntaxNode, to: Lowering): Expression {
  const [then, test, otherwise] = operandsOf(node);
  return conditionalAt(node, to, test, then, otherwise) ?? unknown(node, to);
}

function dictionaryOf(node: SyntaxNode, to: Lowering): Expression {
  const properties: Property[] = [];
  const children = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  children.forEach((child, index) => {
    const [before, next, after] = [children[index - 1], children[index + 1], children[index + 2]];
    if (before?.name === '**') {
      const at = spanOf(before, child);
      properties.push({ key: null, keyAt: at, value: to.expression(child), spread: true, ...at });
    } else if (next?.name === ':' && /^[A-Z]/.test(child.name)) {
      const computed = to.expression(child);
      const value = after && /^[A-Z]/.test(after.name) ? to.expression(after) : other(next, []);
      const key = computed.kind === 'text' ? computed.value : null;
      const at = spanOf(child, after ?? next);
      properties.push({
        key,
        keyAt: spanOf(child),
        ...(key === null ? { computed } : {}),
        value,
        spread: false,
        ...at,
      });
    }
  });
  return { kind: 'object', properties, start: node.from, end: node.to };
}

function namedOf(node: SyntaxNode, to: Lowering): Expression {
  const [left, right] = operandsOf(node);
  if (!left || !right) return unknown(node, to);
  return {
    kind: 'assign',
    operator: '=',
    target: to.expression(left),
    value: to.expression(right),
    start: node.from,
    end: node.to,
  };
}
