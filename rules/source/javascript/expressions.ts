import type { SyntaxNode } from '@lezer/common';
import type { Argument, Expression } from '../expressions.ts';
import { byName, childrenOf, type Lowering, other, spanOf } from '../lowering.ts';
import { binaryAt, booleanAt, conditionalAt, nullAt, numberAt, unknownAt } from '../nodes.ts';
import { classOf } from './classes.ts';
import { functionOf, nameClosure } from './functions.ts';
import { stringOf, templateOf } from './literals.ts';
import { objectOf } from './objects.ts';

const SKIPPED: ReadonlySet<string> = new Set([
  'LineComment',
  'BlockComment',
  'TypeAnnotation',
  'TypeArgList',
  'TypeParamList',
  'TypeName',
  'JSXText',
  'JSXIdentifier',
  'Arrow',
  'Equals',
]);
const STATEMENT = /(?:Statement|Declaration|Block)$/;

const isWord = byName(
  (name) => /^[A-Z]/.test(name) || name === 'this' || name === 'super' || name === 'null',
);
/** Of names only: an error has a part only sometimes. */
const isNoOperand = byName(
  (name) => SKIPPED.has(name) || /^(?:Arith|Bit|Logic|Compare|Update)Op$|Type$/.test(name),
);

/** Operand nodes: tokens and types left out. Error nodes are kept, for what is inside them. */
function operands(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(
    (child) => !isNoOperand(child.name) && (isWord(child.name) || child.firstChild !== null),
  );
}

export function expressionOf(node: SyntaxNode, to: Lowering): Expression {
  switch (node.name) {
    case 'VariableName':
    case 'VariableDefinition':
    case 'this':
    case 'super':
      return identifier(node, to);
    case 'String':
      return stringOf(node, to);
    case 'TemplateString':
      return templateOf(node, to);
    case 'Number':
      return numberAt(node, to);
    case 'BooleanLiteral':
      return booleanAt(node, to);
    case 'null':
      return nullAt(node);
    case 'RegExp':
      return {
        kind: 'literal',
        type: 'regex',
        value: to.textOf(node),
        start: node.from,
        end: node.to,
      };
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'PrefixCast':
    case 'InstantiationExpression':
      return only(node, to);
    case 'MemberExpression':
      return memberOf(node, to);
    case 'CallExpression':
    case 'NewExpression':
    case 'DynamicImport':
      return callOf(node, to);
    case 'TaggedTemplateExpression':
      return taggedOf(node, to);
    case 'BinaryExpression':
      return binaryOf(node, to);
    case 'AssignmentExpression':
      return assignmentOf(node, to);
    case 'ConditionalExpression':
      return conditionalAt(node, to, ...operands(node)) ?? unknown(node, to);
    case 'UnaryExpression':
    case 'PostfixExpression':
      return unaryOf(node, to);
    case 'ObjectExpression':
      return objectOf(node, to);
    case 'ArrayExpression':
      return { kind: 'list', items: itemsOf(node, to), start: node.from, end: node.to };
    case 'ArrowFunction':
    case 'FunctionExpression':
      return {
        kind: 'function',
        function: functionOf(node, to, 'closure'),
        start: node.from,
        end: node.to,
      };
    case 'ClassExpression':
      classOf(node, to);
      return other(node, []);
    default:
      return unknown(node, to);
  }
}

function unknown(node: SyntaxNode, to: Lowering): Expression {
  return unknownAt(node, to, STATEMENT, operands(node));
}

function identifier(node: SyntaxNode, to: Lowering): Expression {
  const name = to.textOf(node);
  if (name === 'undefined') return nullAt(node);
  return { kind: 'id', name, start: node.from, end: node.to };
}

function only(node: SyntaxNode, to: Lowering): Expression {
  const inner = operands(node);
  const first = inner[0];
  return first && inner.length === 1 ? to.expression(first) : unknown(node, to);
}

