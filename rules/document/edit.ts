import type { Span, TextEdit } from '../text/span.ts';
import type { Document } from './document.ts';
import {
  eol,
  indentUnit,
  isBlank,
  lineEnd,
  lineIndent,
  lineStart,
  nextLine,
  skipTrivia,
} from './layout.ts';
import {
  type ArrayNode,
  type Block,
  type Node,
  type ObjectNode,
  type Property,
  property,
  type TextNode,
} from './node.ts';
import { type Plain, write, writeKey, writeOneLine } from './write-value.ts';

export type { Plain } from './write-value.ts';

/**
 * Replaces a part of a string, written the way that string is written; all of it, with other quotes, where the
 * new value cannot stand between those it has.
 */
export function replaceInText(node: TextNode, start: number, end: number, value: string): TextEdit {
  const whole = node.rewrite(node.value.slice(0, start) + value + node.value.slice(end));
  if (whole !== undefined) return { span: node.span, newText: whole };
  return { span: node.spanOf(start, end), newText: node.encode(value) };
}

/** Puts a whole value in place of another. */
export function replaceValue(document: Document, node: Node, value: Plain): TextEdit {
  const indent = lineIndent(document.text, node.span.start);
  return {
    span: node.span,
    newText: write(value, document, indent, isOneLine(document, node.span)),
  };
}

/** Takes a comment out, with its line where it has one to itself. */
export function removeComment({ text }: Document, comment: Span): TextEdit {
  let { start, end } = comment;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  const startsLine = start === 0 || text[start - 1] === '\n';
  const ending = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  if (startsLine && ending !== undefined) end += ending.length;
  else if (startsLine) start = comment.start;
  return { span: { start, end }, newText: '' };
}

/** Appends a value to a list, in the list's own layout. */
export function appendItem(document: Document, list: ArrayNode, value: Plain): TextEdit {
  if (list.block) return insertLine(document, list.block, writeOneLine(document, value));
  const last = list.items.at(-1);
  if (!last) return fillEmpty(document, list.span, value, '');
  const first = list.items[0] ?? last;
  return append(document, list.span, first.span, last.span, value, '');
}

/** Puts texts in front of an item of a list: on lines of their own where that item has one. */
export function insertItems(
  document: Document,
  item: Node,
  values: readonly string[],
  { block }: ArrayNode,
): TextEdit {
  const { text } = document;
  const { start } = item.span;
  const between = block
    ? eol(text) + block.prefix
    : `,${ownLine(text, start) ? eol(text) + lineIndent(text, start) : ' '}`;
  const newText = values.map((value) => writeOneLine(document, value) + between).join('');
  return { span: { start, end: start }, newText };
}

/**
 * Gives a list of texts other ones, in the places of those that it has: comments and layout stay. What is too many
 * is taken out, what is too few comes in front of the last.
 */
export function replaceItems(
  document: Document,
  list: ArrayNode,
  values: readonly string[],
): readonly TextEdit[] {
  const { items } = list;
  const last = items.at(-1);
  if (!last) return [];
  if (values.length < items.length) {
    const kept = items.slice(0, values.length);
    const start = items[values.length]?.span.start ?? last.span.start;
    const merged: Node = { kind: 'scalar', value: null, span: { start, end: last.span.end } };
    const removal = removeItem(document, { ...list, items: [...kept, merged] }, values.length);
    return [
      ...kept.map((item, index) => replaceValue(document, item, values[index] ?? '')),
      removal,
    ];
  }
  const front = items
    .slice(0, -1)
    .map((item, index) => replaceValue(document, item, values[index] ?? ''));
  const more = values.slice(items.length - 1, -1);
  const insertion = insertItems(document, last, more, list);
  const end = replaceValue(document, last, values.at(-1) ?? '');
  return [...front, { span: end.span, newText: insertion.newText + end.newText }];
}

