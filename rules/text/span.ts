/** A half-open range of zero-based UTF-16 code unit offsets into the text of a document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same for people and protocols: zero-based lines, and UTF-16 code units within them. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Whether all of a span is within another one. */
export function holds({ start, end }: Span, inner: Span): boolean {
  return start <= inner.start && inner.end <= end;
}

/** A text that two ranges have in common if they are the same. */
export function rangeKey({ start, end }: TextRange): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** Replaces the text of `span` by `newText`. Edits of one fix never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies edits that do not overlap; a later edit never sees the text of an earlier one. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let position = 0;
  for (const { span, newText } of ordered) {
    result += text.slice(position, span.start) + newText;
    position = span.end;
  }
  return result + text.slice(position);
}

/** Whether edits are in each other's way. Two insertions at one place are: their order would be left to chance. */
export function overlaps({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

/** A part of the first text, or one that came later. */
type Piece = Span | string;

/**
 * Edits of several rounds, each of the text that the round before it left, as edits of the first text.
 *
 * @param length of the first text
 */
export function composeEdits(
  length: number,
  rounds: readonly (readonly TextEdit[])[],
): readonly TextEdit[] {
  let pieces: readonly Piece[] = [{ start: 0, end: length }];
  for (const edits of rounds) pieces = replacePieces(pieces, edits);
  const composed: TextEdit[] = [];
  let end = 0;
  let newText = '';
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === 'string') {
      newText += piece;
      continue;
    }
    if (newText !== '' || piece.start > end) {
      composed.push({ span: { start: end, end: piece.start }, newText });
      newText = '';
    }
    end = piece.end;
  }
  return composed;
}

function replacePieces(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const result: Piece[] = [];
  let index = 0;
  let used = 0;
  const pass = (count: number, keep: boolean): void => {
    for (let left = count; left > 0 && index < pieces.length; ) {
      const piece = pieces[index] ?? '';
      const size = typeof piece === 'string' ? piece.length : piece.end - piece.start;
      const step = Math.min(left, size - used);
      if (keep && step > 0) result.push(partOf(piece, used, used + step));
      left -= step;
      used += step;
      if (used < size) continue;
      index += 1;
      used = 0;
    }
  };
  let position = 0;
  for (const { span, newText } of ordered) {
    pass(span.start - position, true);
    if (newText !== '') result.push(newText);
    pass(span.end - span.start, false);
    position = span.end;
  }
  pass(Number.POSITIVE_INFINITY, true);
  return result;
}

function partOf(piece: Piece, from: number, to: number): Piece {
  return typeof piece === 'string'
    ? piece.slice(from, to)
    : { start: piece.start + from, end: piece.start + to };
}

/** Turns spans of one text into lines and characters, all in one pass over it. */
export function rangesOf(text: string, spans: readonly Span[]): readonly TextRange[] {
  const offsets = spans.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);
  const positions = new Map<number, TextPosition>();
  let line = 0;
  let lineStart = 0;
  for (const offset of offsets) {
    for (let next = text.indexOf('\n', lineStart); next >= 0 && next < offset; ) {
      line += 1;
      lineStart = next + 1;
      next = text.indexOf('\n', lineStart);
    }
    positions.set(offset, { line, character: offset - lineStart });
  }
  const at = (offset: number): TextPosition => positions.get(offset) ?? { line: 0, character: 0 };
  return spans.map(({ start, end }) => ({ start: at(start), end: at(end) }));
}
