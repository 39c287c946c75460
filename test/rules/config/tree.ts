import { expect } from 'vitest';
import type { Document } from '../../../rules/document/document.ts';
import type { Node, TextNode } from '../../../rules/document/node.ts';
import type { Span } from '../../../rules/text/span.ts';

/** What a parser of plain values makes of a tree: the last of two equal keys wins. */
export function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'text' || node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  const result = {};
  for (const { key, value } of node.properties) {
    const descriptor = {
      value: plain(value),
      enumerable: true,
      configurable: true,
      writable: true,
    };
    Object.defineProperty(result, key.value, descriptor);
  }
  return result;
}

/** Every string of a document, keys included. */
export function textsOf(document: Document): readonly TextNode[] {
  const texts: TextNode[] = [];
  const visit = (node: Node | undefined): void => {
    if (node?.kind === 'text') texts.push(node);
    else if (node?.kind === 'array') node.items.forEach(visit);
    else if (node?.kind === 'object') {
      for (const { key, value } of node.properties) {
        texts.push(key);
        visit(value);
      }
    }
  };
  document.roots.forEach(visit);
  return texts;
}

/** Every span lies in the text and in the span of what holds it, and siblings do not overlap. */
export function expectNesting(document: Document): void {
  const whole = { start: 0, end: document.text.length };
  const inside = (outer: Span, inner: Span): void => {
    expect(inner.start).toBeGreaterThanOrEqual(outer.start);
    expect(inner.end).toBeGreaterThanOrEqual(inner.start);
    expect(inner.end).toBeLessThanOrEqual(outer.end);
  };
  const siblings = (spans: readonly Span[]): void => {
    for (const [index, span] of spans.entries()) {
      const previous = spans[index - 1];
      if (previous) expect(span.start).toBeGreaterThanOrEqual(previous.end);
    }
  };
  const visit = (outer: Span, node: Node): void => {
    inside(outer, node.span);
    if (node.kind === 'text') {
      inside(node.span, node.spanOf());
      for (let index = 0; index <= node.value.length; index += 1) {
        inside(node.span, node.spanOf(index, node.value.length));
      }
    } else if (node.kind === 'array') {
      siblings(node.items.map(({ span }) => span));
      for (const item of node.items) visit(node.span, item);
    } else if (node.kind === 'object') {
      siblings(
        node.properties.flatMap(({ key, value }) => (value ? [key.span, value.span] : [key.span])),
      );
      for (const { key, value } of node.properties) {
        visit(node.span, key);
        if (value) visit(node.span, value);
      }
    }
  };
  siblings(document.roots.map(({ span }) => span));
  for (const root of document.roots) visit(whole, root);
  for (const { span } of document.problems) inside(whole, span);
  for (const span of [...document.comments, ...document.trailingCommas]) inside(whole, span);
}
