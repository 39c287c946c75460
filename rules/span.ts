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
