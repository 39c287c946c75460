import type { Span } from '../text/span.ts';
import type { Node } from './node.ts';

export type Format = 'json' | 'toml' | 'yaml';

/** Something the grammar does not allow, in words that never quote the text. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
  /** What JSON5 and a word processor do on every line, and is one thing to say. */
  readonly about?: 'quotes';
}

/** A text, read as far as it can be read. */
export interface Document {
  readonly text: string;
  readonly format: Format;
  /**
   * The values at the top. A well-formed file has one; a pasted fragment, a half-resolved merge or two
   * files in one have more, and each is read.
   */
  readonly roots: readonly Node[];
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  /** Commas before a closing bracket: fine in JSONC, the end of the file in strict JSON. */
  readonly trailingCommas: readonly Span[];
  /** Why nothing was read at all. */
  readonly refused?: 'too-large' | 'too-deep';
}

/** Beyond these a file is refused with one note: a hostile workspace must not stall the editor. */
export const MAX_LENGTH = 1024 * 1024;
export const MAX_DEPTH = 200;

/** Nobody reads on behind so many mistakes. */
export const MAX_PROBLEMS = 100;

/** A text that is not read, and why. */
export function refusal(text: string, format: Format, refused: 'too-large' | 'too-deep'): Document {
  return { text, format, roots: [], problems: [], comments: [], trailingCommas: [], refused };
}