function memberOf(node: SyntaxNode, to: Lowering): Expression {
  const first = node.firstChild;
  if (!first) return other(node, []);
  const object = to.expression(first);
  const last = node.lastChild;
  if (last && (last.name === 'PropertyName' || last.name === 'PrivatePropertyName')) {
    return {
      kind: 'member',
      object,
      name: to.textOf(last),
      nameAt: spanOf(last),
      start: node.from,
      end: node.to,
    };
  }
  const index = operands(node)[1];
  if (!index) return object;
  return { kind: 'index', object, index: to.expression(index), start: node.from, end: node.to };
}

function callOf(node: SyntaxNode, to: Lowering): Expression {
  const children = childrenOf(node);
  const list = children.find(({ name }) => name === 'ArgList');
  const form = node.name === 'NewExpression' ? 'new' : 'call';
  const head = operands(node).find(({ name }) => name !== 'ArgList');
  if (node.name === 'DynamicImport') {
    const args = operands(node).map((child): Argument => ({ value: to.expression(child) }));
    const callee: Expression = { kind: 'id', name: 'import', start: node.from, end: node.from + 6 };
    return { kind: 'call', callee, args, form, start: node.from, end: node.to };
  }
  if (!head) return unknown(node, to);
  const callee = to.expression(head);
  const args = list ? itemsOf(list, to).map((value): Argument => ({ value })) : [];
  return { kind: 'call', callee, args, form, start: node.from, end: node.to };
}

/** Items of an array or arguments of a call; a spread stands before its value. */
function itemsOf(list: SyntaxNode, to: Lowering): readonly Expression[] {
  const items: Expression[] = [];
  let spread: SyntaxNode | null = null;
  for (const child of childrenOf(list)) {
    if (child.name === 'Spread') {
      spread = child;
    } else if (operandOf(child)) {
      const value = to.expression(child);
      items.push(spread ? { kind: 'spread', value, start: spread.from, end: child.to } : value);
      spread = null;
    }
  }
  return items;
}

function operandOf(node: SyntaxNode): boolean {
  return !SKIPPED.has(node.name) && (isWord(node.name) || node.firstChild !== null);
}

function taggedOf(node: SyntaxNode, to: Lowering): Expression {
  const [tag, template] = operands(node);
  if (!tag || !template) return unknown(node, to);
  const callee = to.expression(tag);
  const args = [{ value: to.expression(template) }];
  return { kind: 'call', callee, args, form: 'tag', start: node.from, end: node.to };
}

const isOperator = byName((name) => /Op$|^(?:as|satisfies|in|instanceof)$/.test(name));

/** Also `x as T` and `x satisfies T`, which are what they cast. */
function binaryOf(node: SyntaxNode, to: Lowering): Expression {
  const operator = childrenOf(node).find(({ name }) => isOperator(name));
  const [left, right] = operands(node);
  if (!left) return other(node, []);
  const word = operator ? to.textOf(operator) : '';
  if (word === 'as' || word === 'satisfies' || !right) return to.expression(left);
  return binaryAt(node, to, word, left, right);
}

function assignmentOf(node: SyntaxNode, to: Lowering): Expression {
  const operator = childrenOf(node).find(({ name }) => name === 'Equals' || name === 'UpdateOp');
  const [left, right] = operands(node);
  if (!left || !right) return unknown(node, to);
  const value = to.expression(right);
  if (left.name === 'VariableName') nameClosure(value, to.textOf(left), left);
  return {
    kind: 'assign',
    operator: operator ? to.textOf(operator) : '=',
    target: to.expression(left),
    value,
    start: node.from,
    end: node.to,
  };
}

/** `x!` is what it marks. */
function unaryOf(node: SyntaxNode, to: Lowering): Expression {
  const operand = operands(node)[0];
  const sign = childrenOf(node).find(({ name }) => /Op$|^[a-z]+$/.test(name) && name !== 'this');
  if (!operand) return other(node, []);
  const operator = sign ? to.textOf(sign) : '';
  if (node.name === 'PostfixExpression' && operator === '!') return to.expression(operand);
  return {
    kind: 'unary',
    operator,
    operand: to.expression(operand),
    start: node.from,
    end: node.to,
  };
}
