import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { childrenOf, type Lowering, type OpenClass, spanOf } from '../lowering.ts';
import { itemsOf } from './expressions.ts';
import { docOf, functionOf } from './functions.ts';

export function classOf(node: SyntaxNode, to: Lowering, decorators: readonly Expression[]): void {
  const children = childrenOf(node);
  const name = children.find((child) => child.name === 'VariableName');
  const list = children.find((child) => child.name === 'ArgList');
  const body = children.find((child) => child.name === 'Body');
  const doc = body ? docOf(body, to) : undefined;
  const type: OpenClass = {
    name: name ? to.textOf(name) : '',
    nameAt: spanOf(name ?? node),
    bases: list ? itemsOf(list, to).flatMap((item) => (item.name ? [] : [item.value])) : [],
    decorators,
    fields: [],
    methods: [],
    ...(doc === undefined ? {} : { doc }),
    start: node.from,
    end: node.to,
  };
  to.insideClass(type, () => {
    if (body) to.statement(body);
  });
  to.emit({ kind: 'class', class: type, start: node.from, end: node.to });
}

/** Decorators stand before the definition, in a statement around both. */
export function decoratedOf(node: SyntaxNode, to: Lowering): void {
  const decorators: Expression[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'Decorator') {
      const mark = decoratorOf(child, to);
      if (mark) decorators.push(mark);
    } else if (child.name === 'FunctionDefinition') {
      const fn = functionOf(child, to, decorators);
      to.owner?.methods.push(fn);
      to.emit({ kind: 'function', function: fn, start: node.from, end: node.to });
    } else if (child.name === 'ClassDefinition') classOf(child, to, decorators);
    else if (/^[A-Z]/.test(child.name) || child.type.isError) to.statement(child);
  }
}

/** The grammar gives names, dots and perhaps arguments, flat: `@a.b(c)`. */
function decoratorOf(node: SyntaxNode, to: Lowering): Expression | undefined {
  let mark: Expression | undefined;
  for (const child of childrenOf(node)) {
    const start = mark?.start ?? child.from;
    const at = { start, end: child.to };
    if (child.name === 'VariableName' || child.name === 'PropertyName') {
      const name = to.textOf(child);
      mark = mark
        ? { kind: 'member', object: mark, name, nameAt: spanOf(child), ...at }
        : { kind: 'id', name, ...at };
    } else if (child.name === 'ArgList' && mark) {
      mark = { kind: 'call', callee: mark, args: itemsOf(child, to), form: 'call', ...at };
    } else if (/Expression$/.test(child.name)) mark = to.expression(child);
  }
  return mark;
}
