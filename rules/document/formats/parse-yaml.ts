import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { Span } from '../../text/span.ts';
import { bracketDepth } from '../depth.ts';
import {
  type Document,
  MAX_DEPTH,
  MAX_LENGTH,
  MAX_PROBLEMS,
  refusal,
  type SyntaxProblem,
} from '../document.ts';
import { lineEnd, lineStart } from '../layout.ts';
import {
  type ArrayNode,
  type Block,
  type Node,
  type ObjectNode,
  type TextFormat,
  TextNode,
} from '../node.ts';
import { yamlBlock, yamlDouble, yamlPlain, yamlPlainFlow, yamlSingle } from '../text-yaml.ts';

/** Deeper than this, an indentation is an attack on whoever recurses. */
const INDENTATION = /^(?:[ ]|[-?:][ ]){400}/m;
/** A second document begins with a key, an item, a comment or a bracket; whatever else follows is prose. */
const SECOND =
  /^\s*(?:["']?[\w.$/@-]{1,100}["']?:(?:[ \t]*\r?\n|[ \t])|- |[{[]|#(?!#{0,5} )|---|%|$)/;
const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n/;

/**
 * Reads YAML into the same tree as JSON, broken text as far as the parser gets. Of a Markdown file, the front
 * matter. Aliases are not followed: what they stand for is read where it is written. Throws nothing.
 */
export function parseYaml(text: string): Document {
  if (text.length > MAX_LENGTH) return refusal(text, 'yaml', 'too-large');
  if (bracketDepth(text) > MAX_DEPTH || INDENTATION.test(text))
    return refusal(text, 'yaml', 'too-deep');
  const source = yamlPart(text);
  try {
    const reader = new Reader(text);
    const problems: SyntaxProblem[] = [];
    const roots: Node[] = [];
    // Equal keys are kept, and looking for them would take quadratic time.
    for (const document of parseAllDocuments(source, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })) {
      for (const { code, pos } of document.errors.slice(0, MAX_PROBLEMS - problems.length)) {
        problems.push({ message: messageOf(code), span: clamp(pos, source) });
      }
      const root = document.contents && reader.node(document.contents as ParsedNode, 0, false);
      if (root) roots.push(root);
    }
    return {
      text,
      format: 'yaml',
      roots,
      problems,
      comments: commentsOf(source),
      trailingCommas: [],
    };
  } catch {
    // What is left to go wrong is a stack that is too small.
    return refusal(text, 'yaml', 'too-deep');
  }
}

/** A Markdown file's front matter, at the place where it stands; any other text as it is. */
function yamlPart(text: string): string {
  const head = FRONT_MATTER.exec(text)?.[0];
  if (!head) return text;
  const end = /^---[ \t]*$/m.exec(text.slice(head.length));
  if (!end) return text;
  const close = head.length + end.index;
  // What follows may be a second document, or prose.
  const rest = text.slice(close + 3);
  return SECOND.test(rest) ? text : text.slice(0, close);
}

const MESSAGES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation fits nothing above it.',
  TAB_AS_INDENT: 'YAML is not indented with tabs.',
  MISSING_CHAR: 'Something is missing here: a quote, a bracket or a colon.',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping does not start in the middle of a line.',
};

function messageOf(code: string): string {
  return MESSAGES[code] ?? 'This is not YAML as it has to be.';
}

function clamp([start, end]: readonly [number, number], { length }: string): Span {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
}

