/**
 * Breaks a text at blanks, so that no line is wider than there is room; a word that is wider stays whole.
 *
 * @param width undefined for as wide as it is
 */
export function wrapped(text: string, width: number | undefined): readonly string[] {
  if (width === undefined || text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Nobody reads a column that is narrower. */
const NARROWEST = 24;

/** The same behind a margin. */
export function indented(
  text: string,
  margin: number,
  width: number | undefined,
): readonly string[] {
  const room = width === undefined ? undefined : Math.max(NARROWEST, width - margin);
  return wrapped(text, room).map((line) => ' '.repeat(margin) + line);
}
