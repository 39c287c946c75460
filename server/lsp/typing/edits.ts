import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { changeOf } from '../../../rules/text/change.ts';
import type { Span } from '../../../rules/text/span.ts';

/** One replacement, in offsets of the text before it. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  /** The length of what stands there now. */
  readonly length: number;
  readonly text: string;
}

/** What a change replaces. Of one that sends the whole text, the part that is another one. */
export function replacedBy(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
): Replaced {
  if ('range' in change) {
    const start = document.offsetAt(change.range.start);
    const end = Math.max(start, document.offsetAt(change.range.end));
    return { start, end, length: change.text.length, text: change.text };
  }
  const { from: start, before: end, after } = changeOf(document.getText(), change.text);
  const text = change.text.slice(start, after);
  return { start, end, length: text.length, text };
}

/**
 * Whether somebody types: a key at a time, with what the editor puts in by itself. What is pasted, completed or fixed is
 * finished when it comes.
 */
export function isTyped({ text }: Replaced): boolean {
  // `""` and the like; a line break comes with an indentation, and with the closing bracket on a line of its own.
  return text.length <= 2 || /^\r?\n\s*$/.test(text);
}

/** Where somebody goes on to type: between the quotes or brackets that the editor has put in. */
export function caretAfter({ start, text }: Replaced): number {
  return start + (/^(?:""|''|``|\{\}|\[\]|\(\))$/.test(text) ? 1 : text.length);
}

/** Where a span is after an edit, and whether the edit is of it or right beside it. */
export function moved(span: Span, { start, end, length }: Replaced): Span & { touched: boolean } {
  const shift = start + length - end;
  const touched = start <= span.end && end >= span.start;
  if (end <= span.start) return { start: span.start + shift, end: span.end + shift, touched };
  if (start >= span.end) return { ...span, touched };
  const from = Math.min(span.start, start);
  return { start: from, end: Math.max(from, span.end + shift, start + length), touched };
}
