import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../../text/span.ts';
import { bracketDepth } from '../depth.ts';
import { type Document, MAX_DEPTH, MAX_LENGTH, refusal, type SyntaxProblem } from '../document.ts';
import { lineEnd, lineStart } from '../layout.ts';
import { type ArrayNode, type Node, type ObjectNode, TextNode } from '../node.ts';
import { tomlBare, tomlBasic, tomlLiteral } from '../text-toml.ts';
import { type Mended, mendToml } from './mend-toml.ts';

/** How often a broken text is read again without the line at fault; a long one less often, as each costs time. */
const ATTEMPTS = 20;
const ATTEMPTS_IF_LONG = 4;
const LONG = 64 * 1024;

/**
 * Reads TOML into the same tree as JSON. The parser stops at the first mistake, so the line it stops at is
 * blanked and the rest read again: what else is in the file is still judged. Throws nothing.
 */
export function parseToml(text: string): Document {
  if (text.length > MAX_LENGTH) return refusal(text, 'toml', 'too-large');
  if (bracketDepth(text) > MAX_DEPTH) return refusal(text, 'toml', 'too-deep');
  const problems: SyntaxProblem[] = [];
  // A byte order mark is no part of the grammar.
  let readable = text.replace(/^\ufeff/, ' ');
  const attempts = text.length > LONG ? ATTEMPTS_IF_LONG : ATTEMPTS;
  let mended: Mended | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const result = read(readable);
    if ('error' in result && !result.error.twice && !mended) {
      mended = mendToml(readable);
      for (const start of mended.lines)
        problems.push({ message: FAULTY, span: { start, end: lineEnd(text, start) } });
      if (mended.text !== readable) {
        readable = mended.text;
        continue;
      }
    }
    if (!('error' in result)) {
      if (mended) moveBack(result.program, mended);
      const builder = new Builder(text);
      const root = builder.build(result.program);
      if (!root) return refusal(text, 'toml', 'too-deep');
      const comments = result.program.comments.map(({ range }) => span(range));
      return { text, format: 'toml', roots: [root], problems, comments, trailingCommas: [] };
    }
    const fault = faultyLine(readable, result.error);
    if (fault.end <= fault.start) break;
    const start = writtenAt(mended, fault.start);
    if (!problems.some((it) => it.span.start === start))
      problems.push({ message: FAULTY, span: { start, end: writtenAt(mended, fault.end) } });
    readable =
      readable.slice(0, fault.start) +
      ' '.repeat(fault.end - fault.start) +
      readable.slice(fault.end);
  }
  return { text, format: 'toml', roots: [], problems, comments: [], trailingCommas: [] };
}

const FAULTY = 'This line is not valid TOML, or repeats a key.';

/** Where something of a mended text stands in the text as written. */
function writtenAt(mended: Mended | undefined, offset: number): number {
  let before = 0;
  for (const { at, length } of mended?.insertions ?? []) {
    if (at + before >= offset) break;
    before += Math.min(length, offset - at - before);
  }
  return offset - before;
}

/** Gives all parts of a tree the places they have in the text as written. */
function moveBack(program: AST.TOMLProgram, mended: Mended): void {
  if (mended.insertions.length === 0) return;
  const seen = new Set<unknown>();
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [name, value] of Object.entries(node)) {
      if (name === 'parent' || name === 'loc' || name === 'tokens') continue;
      if (name !== 'range') waiting.push(value);
      else if (!seen.has(value)) {
        seen.add(value);
        const range = value as [number, number];
        range[0] = writtenAt(mended, range[0]);
        range[1] = writtenAt(mended, range[1]);
      }
    }
  }
}

interface Fault {
  readonly offset: number;
  /** Whether the line is well written, and only says what was said before. */
  readonly twice: boolean;
}

function read(text: string): { readonly program: AST.TOMLProgram } | { readonly error: Fault } {
  try {
    return { program: parseTOML(text) };
  } catch (error) {
    if (!(error instanceof ParseError)) return { error: { offset: text.length, twice: false } };
    return { error: { offset: error.index, twice: error.message.includes('multiple times') } };
  }
}