/** Puts a property behind the others, in the object's own layout. */
export function appendProperty(
  document: Document,
  node: ObjectNode,
  name: string,
  value: Plain,
): TextEdit {
  const prefix = writeKey(document, node, name);
  if (node.block) return insertLine(document, node.block, prefix + writeOneLine(document, value));
  if (!isBracketed(document, node)) return nothing(node);
  const last = node.properties.at(-1);
  if (!last) return fillEmpty(document, node.span, value, prefix);
  const first = node.properties[0] ?? last;
  return append(document, node.span, spanOf(first), spanOf(last), value, prefix);
}

/** Puts a property in front of the others, in the object's own layout. */
export function prependProperty(
  document: Document,
  node: ObjectNode,
  name: string,
  value: Plain,
): TextEdit {
  const { text } = document;
  const first = node.properties[0];
  const prefix = writeKey(document, node, name);
  // Between lines of their own, order says nothing.
  if (node.block || !isBracketed(document, node))
    return appendProperty(document, node, name, value);
  if (!first) return fillEmpty(document, node.span, value, prefix);
  const key = first.key.span.start;
  if (isBlank(text, lineStart(text, key), key) && lineStart(text, key) > node.span.start) {
    const indent = lineIndent(text, key);
    // A comment behind the bracket stays there.
    const start = lineEnd(text, node.span.start);
    const written = prefix + write(value, document, indent, false);
    return { span: { start, end: start }, newText: `${eol(text)}${indent}${written},` };
  }
  const written = prefix + write(value, document, '', true);
  return { span: { start: key, end: key }, newText: `${written}, ` };
}

/**
 * Gives a property a value: in place of the one it has, else as a new property behind another or, without one,
 * in front of all.
 */
export function setProperty(
  document: Document,
  node: ObjectNode,
  name: string,
  value: Plain,
  behind?: string,
): TextEdit {
  const existing = property(node, name);
  if (existing?.value) return replaceValue(document, existing.value, value);
  if (existing) return fillIn(document, existing, value);
  if (node.block || !isBracketed(document, node))
    return appendProperty(document, node, name, value);
  const neighbour = behind === undefined ? undefined : property(node, behind);
  if (!neighbour) return prependProperty(document, node, name, value);
  const { text } = document;
  const { start, end } = spanOf(neighbour);
  const oneLine = !ownLine(text, start);
  const indent = lineIndent(text, start);
  const written = writeKey(document, node, name) + write(value, document, indent, oneLine);
  return { span: { start: end, end }, newText: `,${oneLine ? ' ' : eol(text) + indent}${written}` };
}

/** Takes an item out of a list, with the comma that belongs to it and the line it leaves empty. */
export function removeItem(document: Document, list: ArrayNode, index: number): TextEdit {
  const item = list.items[index];
  if (list.block && item) return removeLines(document, item.span.start, endOf(document, item));
  return remove(
    document,
    list.span,
    list.items.map(({ span }) => span),
    index,
  );
}

/** Takes a property out of an object, with the comma that belongs to it and the line it leaves empty. */
export function removeProperty(document: Document, node: ObjectNode, removed: Property): TextEdit {
  if (node.block || !isBracketed(document, node)) {
    const { key, value } = removed;
    return removeLines(document, key.span.start, endOf(document, value ?? key));
  }
  return remove(document, node.span, node.properties.map(spanOf), node.properties.indexOf(removed));
}

/** Whether a further entry can be written into an object at all. */
export function isOpen(document: Document, node: ObjectNode): boolean {
  return node.block !== undefined || isBracketed(document, node);
}

function isBracketed({ text }: Document, node: ObjectNode): boolean {
  return text[node.span.start] === '{';
}

/** An object that stands nowhere by itself: a table that only its sub-tables mention. */
function nothing({ span: { start } }: ObjectNode): TextEdit {
  return { span: { start, end: start }, newText: '' };
}

function insertLine({ text }: Document, { at, prefix }: Block, written: string): TextEdit {
  return { span: { start: at, end: at }, newText: eol(text) + prefix + written };
}

