import type { Span, TextPosition, TextRange } from '../../text/span.ts';

/** Where the lines of a text begin, so that a place can be named without reading the text again. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A span as zero-based lines and UTF-16 code units within them. */
export function rangeIn(starts: readonly number[], { start, end }: Span): TextRange {
  return { start: position(starts, start), end: position(starts, end) };
}

function position(starts: readonly number[], offset: number): TextPosition {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}
