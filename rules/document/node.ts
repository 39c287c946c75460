import type { Span } from '../text/span.ts';

/**
 * The tree every format is read into. It keeps what a plain value loses: duplicate keys, `__proto__`
 * as an ordinary key, and where each piece stands in the text.
 */
export type Node = ObjectNode | ArrayNode | TextNode | ScalarNode;

export interface ObjectNode {
  readonly kind: 'object';
  readonly properties: Property[];
  span: Span;
  /** Set where its entries stand on lines of their own, without brackets and commas: TOML tables, YAML mappings. */
  block?: Block;
}

/** Where a line of a further entry goes. */
export interface Block {
  /** The offset to insert at: the end of a line. */
  at: number;
  /** What its line starts with: blanks, or the keys that lead to the table. */
  prefix: string;
}

export interface Property {
  readonly key: TextNode;
  /** Missing while it is being typed: `"env": }`. */
  value: Node | undefined;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: Node[];
  span: Span;
  block?: Block;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: number | boolean | null;
  readonly span: Span;
}

/** How a format writes a string: needed to map positions into it and to put new text into it. */
export interface TextFormat {
  /**
   * For every code unit of the decoded value, and its end, where it stands in the document; undefined where
   * that cannot be told.
   */
  offsets(node: TextNode): readonly number[] | undefined;
  /** Writes a value so that it can stand inside the quotes of this node. */
  encode(node: TextNode, value: string): string;
  /** Writes the whole node anew where a value cannot stand in its kind of quotes; undefined where it can. */
  rewrite?(node: TextNode, value: string): string | undefined;
}

/** A string: its decoded value, and a way back from each of its characters to the document. */
export class TextNode {
  readonly kind = 'text';
  readonly value: string;
  /** With the quotes, where there are any. */
  readonly span: Span;
  /** What is between the quotes, as written. */
  readonly raw: string;
  readonly #contentStart: number;
  readonly #format: TextFormat;
  /** Null where they cannot be told. */
  #offsets: readonly number[] | null | undefined;
  /** Comparing long texts takes its time: whether there is any escape is asked once. */
  #literal: boolean | undefined;

  constructor(value: string, span: Span, contentStart: number, raw: string, format: TextFormat) {
    this.value = value;
    this.span = span;
    this.raw = raw;
    this.#contentStart = contentStart;
    this.#format = format;
  }

  /** The document span of `value.slice(start, end)`; of all of it where a part cannot be told. */
  spanOf(start = 0, end = this.value.length): Span {
    // Every escape is longer than what it stands for, so equal text means that there is none.
    if (this.#isLiteral()) {
      return { start: this.#contentStart + start, end: this.#contentStart + end };
    }
    const offsets = this.#map();
    const contentEnd = this.#contentStart + this.raw.length;
    if (!offsets) return { start: this.#contentStart, end: contentEnd };
    return { start: offsets[start] ?? contentEnd, end: offsets[end] ?? contentEnd };
  }

  /** The text to write in place of a part of this string. */
  encode(value: string): string {
    return this.#format.encode(this, value);
  }

  /** The text to write in place of the whole node, quotes included; undefined where parts can be replaced. */
  rewrite(value: string): string | undefined {
    const rewritten = this.#format.rewrite?.(this, value);
    if (rewritten !== undefined || this.#isLiteral() || this.#map()) return rewritten;
    return JSON.stringify(value);
  }

  get contentStart(): number {
    return this.#contentStart;
  }

  #isLiteral(): boolean {
    this.#literal ??= this.raw === this.value;
    return this.#literal;
  }

  #map(): readonly number[] | null {
    if (this.#offsets === undefined) {
      const offsets = this.#format.offsets(this);
      this.#offsets = offsets?.length === this.value.length + 1 ? offsets : null;
    }
    return this.#offsets;
  }
}

/** The last property of that name (the one a parser keeps), or undefined. */
export function property(node: Node | undefined, name: string): Property | undefined {
  if (node?.kind !== 'object') return undefined;
  const { properties } = node;
  // Without a function for each look: nothing in this product is asked more often.
  for (let index = properties.length - 1; index >= 0; index -= 1)
    if (properties[index]?.key.value === name) return properties[index];
  return undefined;
}

/** The node at a path of keys, or undefined. */
export function at(node: Node | undefined, path: readonly string[]): Node | undefined {
  let current = node;
  for (const name of path) current = property(current, name)?.value;
  return current;
}

/** Extends an RFC 6901 pointer by one step. */
export function pointerTo(parent: string, step: string | number): string {
  return typeof step === 'string' && (step.includes('/') || step.includes('~'))
    ? `${parent}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`
    : `${parent}/${step}`;
}