const HEADER = /^[ \t]*\[{1,2}[\w \t."'-]+\]{1,2}[ \t]*(?:#.*)?$/;

/** The line to do without: the parser often stops behind the one that is at fault. */
function faultyLine(text: string, { offset, twice }: Fault): Span {
  const start = lineStart(text, Math.min(offset, text.length));
  const line = { start, end: lineEnd(text, start) };
  const written = text.slice(line.start, line.end);
  if (twice && written.trim() !== '') return line;
  const quotes = unclosedQuotes(text, offset);
  if (quotes !== undefined) return lineOf(text, quotes);
  const before = text.slice(0, start).trimEnd();
  const previous = lineOf(text, before.length);
  const innocent = written.trim() === '' || HEADER.test(written) || before.trimEnd().endsWith('=');
  return innocent && before.trim() !== '' ? previous : line;
}

function lineOf(text: string, offset: number): Span {
  return { start: lineStart(text, offset), end: lineEnd(text, offset) };
}

/** Where a string over several lines begins that nothing ends. */
function unclosedQuotes(text: string, offset: number): number | undefined {
  for (const quotes of ['"""', "'''"]) {
    const parts = text.slice(0, offset + 3).split(quotes);
    if (parts.length % 2 === 0) return text.lastIndexOf(quotes, offset);
  }
  return undefined;
}

function span([start, end]: readonly [number, number]): Span {
  return { start, end };
}

/** Puts the tables of a file, wherever they stand, into one tree. */
class Builder {
  readonly #text: string;
  /** The tables by name, as a search among many brothers would take quadratic time. */
  readonly #children = new WeakMap<ObjectNode, Map<string, Node>>();
  #tooDeep = false;

  constructor(text: string) {
    this.#text = text;
  }

  build(program: AST.TOMLProgram): ObjectNode | undefined {
    const root: ObjectNode = {
      kind: 'object',
      properties: [],
      span: { start: 0, end: this.#text.length },
    };
    for (const entry of program.body[0].body) {
      if (entry.type === 'TOMLKeyValue') this.#keyValue(root, entry, 0, true);
      else this.#table(root, entry);
    }
    return this.#tooDeep ? undefined : root;
  }

  #table(root: ObjectNode, table: AST.TOMLTable): void {
    const { keys } = table.key;
    const last = keys.at(-1);
    if (!last) return;
    const parent = this.#descend(root, keys.slice(0, -1), table.range[1]);
    if (!parent) return;
    const node =
      table.kind === 'array'
        ? this.#item(parent, last, table)
        : this.#child(parent, last, table.range[1]);
    if (!node) return;
    const header = lineEnd(this.#text, last.range[1]);
    node.block = { at: header, prefix: '' };
    for (const entry of table.body) this.#keyValue(node, entry, keys.length, true);
  }

  /** A table among others of the same name. */
  #item(parent: ObjectNode, key: AST.TOMLBare | AST.TOMLQuoted, table: AST.TOMLTable): ObjectNode {
    const existing = this.#children.get(parent)?.get(nameOf(key));
    const list: ArrayNode =
      existing?.kind === 'array' ? existing : { kind: 'array', items: [], span: span(table.range) };
    if (list !== existing) this.#add(parent, key, list);
    const item: ObjectNode = { kind: 'object', properties: [], span: span(table.range) };
    list.items.push(item);
    list.span = { start: list.span.start, end: table.range[1] };
    return item;
  }

  #descend(
    from: ObjectNode,
    keys: readonly (AST.TOMLBare | AST.TOMLQuoted)[],
    end: number,
  ): ObjectNode | undefined {
    let node: ObjectNode | undefined = from;
    for (const key of keys) node = node && this.#child(node, key, end);
    return node;
  }

  /** The table of that name, made where it is first mentioned. */
  #child(
    parent: ObjectNode,
    key: AST.TOMLBare | AST.TOMLQuoted,
    end: number,
  ): ObjectNode | undefined {
    const found = this.#children.get(parent)?.get(nameOf(key));
    const existing = found?.kind === 'array' ? found.items.at(-1) : found;
    if (existing?.kind === 'object') {
      existing.span = { start: existing.span.start, end: Math.max(existing.span.end, end) };
      return existing;
    }
    if (existing) return undefined;
    const node: ObjectNode = { kind: 'object', properties: [], span: { start: key.range[0], end } };
    this.#add(parent, key, node);
    return node;
  }

  #keyValue(table: ObjectNode, entry: AST.TOMLKeyValue, depth: number, ownLine: boolean): void {
    const { keys } = entry.key;
    const last = keys.at(-1);
    if (!last) return;
    if (depth + keys.length > MAX_DEPTH) {
      this.#tooDeep = true;
      return;
    }
    const holder = this.#descend(table, keys.slice(0, -1), entry.range[1]);
    if (!holder) return;
    this.#add(holder, last, this.#value(entry.value, depth + keys.length));
    if (!ownLine) return;
    const start = keys[0]?.range[0] ?? last.range[0];
    const at = lineEnd(this.#text, entry.range[1]);
    // A further entry of `a.b.c = 1` is written `a.b.d = 2`, on the next line.
    if (holder !== table) holder.block = { at, prefix: this.#text.slice(start, last.range[0]) };
    if (holder !== table || table.block) return;
    table.block = { at, prefix: '' };
  }

  #add(parent: ObjectNode, key: AST.TOMLBare | AST.TOMLQuoted, value: Node): void {
    parent.properties.push({ key: this.#key(key), value });
    const children = this.#children.get(parent) ?? new Map<string, Node>();
    this.#children.set(parent, children.set(nameOf(key), value));
  }

  #value(value: AST.TOMLContentNode, depth: number): Node {
    const { range } = value;
    if (depth > MAX_DEPTH) {
      this.#tooDeep = true;
      return { kind: 'scalar', value: null, span: span(range) };
    }
    if (value.type === 'TOMLArray') {
      return {
        kind: 'array',
        items: value.elements.map((it) => this.#value(it, depth + 1)),
        span: span(range),
      };
    }
    if (value.type === 'TOMLInlineTable') {
      const node: ObjectNode = { kind: 'object', properties: [], span: span(range) };
      for (const entry of value.body) this.#keyValue(node, entry, depth, false);
      return node;
    }
    if (value.kind === 'string')
      return this.#string(value.value, range, value.style, value.multiline);
    const scalar =
      value.kind === 'boolean' || value.kind === 'float' || value.kind === 'integer'
        ? value.value
        : null;
    return { kind: 'scalar', value: scalar, span: span(range) };
  }

  #key(key: AST.TOMLBare | AST.TOMLQuoted): TextNode {
    if (key.type === 'TOMLQuoted') return this.#string(key.value, key.range, key.style, false);
    const [start, end] = key.range;
    return new TextNode(key.name, span(key.range), start, this.#text.slice(start, end), tomlBare);
  }

  #string(
    value: string,
    range: readonly [number, number],
    style: 'basic' | 'literal',
    multiline: boolean,
  ): TextNode {
    const quotes = multiline ? 3 : 1;
    let start = range[0] + quotes;
    // The line end right behind the quotes is no part of the value.
    if (multiline) start += /^\r?\n/.exec(this.#text.slice(start, start + 2))?.[0].length ?? 0;
    // The closing quote may still be missing.
    const end = /["'\u201c-\u201f]/.test(this.#text[range[1] - 1] ?? '')
      ? range[1] - quotes
      : range[1];
    const raw = this.#text.slice(start, Math.max(start, end));
    return new TextNode(
      value,
      span(range),
      start,
      raw,
      style === 'basic' ? tomlBasic : tomlLiteral,
    );
  }
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
