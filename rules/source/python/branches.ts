import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Lowering, spanOf } from '../lowering.ts';
import type { SourceEvent } from '../model.ts';
import { bindingsOf } from './assignments.ts';

const LEAVING: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'RaiseStatement',
  'BreakStatement',
  'ContinueStatement',
]);

function leaves(node: SyntaxNode, to: Lowering): boolean {
  if (LEAVING.has(node.name)) return true;
  if (node.name === 'ExpressionStatement')
    return /^(?:sys\.exit|os\._exit|exit|quit)\b/.test(to.textOf(node));
  return node.name === 'Body' && childrenOf(node).some((child) => leaves(child, to));
}

const isValue = ({ name }: SyntaxNode): boolean => /^[A-Z]/.test(name) && name !== 'Comment';

/** `if`, every `elif` and `else` stand flat in one statement. */
export function branchesOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => name !== 'Comment');
  children.forEach((child, index) => {
    if (child.name === 'Body') {
      to.statement(child);
      return;
    }
    if (child.type.isError) {
      to.statement(child);
      return;
    }
    const word = children[index - 1]?.name;
    if (!isValue(child) || (word !== 'if' && word !== 'elif')) return;
    const body = children.slice(index).find(({ name }) => name === 'Body');
    const after = body ? children.slice(children.indexOf(body) + 1) : [];
    const rest = after.find((part) => part.name === 'Body' || isValue(part));
    to.emit({
      kind: 'test',
      test: to.expression(child),
      whenTrue: spanOf(body ?? child),
      ...(rest ? { whenFalse: { start: rest.from, end: node.to } } : {}),
      leaves: body !== undefined && leaves(body, to),
      start: child.from,
      end: body?.to ?? child.to,
    });
  });
}

export function forOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const word = children.findIndex(({ name }) => name === 'in');
  const over = children.slice(word + 1).find(isValue);
  const body = children.find(({ name }) => name === 'Body');
  if (body) to.emit({ kind: 'loop', body: spanOf(body), start: node.from, end: node.to });
  if (word > 0 && over && over !== body) {
    const from = children.findIndex(({ name }) => name === 'for');
    const bindings = bindingsOf(children.slice(from + 1, word), to);
    const value = to.expression(over);
    to.emit({
      kind: 'assign',
      bindings,
      value,
      element: true,
      declares: true,
      start: node.from,
      end: over.to,
    });
  }
  for (const child of children) {
    if (child.name === 'Body' || child.type.isError) to.statement(child);
  }
}

export function whileOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const body = children.find(({ name }) => name === 'Body');
  const test = children.find((child) => isValue(child) && child.name !== 'Body');
  if (body) to.emit({ kind: 'loop', body: spanOf(body), start: node.from, end: node.to });
  if (test)
    to.emit({ kind: 'expression', value: to.expression(test), start: test.from, end: test.to });
  for (const child of children) {
    if (child.name === 'Body' || child.type.isError) to.statement(child);
  }
}

/** `with a as b, c:` is flat; what the grammar does not know, as `(a as b, c)`, may hold the body. */
export function withOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => name !== 'Comment');
  children.forEach((child, index) => {
    if (child.name === 'Body' || child.type.isError) {
      to.statement(child);
      return;
    }
    if (!isValue(child) || children[index - 1]?.name === 'as') return;
    const value = to.expression(child);
    const target = children[index + 1]?.name === 'as' ? children[index + 2] : undefined;
    const bindings = target ? bindingsOf([target], to) : [];
    const at = target ? spanOf(child, target) : spanOf(child);
    if (bindings.length === 0) to.emit({ kind: 'expression', value, ...at });
    else to.emit({ kind: 'assign', bindings, value, element: false, declares: true, ...at });
  });
}

/** `except A as e`, flat in the statement. */
export function tryOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => name !== 'Comment');
  let word = '';
  let start = node.from;
  let names: SyntaxNode[] = [];
  let after = '';
  for (const child of children) {
    if (/^(?:try|except|else|finally)$/.test(child.name)) {
      word = child.name;
      start = child.from;
      names = [];
    } else if (child.name === 'Body') {
      const body = spanOf(child);
      const at = { start, end: child.to };
      if (word === 'try') to.emit({ kind: 'try', body, ...at });
      if (word === 'except') to.emit({ kind: 'catch', names: bindingsOf(names, to), body, ...at });
      to.statement(child);
    } else if (word === 'except' && after === 'as') names.push(child);
    else if (child.type.isError) to.statement(child);
    after = child.name;
  }
}

export function matchOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const subject = children.find(isValue);
  if (!subject) return;
  const on = to.expression(subject);
  for (const clause of children.flatMap((child) =>
    child.name === 'MatchBody' ? childrenOf(child) : [],
  )) {
    if (clause.name !== 'MatchClause') continue;
    const parts = childrenOf(clause);
    const body = parts.find(({ name }) => name === 'Body');
    const event: SourceEvent = {
      kind: 'case',
      on,
      values: parts.flatMap((part) => patterns(part)).map((part) => to.expression(part)),
      body: spanOf(body ?? clause),
      start: clause.from,
      end: clause.to,
    };
    to.emit(event);
    if (body) to.statement(body);
  }
}

/** The constants that a pattern compares with. */
function patterns(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.name === 'OrPattern') return childrenOf(node).flatMap(patterns);
  if (node.name !== 'LiteralPattern' && node.name !== 'AttributePattern') return [];
  const inner = childrenOf(node).find(isValue);
  return inner ? [node.name === 'AttributePattern' ? node : inner] : [];
}
