import type { SyntaxNode } from '@lezer/common';
import type { Expression, Template, Text } from '../expressions.ts';
import { childrenOf, type Lowering } from '../lowering.ts';
import { resolveEscapes } from '../strings.ts';

const OPENING = /^([a-zA-Z]{0,3})("""|'''|"|')/;

interface Opened {
  readonly raw: boolean;
  readonly start: number;
  readonly end: number;
}

/** Where the content of a string begins and ends, and whether its escapes mean nothing. */
function opened(node: SyntaxNode, to: Lowering): Opened {
  const text = to.textOf(node);
  const [all = '', prefix = '', quote = ''] = OPENING.exec(text) ?? [];
  const closed = quote !== '' && text.length >= all.length + quote.length && text.endsWith(quote);
  return {
    raw: /r/i.test(prefix),
    start: node.from + all.length,
    end: closed ? node.to - quote.length : node.to,
  };
}

export function stringOf(node: SyntaxNode, to: Lowering): Text {
  const { raw, start, end } = opened(node, to);
  const text = to.between(start, end);
  return { kind: 'text', value: raw ? text : resolveEscapes(text), start: node.from, end: node.to };
}

/** An f-string: its gaps are nodes, the rest is the text between them. */
export function formatOf(node: SyntaxNode, to: Lowering): Template | Text {
  const { raw, start, end } = opened(node, to);
  const parts: (string | Expression)[] = [];
  let from = start;
  const literal = (until: number): void => {
    const text = to.between(from, until).replace(/\{\{/g, '{').replace(/\}\}/g, '}');
    if (until > from) parts.push(raw ? text : resolveEscapes(text));
  };
  for (const child of childrenOf(node)) {
    if (child.name !== 'FormatReplacement') continue;
    literal(child.from);
    const inner = childrenOf(child).find(
      ({ name }) => /^[A-Z]/.test(name) && !/^Format/.test(name),
    );
    if (inner) parts.push(to.expression(inner));
    from = child.to;
  }
  literal(end);
  if (parts.every((part) => typeof part === 'string')) {
    return { kind: 'text', value: parts.join(''), start: node.from, end: node.to };
  }
  return { kind: 'template', parts, start: node.from, end: node.to };
}

/** `"a" "b"`: one string, with gaps when one of its parts has some. */
export function continuedOf(node: SyntaxNode, to: Lowering): Expression {
  const parts = childrenOf(node).flatMap((child): readonly (string | Expression)[] => {
    if (!/String$/.test(child.name)) return [];
    const part = to.expression(child);
    if (part.kind === 'text') return [part.value];
    return part.kind === 'template' ? part.parts : [part];
  });
  if (parts.every((part) => typeof part === 'string')) {
    return { kind: 'text', value: parts.join(''), start: node.from, end: node.to };
  }
  return { kind: 'template', parts, start: node.from, end: node.to };
}

/** A docstring as it is read: without the indentation of the code around it. */
export function cleanDoc(value: string): string {
  const lines = value.replace(/\t/g, '    ').split('\n');
  const depth = (line: string): number => line.length - line.trimStart().length;
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const indent = rest.reduce(
    (least, line) => Math.min(least, depth(line)),
    Number.POSITIVE_INFINITY,
  );
  const clean = lines.map((line, index) => (index === 0 ? line.trimStart() : line.slice(indent)));
  return clean
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