/** `"env":` with nothing behind it. */
function fillIn(document: Document, { key }: Property, value: Plain): TextEdit {
  const { text } = document;
  const colon = text.indexOf(document.format === 'toml' ? '=' : ':', key.span.end);
  const start = colon < 0 ? key.span.end : colon + 1;
  return { span: { start, end: start }, newText: ` ${writeOneLine(document, value)}` };
}

/** Where the last line of a value ends that has no brackets around it. */
function endOf({ text }: Document, node: Node): number {
  if ((node.kind === 'object' || node.kind === 'array') && node.block) return node.block.at;
  return node.span.start + text.slice(node.span.start, node.span.end).trimEnd().length;
}

/** Takes out the lines of an entry; a comment behind it stays, and so does what shares its line in front. */
function removeLines({ text }: Document, start: number, end: number): TextEdit {
  const first = lineStart(text, start);
  const lead = text.slice(first, start);
  // In front of it: blanks, the dash of an item, or the keys that lead to a TOML table.
  const alone = /^\s*(?:- )?$|^\s*[\w."'-]+\.\s*$/.test(lead);
  if (alone && isBlank(text, end, lineEnd(text, end)) && !/^\s*- $/.test(lead)) {
    return removeLine(text, first, end);
  }
  if (/^\s*- $/.test(lead)) return removeDashed(text, first, start, end);
  const blanks = /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
  return {
    span: {
      start: alone ? first + (/^\s*/.exec(lead)?.[0].length ?? 0) : start,
      end: end + blanks,
    },
    newText: '',
  };
}

/** Takes out lines with the line end before them: the one behind them is where a further entry may go. */
function removeLine(text: string, first: number, end: number): TextEdit {
  const span =
    first === 0 || text[first - 1] !== '\n'
      ? { start: first, end: nextLine(text, end) }
      : { start: lineEnd(text, lineStart(text, first - 1)), end: lineEnd(text, end) };
  return { span, newText: '' };
}

/** `- item`, or the first entry of a mapping in a list, whose other entries stand below it. */
function removeDashed(text: string, first: number, start: number, end: number): TextEdit {
  const next = nextLine(text, end);
  const column = start - first;
  const sibling = new RegExp(`^ {${column}}(?=[^\\s-])`).test(text.slice(next, next + column + 1));
  if (!isBlank(text, end, lineEnd(text, end))) {
    // A comment behind it stays, and where more entries follow the dash as well.
    const blanks = /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
    const lead = /^\s*/.exec(text.slice(first, start))?.[0].length ?? 0;
    return { span: { start: sibling ? start : first + lead, end: end + blanks }, newText: '' };
  }
  if (sibling) return { span: { start, end: next + column }, newText: '' };
  return removeLine(text, first, end);
}

function spanOf({ key, value }: Property): Span {
  return { start: key.span.start, end: value?.span.end ?? key.span.end };
}

function isOneLine({ text }: Document, span: Span): boolean {
  return !text.slice(span.start, span.end).includes('\n');
}

function fillEmpty(document: Document, span: Span, value: Plain, prefix: string): TextEdit {
  const { text } = document;
  const inner = { start: span.start + 1, end: closingBracket(document, span) };
  const indent = lineIndent(text, span.start);
  const step = indentUnit(document);
  const comments = document.comments.filter(
    ({ start, end }) => start >= inner.start && end <= inner.end,
  );
  const lastComment = comments.at(-1);
  if (lastComment) {
    const written =
      eol(text) + indent + step + prefix + write(value, document, indent + step, false);
    const closing = text.slice(lastComment.end, inner.end).includes('\n') ? '' : eol(text) + indent;
    return { span: { start: lastComment.end, end: lastComment.end }, newText: written + closing };
  }
  const compact =
    document.format !== 'json' ||
    !text.includes('\n') ||
    (prefix === '' && (typeof value !== 'object' || value === null));
  if (compact) return { span: inner, newText: prefix + write(value, document, '', true) };
  const written = prefix + write(value, document, indent + step, false);
  return { span: inner, newText: `${eol(text)}${indent}${step}${written}${eol(text)}${indent}` };
}

function append(
  document: Document,
  container: Span,
  first: Span,
  last: Span,
  value: Plain,
  prefix: string,
): TextEdit {
  const { text } = document;
  const multiline =
    text.slice(container.start, last.start).includes('\n') && ownLine(text, last.start);
  const comma = commaAfter(document, last.end);
  if (!multiline) {
    const written =
      prefix + write(value, document, lineIndent(text, first.start), isOneLine(document, last));
    // A trailing comma stays the last thing before the bracket.
    return { span: { start: last.end, end: last.end }, newText: `, ${written}` };
  }
  const indent = lineIndent(text, last.start);
  const written = eol(text) + indent + prefix + write(value, document, indent, false);
  const end = comma ?? last.end;
  // A comment behind the last item belongs to that item.
  const comment = document.comments.find(
    (it) =>
      it.start >= end &&
      it.start < lineEnd(text, end) &&
      isBlank(text, end, it.start) &&
      isOneLine(document, it),
  );
  const insert = comment ? comment.end : end;
  if (comma !== undefined) return { span: { start: insert, end: insert }, newText: `${written},` };
  return {
    span: { start: last.end, end: insert },
    newText: `,${text.slice(last.end, insert)}${written}`,
  };
}

/** Takes an element out of a bracket. Comments stay, whomever they are about. */
function remove(
  document: Document,
  container: Span,
  elements: readonly Span[],
  index: number,
): TextEdit {
  const { text } = document;
  const element = elements[index];
  if (!element) return { span: { start: container.start, end: container.start }, newText: '' };
  const comma = commaAfter(document, element.end);
  const previous = elements[index - 1];
  if (comma === undefined && previous) return removeLast(document, previous, element);
  const end = comma ?? element.end;
  const between = text.slice(element.end, end - 1);
  if (comma !== undefined && between.trim() !== '') {
    return { span: { start: element.start, end }, newText: between };
  }
  const close = closingBracket(document, container);
  if (
    elements.length === 1 &&
    isBlank(text, container.start + 1, element.start) &&
    isBlank(text, end, close)
  ) {
    return { span: { start: container.start + 1, end: close }, newText: '' };
  }
  if (ownLine(text, element.start) && isBlank(text, end, lineEnd(text, end))) {
    return {
      span: { start: lineStart(text, element.start), end: nextLine(text, end) },
      newText: '',
    };
  }
  const blanks = /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
  return { span: { start: element.start, end: end + blanks }, newText: '' };
}

/** The comma in front of the last element goes with it. */
function removeLast(document: Document, previous: Span, element: Span): TextEdit {
  const { text } = document;
  const comma = commaAfter(document, previous.end);
  if (comma === undefined) return { span: element, newText: '' };
  const between = text.slice(comma, element.start);
  const blanks =
    /^[ \t]*/.exec(text.slice(element.end, lineEnd(text, element.end)))?.[0].length ?? 0;
  const end = element.end + blanks;
  // A comment in between stays; one that ends with its line must not swallow the bracket.
  if (end === lineEnd(text, end))
    return { span: { start: comma - 1, end }, newText: between.trimEnd() };
  // As does one behind it, where the element stood.
  if (ownLine(text, element.start)) return { span: { start: comma - 1, end }, newText: between };
  const newText = between.trim() === '' ? '' : between;
  return { span: { start: comma - 1, end: element.end }, newText };
}

/** Where the comma behind an element ends, if there is one. */
function commaAfter(document: Document, end: number): number | undefined {
  const offset = skipTrivia(document, end);
  return document.text[offset] === ',' ? offset + 1 : undefined;
}

function ownLine(text: string, offset: number): boolean {
  return isBlank(text, lineStart(text, offset), offset);
}

/** Where the content of a bracket ends; the bracket may still be missing. */
function closingBracket({ text }: Document, span: Span): number {
  const closed = text[span.end - 1] === '}' || text[span.end - 1] === ']';
  return closed && span.end - 1 > span.start ? span.end - 1 : span.end;
}
