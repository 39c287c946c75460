import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Lowering, spanOf } from '../lowering.ts';
import { assignmentOf, updateOf } from './assignments.ts';
import { branchesOf, forOf, matchOf, tryOf, whileOf, withOf } from './branches.ts';
import { classOf, decoratedOf } from './classes.ts';
import { functionOf } from './functions.ts';
import { importsOf } from './imports.ts';

const IGNORED: ReadonlySet<string> = new Set([
  'Comment',
  'PassStatement',
  'BreakStatement',
  'ContinueStatement',
  'ScopeStatement',
]);

export function statementOf(node: SyntaxNode, to: Lowering): void {
  if (IGNORED.has(node.name)) return;
  const handler = HANDLERS[node.name];
  if (handler) handler(node, to);
  else others(node, to);
}

const HANDLERS: Readonly<Record<string, (node: SyntaxNode, to: Lowering) => void>> = {
  ImportStatement: importsOf,
  AssignStatement: assignmentOf,
  UpdateStatement: updateOf,
  FunctionDefinition: (node, to) => {
    const fn = functionOf(node, to, []);
    to.owner?.methods.push(fn);
    to.emit({ kind: 'function', function: fn, start: node.from, end: node.to });
  },
  ClassDefinition: (node, to) => void classOf(node, to, []),
  DecoratedStatement: decoratedOf,
  IfStatement: branchesOf,
  ForStatement: forOf,
  WhileStatement: whileOf,
  WithStatement: withOf,
  TryStatement: tryOf,
  MatchStatement: matchOf,
  ReturnStatement: (node, to) => leave(node, to, 'return'),
  RaiseStatement: (node, to) => leave(node, to, 'throw'),
};

/** Bodies, errors and whatever has no meaning of its own: its statements, and its expressions. */
function others(node: SyntaxNode, to: Lowering): void {
  for (const child of childrenOf(node)) childOf(child, to);
}

export function childOf(child: SyntaxNode, to: Lowering): void {
  if (/(?:Statement|Definition|Body|Clause|Group)$/.test(child.name) || child.type.isError) {
    to.statement(child);
  } else if (
    /^[A-Z]/.test(child.name) &&
    !/(?:Op|Comment|TypeDef|ParamList|At)$/.test(child.name)
  ) {
    to.emit({ kind: 'expression', value: to.expression(child), start: child.from, end: child.to });
  }
}

/** Several values are a tuple. */
function leave(node: SyntaxNode, to: Lowering, kind: 'return' | 'throw'): void {
  const values = childrenOf(node).filter(({ name }) => /^[A-Z]/.test(name) && name !== 'Comment');
  const [first, second] = values;
  const at = spanOf(node);
  if (!first) {
    to.emit({ kind, ...at });
    return;
  }
  if (!second || kind === 'throw') {
    to.emit({ kind, value: to.expression(first), ...at });
    return;
  }
  const items = values.map((child) => to.expression(child));
  to.emit({ kind, value: { kind: 'list', items, start: first.from, end: node.to }, ...at });
}
