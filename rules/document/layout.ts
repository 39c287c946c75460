import type { Span } from '../text/span.ts';
import type { Document } from './document.ts';

/** The text's own line end. */
export function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** One step of indentation, as this file does it. */
export function indentUnit(document: Document): string {
  return /\n([ \t]+)\S/.exec(document.text)?.[1] ?? '  ';
}

/** The blanks in front of the line that holds this offset. */
export function lineIndent(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Where the line of this offset starts, after the line end before it and after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, offset) : start;
}

/** Where the line of this offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** After the line end of this offset's line. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Whether nothing but blanks stands in this part of the text. */
export function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

/** The first offset from here on that is neither blank nor comment. */
export function skipTrivia({ text, comments }: Document, from: number): number {
  let offset = from;
  for (;;) {
    while (offset < text.length && ' \t\r\n'.includes(text[offset] ?? '')) offset += 1;
    const comment = startingAt(comments, offset);
    if (!comment) return offset;
    offset = comment.end;
  }
}

/** The comment that starts at an offset. They stand in the order of the text. */
function startingAt(comments: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const found = comments[low];
  return found?.start === offset ? found : undefined;
}
