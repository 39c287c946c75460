import type { SyntaxNode } from '@lezer/common';
import type { Expression, Template, Text } from '../expressions.ts';
import { childrenOf, exact, type Lowering } from '../lowering.ts';
import { resolveEscapes } from '../strings.ts';

export function stringOf(node: SyntaxNode, to: Lowering): Text {
  const raw = to.textOf(node);
  const closed = raw.length > 1 && raw.endsWith(raw[0] ?? '');
  return {
    kind: 'text',
    value: resolveEscapes(raw.slice(1, closed ? -1 : undefined)),
    start: node.from,
    end: node.to,
  };
}

/** The grammar gives only the gaps: the literal parts are the text between them. */
export function templateOf(node: SyntaxNode, to: Lowering): Template | Text {
  const parts: (string | Expression)[] = [];
  const end =
    to.between(node.to - 1, node.to) === '`' && node.to - 1 > node.from ? node.to - 1 : node.to;
  let from = node.from + 1;
  const literal = (until: number): void => {
    if (until > from) parts.push(resolveEscapes(to.between(from, until)));
  };
  for (const child of childrenOf(node)) {
    if (child.name !== 'Interpolation') continue;
    literal(child.from);
    for (const inner of childrenOf(child)) {
      if (!inner.name.startsWith('Interpolation')) parts.push(to.expression(inner));
    }
    from = child.to;
  }
  literal(end);
  if (parts.every((part) => typeof part === 'string')) {
    return { kind: 'text', value: parts.join(''), start: node.from, end: node.to };
  }
  return { kind: 'template', parts: exact(parts), start: node.from, end: node.to };
}
