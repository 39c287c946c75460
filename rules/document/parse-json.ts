import { createScanner } from 'jsonc-parser';
import type { Span } from '../text/span.ts';
import {
  type Document,
  MAX_DEPTH,
  MAX_LENGTH,
  MAX_PROBLEMS,
  refusal,
  type SyntaxProblem,
} from './document.ts';
import { type ArrayNode, type Node, type ObjectNode, type Property, TextNode } from './node.ts';
import { decodeJson, jsonText, looseText } from './text-json.ts';

/** jsonc-parser's SyntaxKind is an ambient const enum, which a single-file compiler cannot read. */
const Token = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  Null: 7,
  True: 8,
  False: 9,
  String: 10,
  Number: 11,
  LineComment: 12,
  BlockComment: 13,
  LineBreak: 14,
  Trivia: 15,
  Unknown: 16,
  EndOfFile: 17,
} as const;

/** jsonc-parser's ScanErrors of a comment and a string without an end. */
const UNEXPECTED_END_OF_COMMENT = 1;
const UNEXPECTED_END_OF_STRING = 2;

const HASH = 35;
const MERGE_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})/;
const LINE_BREAK = /[\r\n]/g;
const SINGLE_QUOTED =
  /'((?:[^'\\\r\n]|\\[^\r\n])*)'|`((?:[^`\\\r\n]|\\[^\r\n])*)`|[\u201c-\u201f]([^\u201c-\u201f"\r\n]*)[\u201c-\u201f]|[\u2018-\u201b]([^\u2018-\u201b"\r\n]*)[\u2018-\u201b]/y;
