import type { Span, TextEdit } from '../span.ts';
import type { Document } from './document.ts';
import type { ArrayNode, ObjectNode, TextNode } from './node.ts';

/** A value to write: what JSON can hold. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Replaces a part of a string, written the way that string is written. */
export function replaceInText(node: TextNode, start: number, end: number, value: string): TextEdit {
  return { span: node.spanOf(start, end), newText: node.encode(value) };
}

/** Appends a value to a list, in the list's own layout. */
export function appendItem(document: Document, list: ArrayNode, value: Plain): TextEdit {
  const { text } = document;
  const last = list.items.at(-1);
  const inner = { start: list.span.start + 1, end: closingBracket(document, list.span) };
  if (!last) {
    const indent = lineIndent(text, list.span.start);
    const step = indentUnit(document);
    const written = write(value, document, indent + step);
    return { span: inner, newText: `${eol(text)}${indent}${step}${written}${eol(text)}${indent}` };
  }
  const multiline = text.slice(inner.start, last.span.start).includes('\n');
  const separator = multiline ? eol(text) + lineIndent(text, last.span.start) : ' ';
  const written = write(value, document, lineIndent(text, last.span.start));
  // A trailing comma, or a comment behind the last item, stays where it is.
  return { span: { start: last.span.end, end: last.span.end }, newText: `,${separator}${written}` };
}

/** Puts a property in front of the others, in the object's own layout. */
export function prependProperty(document: Document, node: ObjectNode, name: string, value: Plain): TextEdit {
  const { text } = document;
  const first = node.properties[0];
  const start = node.span.start + 1;
  if (!first) {
    const indent = lineIndent(text, node.span.start);
    const inner = indent + indentUnit(document);
    const written = `${JSON.stringify(name)}: ${write(value, document, inner)}`;
    const end = closingBracket(document, node.span);
    return { span: { start, end }, newText: `${eol(text)}${inner}${written}${eol(text)}${indent}` };
  }
  const multiline = text.slice(start, first.key.span.start).includes('\n');
  const indent = lineIndent(text, first.key.span.start);
  const written = `${JSON.stringify(name)}: ${write(value, document, indent)}`;
  return multiline
    ? { span: { start, end: start }, newText: `${eol(text)}${indent}${written},` }
    : { span: { start: first.key.span.start, end: first.key.span.start }, newText: `${written}, ` };
}

/** Takes an item out of a list, with the comma that belongs to it and the line it leaves empty. */
export function removeItem(document: Document, list: ArrayNode, index: number): TextEdit {
  const item = list.items[index];
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (!item) return { span: { start: list.span.start, end: list.span.start }, newText: '' };
  if (next) return { span: { start: item.span.start, end: next.span.start }, newText: '' };
  if (previous) return { span: { start: previous.span.end, end: item.span.end }, newText: '' };
  return { span: { start: list.span.start + 1, end: closingBracket(document, list.span) }, newText: '' };
}

/** The text's own line end. */
export function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** One step of indentation, as this file does it. */
export function indentUnit(document: Document): string {
  return /\n([ \t]+)\S/.exec(document.text)?.[1] ?? '  ';
}

function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Where the content of a bracket ends; the bracket may still be missing. */
function closingBracket({ text }: Document, span: Span): number {
  const closed = text[span.end - 1] === '}' || text[span.end - 1] === ']';
  return closed && span.end - 1 > span.start ? span.end - 1 : span.end;
}

function write(value: Plain, document: Document, indent: string): string {
  const lines = JSON.stringify(value, null, indentUnit(document)).split('\n');
  return lines.join(eol(document.text) + indent);
}
