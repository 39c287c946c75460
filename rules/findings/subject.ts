import type { SafeText } from '../text/safe-text.ts';
import type { Span, TextRange } from '../text/span.ts';

/** What is judged: an entry of a config, a folder that holds the source of a server, or a file as a whole. */
export type SubjectRef =
  | { readonly kind: 'server'; readonly file: string; readonly name: SafeText }
  | { readonly kind: 'project'; readonly root: string }
  | { readonly kind: 'file'; readonly file: string };

/**
 * A place in a file.
 *
 * `file` is a path, or an id of what is on no disk, as whoever had the file judged has named it; '' where nobody did.
 */
export interface Location {
  readonly file: string;
  readonly span: Span;
}

/** A place in a file of which nobody keeps the text. */
export interface RangeLocation {
  readonly file: string;
  readonly range: TextRange;
}
