import type { SyntaxNode } from '@lezer/common';
import {
  bind,
  childrenOf,
  type Lowering,
  type OpenFunction,
  openFunction,
  spanOf,
} from '../lowering.ts';
import type { Parameter, SourceFunction, TypeText } from '../model.ts';

/** A function, a method (its receiver first) or a literal. */
export function functionOf(
  node: SyntaxNode,
  to: Lowering,
  kind: SourceFunction['kind'],
): OpenFunction {
  const fn = openFunction(kind, spanOf(node));
  const children = childrenOf(node);
  const lists = children.filter(({ name }) => name === 'Parameters');
  const name = children.find((child) => child.name === 'DefName' || child.name === 'FieldName');
  if (name && kind !== 'closure') {
    fn.name = to.textOf(name);
    fn.nameAt = spanOf(name);
  }
  const receiver = kind === 'method' ? lists.shift() : undefined;
  const list = lists.shift();
  const result = lists.shift() ?? resultOf(children, list);
  if (receiver) receiverOf(receiver, fn, to);
  if (result) fn.returns = typeOf(result, to);
  const doc = docBefore(node, to);
  if (doc !== undefined) fn.doc = doc;
  to.inside(fn, () => {
    if (list) fn.params = paramsOf(list, to);
    const body = children.find((child) => child.name === 'Block');
    if (body) fn.body = spanOf(body);
    if (body) to.statement(body);
    for (const child of children) if (child.type.isError) to.statement(child);
  });
  return fn;
}

function resultOf(
  children: readonly SyntaxNode[],
  list: SyntaxNode | undefined,
): SyntaxNode | undefined {
  const after = list ? children.slice(children.indexOf(list) + 1) : [];
  return after.find(({ name }) => /Type$|^TypeName$/.test(name));
}

export function typeOf(node: SyntaxNode, to: Lowering): TypeText {
  return { text: to.textOf(node), start: node.from, end: node.to };
}

function receiverOf(list: SyntaxNode, fn: OpenFunction, to: Lowering): void {
  const param = list.getChild('Parameter');
  const name = param?.getChild('DefName');
  const type = param?.lastChild;
  if (name) fn.receiver = to.textOf(name);
  if (type)
    fn.owner = to
      .textOf(type)
      .replace(/^\*\s*/, '')
      .replace(/\[.*$/s, '');
}

/** `a, b int, c ...string`: names come before the type that they share. */
function paramsOf(list: SyntaxNode, to: Lowering): readonly Parameter[] {
  const params: Parameter[] = [];
  let waiting: SyntaxNode[] = [];
  for (const node of childrenOf(list)) {
    if (node.name !== 'Parameter') continue;
    const children = childrenOf(node);
    const names = children.filter(({ name }) => name === 'DefName');
    const type = children.findLast(({ name }) => /Type$|^TypeName$/.test(name));
    const rest = children.some(({ name }) => name === '...') ? 'list' : 'no';
    if (!type && names.length === 0) continue;
    if (!type) {
      waiting.push(...names);
      continue;
    }
    const named = [...waiting, ...names];
    waiting = [];
    for (const name of named.length > 0 ? named : [null]) {
      const text = name ? to.textOf(name) : '';
      params.push({
        name: text,
        bindings: name ? [bind(name, text)] : [],
        type: typeOf(type, to),
        optional: false,
        rest,
        keywordOnly: false,
        ...spanOf(name ?? type, type),
      });
    }
  }
  return params;
}

/** The comment lines right before a declaration. */
export function docBefore(node: SyntaxNode, to: Lowering): string | undefined {
  const lines: string[] = [];
  let below = node.from;
  for (let at = node.prevSibling; at?.name === 'LineComment'; at = at.prevSibling) {
    if (to.between(at.to, below).split('\n').length > 2) break;
    lines.unshift(to.textOf(at).replace(/^\/\/ ?/, ''));
    below = at.from;
  }
  return lines.length > 0 ? lines.join('\n').trim() : undefined;
}