/** The lexer marks documents, scalars and ends of flow with characters that are not in the text. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

function commentsOf(source: string): readonly Span[] {
  if (!source.includes('#')) return [];
  const comments: Span[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    if (MARKS.has(lexeme)) {
      scalar = lexeme === '\u001f';
      continue;
    }
    if (lexeme.startsWith('#') && !scalar)
      comments.push({ start: offset, end: offset + lexeme.length });
    scalar = false;
    offset += lexeme.length;
  }
  return comments;
}

class Reader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined for a value that is still to be typed. */
  node(node: unknown, depth: number, flow: boolean): Node | undefined {
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    if (isMap(node)) return this.#map(node as never, depth, flow);
    if (isSeq(node)) return this.#list(node as never, depth, flow);
    if (isAlias(node)) return { kind: 'scalar', value: null, span: this.#span(node.range) };
    return isScalar(node) ? this.#scalar(node, flow) : undefined;
  }

  #map(
    map: { items: unknown[]; flow?: boolean; range: Range },
    depth: number,
    flow: boolean,
  ): ObjectNode {
    const node: ObjectNode = { kind: 'object', properties: [], span: this.#span(map.range) };
    const inFlow = flow || map.flow === true;
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = this.#key(pair.key, inFlow);
      node.properties.push({ key, value: this.node(pair.value, depth + 1, inFlow) });
    }
    const first = node.properties[0];
    if (!inFlow && first) node.block = this.#block(node, first.key.span.start, '');
    return node;
  }

  #list(
    list: { items: unknown[]; flow?: boolean; range: Range },
    depth: number,
    flow: boolean,
  ): ArrayNode {
    const inFlow = flow || list.flow === true;
    const items: Node[] = [];
    for (const item of list.items) {
      const value = this.node(item, depth + 1, inFlow);
      if (value) items.push(value);
    }
    const node: ArrayNode = { kind: 'array', items, span: this.#span(list.range) };
    if (!inFlow) node.block = this.#block(node, node.span.start, '- ');
    return node;
  }

  /** A further entry goes below the last line, as far from the margin as the first. */
  #block(node: ObjectNode | ArrayNode, first: number, dash: string): Block {
    const column = first - lineStart(this.#text, first);
    const last = node.kind === 'object' ? node.properties.at(-1) : undefined;
    const item = node.kind === 'array' ? node.items.at(-1) : last?.value;
    const deepest =
      item && (item.kind === 'object' || item.kind === 'array') ? item.block?.at : undefined;
    const end = item?.span.end ?? last?.key.span.end ?? node.span.end;
    return { at: deepest ?? this.#endOfLine(end), prefix: ' '.repeat(column) + dash };
  }

  /** A block of lines ends with its last line end, which the next line starts behind. */
  #endOfLine(end: number): number {
    let offset = end;
    while (offset > 0 && /\s/.test(this.#text[offset - 1] ?? '')) offset -= 1;
    return lineEnd(this.#text, offset);
  }

  #key(key: Scalar, flow: boolean): TextNode {
    const node = this.#scalar(key, flow);
    if (node?.kind === 'text') return node;
    const span = this.#span(key.range);
    const raw = this.#text.slice(span.start, span.end);
    return new TextNode(raw, span, span.start, raw, flow ? yamlPlainFlow : yamlPlain);
  }

  #scalar(scalar: Scalar, flow: boolean): Node | undefined {
    const whole = this.#span(scalar.range);
    const { value, type } = scalar;
    // A block of lines ends before its last line end, as every other value does.
    const span = type?.startsWith('BLOCK') ? this.#trimmed(whole) : whole;
    if (typeof value !== 'string') {
      if (span.start === span.end) return undefined;
      const known = typeof value === 'number' || typeof value === 'boolean' ? value : null;
      return { kind: 'scalar', value: known, span };
    }
    const [open, format]: [number, TextFormat] =
      type === 'QUOTE_DOUBLE'
        ? [1, yamlDouble]
        : type === 'QUOTE_SINGLE'
          ? [1, yamlSingle]
          : type === 'PLAIN'
            ? [0, flow ? yamlPlainFlow : yamlPlain]
            : [0, yamlBlock];
    const start = Math.min(span.start + open, span.end);
    // The closing quote may still be missing.
    const closed =
      open > 0 && span.end > start && this.#text[span.end - 1] === this.#text[span.start];
    return new TextNode(
      value,
      span,
      start,
      this.#text.slice(start, closed ? span.end - 1 : span.end),
      format,
    );
  }

  #trimmed({ start, end }: Span): Span {
    return { start, end: start + this.#text.slice(start, end).trimEnd().length };
  }

  #span(range: Range): Span {
    return clamp([range?.[0] ?? 0, range?.[1] ?? 0], this.#text);
  }
}

type Range = readonly number[] | null | undefined;