/** Up to a comment: `//` behind a colon is an address. */
const UNQUOTED = /((?:(?!(?<!:)\/\/|\/\*)[^\s,[\]{}"'`])+)/y;
const NAME_WITH_COLON = /([A-Za-z_$][\w$-]*)[ \t]*:/y;
/** What makes a number something else when it follows at once. */
const LOOSE_VALUE = /[\w.+=:@$%~-]/;
/** An expression of a program stands for a value, and is none. */
const CODE = /^(?:process\.env|import\.meta|os\.environ|ENV|undefined|None|NaN|True|False|NULL)\b/;
const ESCAPED_LINE_BREAK = /\\(?:\\|(?=[\r\n]))/g;

const NO_TOKEN = 'This is not JSON: a value, a quoted name or a bracket was expected.';

/** What an open bracket waits for. */
type Expecting = 'key' | 'colon' | 'value' | 'comma';

interface Frame {
  readonly node: ObjectNode | ArrayNode;
  expecting: Expecting;
  /** The property that waits for its colon or value. */
  property: Property | undefined;
  /** The last comma, while nothing has followed it. */
  comma: Span | undefined;
  /** Made for a fragment such as `"mcp": {…}` that lacks its outer braces. */
  readonly implied: boolean;
}

/**
 * Reads JSON with comments and trailing commas into a tree, whatever the text looks like: half typed,
 * with merge markers, with a bracket too few or too many. Never throws and never recurses.
 *
 * jsonc-parser's `parseTree` overflows near 10,000 levels and stops at the first complete value;
 * its scanner does neither, so the tree is built here, on the scanner.
 */
export function parseJson(text: string): Document {
  if (text.length > MAX_LENGTH) return refusal(text, 'json', 'too-large');
  const reader = new Reader(text);
  return reader.read() ?? refusal(text, 'json', 'too-deep');
}

class Reader {
  readonly #text: string;
  readonly #roots: Node[] = [];
  readonly #problems: SyntaxProblem[] = [];
  readonly #comments: Span[] = [];
  readonly #trailingCommas: Span[] = [];
  readonly #stack: Frame[] = [];
  #top: Frame | undefined;
  /** The end of the last token that was neither blank nor comment. */
  #lastEnd = 0;
  /** Where the last problem was reported, so that one mistake is reported once. */
  #lastProblemEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined when the text nests deeper than {@link MAX_DEPTH}. */
  read(): Document | undefined {
    const scanner = createScanner(scannable(this.#text), false);
    // A byte order mark is no token of the grammar, and no mistake either.
    if (this.#text.charCodeAt(0) === 0xfeff) scanner.setPosition(1);
    for (;;) {
      const token = scanner.scan() as number;
      if (token === Token.LineBreak || token === Token.Trivia) continue;
      if (token === Token.EndOfFile) break;
      const start = scanner.getTokenOffset();
      // The scanner steps past the end after a comment that is not closed.
      const span = { start, end: Math.min(start + scanner.getTokenLength(), this.#text.length) };
      if (token === Token.LineComment || token === Token.BlockComment) {
        this.#comments.push(span);
        if ((scanner.getTokenError() as number) === UNEXPECTED_END_OF_COMMENT) {
          this.#problem('This comment is not closed.', span);
        }
        continue;
      }
      switch (token) {
        case Token.OpenBrace:
        case Token.OpenBracket:
          if (this.#stack.length >= MAX_DEPTH) return undefined;
          this.#open(token === Token.OpenBrace ? 'object' : 'array', span);
          break;
        case Token.CloseBrace:
          this.#close('object', span);
          break;
        case Token.CloseBracket:
          this.#close('array', span);
          break;
        case Token.Comma:
          this.#comma(span);
          break;
        case Token.Colon:
          this.#colon(span);
          break;
        case Token.String:
          this.#string(scanner.getTokenValue(), span, scanner.getTokenError() as number);
          break;
        case Token.Unknown: {
          const end = this.#unknown(span);
          if (end > span.end) scanner.setPosition(end);
          this.#lastEnd = end;
          continue;
        }
        default:
          if (token === Token.Number && LOOSE_VALUE.test(this.#text[span.end] ?? '')) {
            const end = this.#unquoted(span);
            if (end > span.end) {
              scanner.setPosition(end);
              this.#lastEnd = end;
              continue;
            }
          }
          if ((scanner.getTokenError() as number) !== 0)
            this.#problem('This number is not complete.', span);
          this.#value({ kind: 'scalar', value: scalar(token, scanner.getTokenValue()), span });
      }
      this.#lastEnd = span.end;
    }
    this.#endOfFile();
    return {
      text: this.#text,
      format: 'json',
      roots: this.#roots,
      problems: this.#problems,
      comments: this.#comments,
      trailingCommas: this.#trailingCommas,
    };
  }

  #push(node: ObjectNode | ArrayNode, implied = false): Frame {
    const frame: Frame = {
      node,
      expecting: node.kind === 'object' ? 'key' : 'value',
      property: undefined,
      comma: undefined,
      implied,
    };
    this.#stack.push(frame);
    this.#top = frame;
    return frame;
  }

  #pop(end: number): void {
    const frame = this.#stack.pop();
    if (frame) frame.node.span = { start: frame.node.span.start, end };
    this.#top = this.#stack.at(-1);
  }

  #open(kind: 'object' | 'array', span: Span): void {
    const node: ObjectNode | ArrayNode =
      kind === 'object' ? { kind, properties: [], span } : { kind, items: [], span };
    this.#value(node);
    this.#push(node);
  }

  /** Puts a value where the innermost bracket wants one, or reports that it wants none. */
  #value(node: Node): void {
    const frame = this.#top;
    if (!frame) {
      if (this.#roots.length > 0) this.#problem('The file goes on after its end.', node.span);
      this.#roots.push(node);
      return;
    }
    if (frame.implied && !frame.property) {
      // A fragment is over where something follows that is no member of it.
      this.#pop(this.#lastEnd);
      this.#value(node);
      return;
    }
    if (frame.node.kind === 'array') {
      if (frame.expecting === 'comma') this.#problem('A comma is missing here.', node.span);
      frame.node.items.push(node);
    } else if (frame.property) {
      if (frame.expecting === 'colon') this.#problem('A colon is missing here.', node.span);
      frame.property.value = node;
      frame.property = undefined;
    } else {
      this.#problem('A quoted name is missing before this value.', node.span);
      // What is inside may still be a server with a token in it.
      if (node.kind === 'object' || node.kind === 'array') {
        const { start } = node.span;
        const key = new TextNode('', { start, end: start }, start, '', jsonText);
        frame.node.properties.push({ key, value: node });
      }
    }
    frame.expecting = 'comma';
    frame.comma = undefined;
  }

  /** Says what a piece that is no token of JSON may be; returns where to read on. */
  #unknown(span: Span): number {
    const { start } = span;
    const first = this.#text.charCodeAt(start);
    if (first === HASH) {
      // Its words, quotes and brackets are no part of the file.
      LINE_BREAK.lastIndex = start;
      const end = LINE_BREAK.exec(this.#text)?.index ?? this.#text.length;
      this.#problem('JSON knows no comments that start with #.', { start, end });
      return end;
    }
    const marker = MERGE_MARKER.test(this.#text.slice(start, start + 7));
    if (marker) this.#problem('This is left over from a merge conflict.', span);
    else {
      const end = this.#top ? this.#singleQuoted(span) || this.#unquoted(span) : 0;
      if (end > start) return end;
      this.#problem(NO_TOKEN, span);
    }
    return span.end;
  }

  /** A text in the quotes of JavaScript or Python: no JSON, but there may be a secret in it. @returns its end, or 0 */
  #singleQuoted({ start }: Span): number {
    SINGLE_QUOTED.lastIndex = start;
    const found = SINGLE_QUOTED.exec(this.#text);
    if (!found) return 0;
    const [whole, ...parts] = found;
    const raw = parts.find((it) => it !== undefined) ?? '';
    const span = { start, end: start + whole.length };
    this.#problem('JSON knows straight double quotes only.', span, 'quotes');
    this.#take(new TextNode(decodeJson(raw), span, start + 1, raw, looseText), span);
    return span.end;
  }

  /**
   * A text without quotes, where a value or, with a colon behind it, a name belongs. What is neither is left out as
   * a whole, so that each character is looked at once. @returns its end, or 0
   */
  #unquoted({ start }: Span): number {
    const frame = this.#top;
    const isName = frame?.node.kind === 'object' && !frame.property;
    if (!isName && frame?.expecting !== 'value') return 0;
    const pattern = isName ? NAME_WITH_COLON : UNQUOTED;
    pattern.lastIndex = start;
    const text = pattern.exec(this.#text)?.[1] ?? '';
    if (text === '') return 0;
    const span = { start, end: start + text.length };
    if (!isName && (!/[A-Za-z0-9]/.test(text) || CODE.test(text))) {
      this.#problem(NO_TOKEN, span);
      return span.end;
    }
    this.#problem('Quotes are missing here.', span, 'quotes');
    this.#take(new TextNode(text, span, start, text, looseText), span);
    return span.end;
  }

  #string(scanned: string, span: Span, error: number): void {
    const start = span.start + 1;
    const open = error === UNEXPECTED_END_OF_STRING;
    const end = open ? span.end : span.end - 1;
    // Every escape is longer than what it stands for: without any, the two are one text.
    const isLiteral = error === 0 && scanned.length === end - start;
    const raw = isLiteral ? scanned : this.#text.slice(start, end);
    const node = new TextNode(error === 0 ? scanned : decodeJson(raw), span, start, raw, jsonText);
    if (open) this.#problem('This string is not closed.', span);
    else if (error !== 0) this.#problem('This string holds what JSON does not allow in one.', span);
    this.#take(node, span);
  }

  /** A text is a name where one is expected, else a value. */
  #take(node: TextNode, span: Span): void {
    const frame = this.#top;
    if (frame?.node.kind !== 'object' || frame.property) {
      this.#value(node);
      return;
    }
    if (frame.expecting === 'comma') this.#problem('A comma is missing here.', span);
    frame.property = { key: node, value: undefined };
    frame.node.properties.push(frame.property);
    frame.expecting = 'colon';
    frame.comma = undefined;
  }

  #colon(span: Span): void {
    if (!this.#top && this.#startFragment()) return;
    if (this.#top?.expecting === 'colon') this.#top.expecting = 'value';
    else if (!this.#takeValueAsName()) this.#problem('This colon follows no name.', span);
  }

  /** `"a": "b": 1`: the value of `a` is still to be typed, and what was read in its place is the next name. */
  #takeValueAsName(): boolean {
    const frame = this.#top;
    if (frame?.node.kind !== 'object' || frame.expecting !== 'comma') return false;
    const last = frame.node.properties.at(-1);
    const key = last?.value;
    if (!last || key?.kind !== 'text' || key.span.end !== this.#lastEnd) return false;
    last.value = undefined;
    this.#problem('A value is missing here.', last.key.span);
    frame.property = { key, value: undefined };
    frame.node.properties.push(frame.property);
    frame.expecting = 'value';
    return true;
  }

  /** `"mcp": {…}` at the top of a file: the name was read as a value; it starts an object without braces. */
  #startFragment(): boolean {
    const key = this.#roots.at(-1);
    if (key?.kind !== 'text') return false;
    const node: ObjectNode = { kind: 'object', properties: [], span: key.span };
    this.#roots[this.#roots.length - 1] = node;
    const frame = this.#push(node, true);
    frame.property = { key, value: undefined };
    node.properties.push(frame.property);
    frame.expecting = 'value';
    this.#problem('The braces around this part are missing.', key.span);
    return true;
  }

  #comma(span: Span): void {
    const frame = this.#top;
    if (!frame) {
      const message =
        this.#roots.length > 0
          ? 'The file goes on after its end.'
          : 'A value is missing before this comma.';
      this.#problem(message, span);
      return;
    }
    if (frame.expecting !== 'comma') this.#problem('A value is missing before this comma.', span);
    frame.property = undefined;
    frame.expecting = frame.node.kind === 'object' ? 'key' : 'value';
    frame.comma = span;
  }

  #close(kind: 'object' | 'array', span: Span): void {
    const match = this.#stack.findLastIndex((frame) => frame.node.kind === kind && !frame.implied);
    if (match < 0) {
      this.#problem('This bracket closes nothing.', span);
      return;
    }
    while (this.#stack.length > match + 1) {
      this.#problem('A bracket opened before this one is not closed.', span);
      this.#pop(span.start);
    }
    const frame = this.#top;
    if (frame?.comma) this.#trailingCommas.push(frame.comma);
    else if (frame?.property) this.#problem('A value is missing here.', span);
    this.#pop(span.end);
  }

  #endOfFile(): void {
    const end = { start: this.#lastEnd, end: this.#lastEnd };
    if (this.#stack.some((frame) => !frame.implied)) {
      this.#problem('The file ends before its brackets are closed.', end);
    }
    while (this.#stack.length > 0) this.#pop(this.#lastEnd);
    if (this.#roots.length === 0) this.#problem('The file is empty.', end);
  }

  #problem(message: string, span: Span, about?: 'quotes'): void {
    // What follows a mistake without a gap is the same mistake.
    if (span.start > this.#lastProblemEnd && this.#problems.length < MAX_PROBLEMS) {
      this.#problems.push(about ? { message, span, about } : { message, span });
    }
    this.#lastProblemEnd = Math.max(this.#lastProblemEnd, span.end);
  }
}

/**
 * A backslash at the end of a line makes the scanner read on in the next one; a string that is being typed
 * ends there. So the scanner gets a text of the same length without such backslashes.
 */
function scannable(text: string): string {
  return text.includes('\\') && /\\[\r\n]/.test(text)
    ? text.replace(ESCAPED_LINE_BREAK, (found) => (found.length === 2 ? found : ' '))
    : text;
}

function scalar(token: number, source: string): number | boolean | null {
  if (token === Token.Null) return null;
  return token === Token.Number ? Number(source) : token === Token.True;
}
