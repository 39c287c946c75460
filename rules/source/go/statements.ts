import type { SyntaxNode } from '@lezer/common';
import { bind, childrenOf, type Lowering, spanOf } from '../lowering.ts';
import { functionDeclaration, importsOf, pairs, typesOf, valuesOf } from './declarations.ts';

const IGNORED = /Comment$|^(?:BreakStatement|ContinueStatement|LabelName|GotoStatement)$/;

export function statementOf(node: SyntaxNode, to: Lowering): void {
  if (IGNORED.test(node.name)) return;
  const handler = HANDLERS[node.name];
  if (handler) handler(node, to);
  else others(node, to);
}

const HANDLERS: Readonly<Record<string, (node: SyntaxNode, to: Lowering) => void>> = {
  PackageClause: (node, to) => {
    const name = node.getChild('DefName');
    if (name) to.package = to.textOf(name);
  },
  ImportDecl: importsOf,
  FunctionDecl: functionDeclaration,
  MethodDecl: functionDeclaration,
  TypeDecl: typesOf,
  VarDecl: valuesOf,
  ConstDecl: valuesOf,
  Assignment: (node, to) => pairs(node, childrenOf(node), to),
  ReturnStatement: returnOf,
  IfStatement: ifOf,
  ForStatement: forOf,
  SwitchStatement: switchOf,
  TypeSwitchStatement: switchOf,
};

function others(node: SyntaxNode, to: Lowering): void {
  for (const child of childrenOf(node)) childOf(child, to);
}

export function childOf(child: SyntaxNode, to: Lowering): void {
  if (/(?:Statement|Decl|Block|Assignment|Clause|Case|SourceFile)$/.test(child.name))
    to.statement(child);
  else if (child.type.isError) others(child, to);
  else if (
    /^[A-Z]/.test(child.name) &&
    !/(?:Op|Comment|Type|TypeName|LabelName)$/.test(child.name)
  ) {
    const value = to.expression(child);
    if (value.kind !== 'other' || value.parts.length > 0) {
      to.emit({ kind: 'expression', value, start: child.from, end: child.to });
    }
  }
}

/** Several values are a list. */
function returnOf(node: SyntaxNode, to: Lowering): void {
  const values = childrenOf(node).filter(
    ({ name }) => /^[A-Z]/.test(name) && !/Comment$/.test(name),
  );
  const at = spanOf(node);
  const [first, second] = values;
  if (!first) {
    to.emit({ kind: 'return', ...at });
    return;
  }
  if (!second) {
    to.emit({ kind: 'return', value: to.expression(first), ...at });
    return;
  }
  const items = values.map((child) => to.expression(child));
  to.emit({
    kind: 'return',
    value: { kind: 'list', items, start: first.from, end: node.to },
    ...at,
  });
}

function ifOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  const first = children.findIndex(({ name }) => name === 'Block');
  const then = children[first];
  const head = children.slice(1, first < 0 ? undefined : first);
  const otherwise =
    first < 0 ? undefined : children.slice(first + 1).find(({ name }) => /^[A-Z]/.test(name));
  const test = head.findLast(({ name }) => /^[A-Z]/.test(name));
  for (const child of head) if (child !== test && /^[A-Z⚠]/.test(child.name)) childOf(child, to);
  if (test) {
    to.emit({
      kind: 'test',
      test: to.expression(test),
      whenTrue: spanOf(then ?? test),
      ...(otherwise ? { whenFalse: spanOf(otherwise) } : {}),
      leaves: then !== undefined && childrenOf(then).some((child) => leaves(child, to)),
      start: node.from,
      end: node.to,
    });
  }
  if (then) to.statement(then);
  if (otherwise) childOf(otherwise, to);
}

function leaves(node: SyntaxNode, to: Lowering): boolean {
  if (/^(?:Return|Break|Continue|Goto)Statement$/.test(node.name)) return true;
  return (
    node.name === 'ExprStatement' &&
    /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*)\(/.test(to.textOf(node))
  );
}

function forOf(node: SyntaxNode, to: Lowering): void {
  const body = node.getChild('Block');
  if (body) to.emit({ kind: 'loop', body: spanOf(body), start: node.from, end: node.to });
  for (const child of childrenOf(node)) {
    if (child.name === 'RangeClause') rangeOf(child, to);
    else if (child.name === 'ForClause') others(child, to);
    else childOf(child, to);
  }
}

/** `for key, value := range over`: the names get elements, the first of them the key. */
function rangeOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const word = children.findIndex(({ name }) => name === 'range');
  const over = children.slice(word + 1).find(({ name }) => /^[A-Z]/.test(name));
  if (!over) return;
  const value = to.expression(over);
  const names = children
    .slice(0, Math.max(word, 0))
    .filter(({ name }) => /^[A-Z]/.test(name) && name !== 'Op');
  const bindings = names.flatMap((name, place) =>
    name.name === 'DefName' || name.name === 'VariableName'
      ? [bind(name, to.textOf(name), place === 0 ? ['#key'] : [])]
      : [],
  );
  to.emit({
    kind: 'assign',
    bindings,
    value,
    element: true,
    declares: true,
    start: node.from,
    end: node.to,
  });
}

function switchOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  const block = children.findIndex(({ name }) => name === 'SwitchBlock');
  const head = children.slice(1, block < 0 ? undefined : block);
  const subject = head.findLast(({ name }) => /^[A-Z]/.test(name));
  for (const child of head)
    if (child !== subject && /^[A-Z]/.test(child.name) && child.name !== 'DefName')
      childOf(child, to);
  const on = subject
    ? to.expression(subject)
    : ({ kind: 'literal', type: 'boolean', value: true, start: node.from, end: node.to } as const);
  const inside = children[block] ? childrenOf(children[block]) : [];
  inside.forEach((child, index) => {
    if (child.name !== 'Case') {
      childOf(child, to);
      return;
    }
    const next = inside.slice(index + 1).find(({ name }) => name === 'Case' || name === '}');
    const values = childrenOf(child).filter(
      ({ name }) => /^[A-Z]/.test(name) && !/Type$|^TypeName$/.test(name),
    );
    to.emit({
      kind: 'case',
      on,
      values: values.map((value) => to.expression(value)),
      body: { start: child.to, end: next?.from ?? node.to },
      start: child.from,
      end: child.to,
    });
  });
}
