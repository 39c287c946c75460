/** A part of a string that knows where its characters stand in the whole, through unescaping as well. */
export interface View {
  readonly text: string;
  /** The offset in the whole string of an offset in this text. */
  readonly at: (index: number) => number;
}

/** What a reference is replaced by before a value is taken apart, so that offsets stay as they are. */
export const MASK = '\u0000';

export function part(view: View, start: number, end = view.text.length): View {
  return { text: view.text.slice(start, end), at: (index) => view.at(start + index) };
}

/** Without blanks and matching quotes around it, which shells and copy-paste leave there. */
export function trimmed(view: View): View {
  let start = 0;
  let end = view.text.length;
  for (;;) {
    while (start < end && isBlank(view.text.charCodeAt(start))) start++;
    while (end > start && isBlank(view.text.charCodeAt(end - 1))) end--;
    const first = view.text[start];
    const quoted =
      end - start >= 2 &&
      (first === '"' || first === "'" || first === '`') &&
      view.text[end - 1] === first;
    if (!quoted) break;
    start++;
    end--;
  }
  return start === 0 && end === view.text.length ? view : part(view, start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** The words of a command line, quotes of a shell respected. An unfinished quote ends with the text. */
export function shellWords(view: View): readonly View[] {
  const words: View[] = [];
  const { text } = view;
  let position = 0;
  while (position < text.length) {
    if (isBlank(text.charCodeAt(position)) || ';|&'.includes(text[position] as string)) {
      position++;
      continue;
    }
    const start = position;
    let quote = '';
    while (position < text.length) {
      const character = text[position] as string;
      if (quote === '' && text.startsWith('&&', position)) break;
      if (quote === '') {
        if (isBlank(text.charCodeAt(position)) || character === ';' || character === '|') break;
        if (character === '"' || character === "'") quote = character;
      } else if (character === quote) {
        quote = '';
      }
      position++;
    }
    words.push(part(view, start, position));
  }
  return words;
}

/** The pieces of a text between separators, empty ones included. */
export function splitAt(view: View, separator: string): readonly View[] {
  const pieces: View[] = [];
  let start = 0;
  for (;;) {
    const end = view.text.indexOf(separator, start);
    pieces.push(part(view, start, end < 0 ? view.text.length : end));
    if (end < 0) return pieces;
    start = end + separator.length;
  }
}
