import { lineEnd } from '../layout.ts';

/** A text of TOML in which what is plainly missing was put in, and how to get back to the text as written. */
export interface Mended {
  readonly text: string;
  /** The starts of the lines that were not as they have to be, in the text as written. */
  readonly lines: readonly number[];
  /** Where something was put in, in the text as written, in order; each time so many characters. */
  readonly insertions: readonly { readonly at: number; readonly length: number }[];
}

const KEY = /^[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"))*[ \t]*=/;
const COLON = /^[ \t]*[A-Za-z_][\w-]*[ \t]*(:)[ \t]/;
const QUOTES = /[\u201c\u201d\u201e\u201f]/g;

/**
 * Puts in what is missing where a line breaks off: the bracket of a header, the quote of a text, the bracket of a list
 * that the next key or table cannot be part of. Typographic quotes and colons become what TOML has in their place, so that
 * one slip does not hide what the rest of the file says. Works line by line, in one pass.
 */
export function mendToml(text: string): Mended {
  const mender = new Mender();
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    mender.line(text.slice(start, end), start);
    const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    mender.copy(text.slice(end, next));
    start = next;
  }
  mender.close();
  return mender;
}

class Mender implements Mended {
  text = '';
  readonly lines: number[] = [];
  readonly insertions: { at: number; length: number }[] = [];
  /** Brackets of the value that is being read. */
  #open: string[] = [];
  /** Three quotes that are still open. */
  #long: string | undefined;
  /** The end of the last line with something on it: in this text, and as written. */
  #last = { here: 0, there: 0, line: 0 };

  copy(text: string): void {
    this.text += text;
  }

  line(written: string, start: number): void {
    if (this.#long === undefined && this.#open.length > 0 && this.#startsAnew(written))
      this.close();
    const line = this.#long === undefined ? withAsciiSigns(written) : written;
    const here = this.text.length;
    this.text += line;
    const isOutside = this.#long === undefined && this.#open.length === 0;
    const missing = (isOutside ? headerEnd(line) : undefined) ?? this.#scan(line);
    const filled = line.trimEnd().length;
    if (filled > 0) this.#last = { here: here + filled, there: start + filled, line: start };
    if (line !== written) this.#note(start);
    if (missing !== '') this.#insert(missing);
  }

  /** Closes what is open at the end of the last line. */
  close(): void {
    const closers = this.#open.reverse().map((it) => (it === '[' ? ']' : '}'));
    this.#open = [];
    if (closers.length > 0) this.#insert(closers.join(''));
  }

  #insert(missing: string): void {
    const { here, there, line } = this.#last;
    this.text = this.text.slice(0, here) + missing + this.text.slice(here);
    this.insertions.push({ at: there, length: missing.length });
    this.#last = { here: here + missing.length, there, line };
    this.#note(line);
  }

  #note(line: number): void {
    if (this.lines.at(-1) !== line) this.lines.push(line);
  }

  /** Whether a line can be no part of an open list or table. */
  #startsAnew(line: string): boolean {
    if (/^\[{1,2}[A-Za-z_][\w.-]*\]{1,2}$/.test(line.trim())) return true;
    if (!KEY.test(line)) return false;
    // A table in braces may go on in the next line, behind a comma.
    return this.#open.at(-1) === '[' || !/[,{]$/.test(this.text.slice(0, this.#last.here));
  }

  /** Follows quotes and brackets through a line. @returns the quote that is missing at its end */
  #scan(line: string): string {
    let at = 0;
    while (at < line.length) {
      if (this.#long !== undefined) {
        const end = line.indexOf(this.#long, at);
        if (end < 0) return '';
        at = end + 3;
        this.#long = undefined;
        continue;
      }
      const sign = line[at] ?? '';
      if (sign === '#') return '';
      if (sign === '"' || sign === "'") {
        if (line.startsWith(sign.repeat(3), at)) {
          this.#long = sign.repeat(3);
          at += 3;
          continue;
        }
        const end = endOfString(line, at, sign);
        if (end < 0) return sign;
        at = end;
        continue;
      }
      if (sign === '[' || sign === '{') this.#open.push(sign);
      else if (sign === ']' || sign === '}') this.#open.pop();
      at += 1;
    }
    return '';
  }
}

function endOfString(line: string, start: number, quote: string): number {
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === '\\' && quote === '"') at += 1;
    else if (line[at] === quote) return at + 1;
  }
  return -1;
}

/** What the name of a table lacks at its end, unless it is still being typed; undefined for any other line. */
function headerEnd(line: string): string | undefined {
  const written = line.trim();
  if (!written.startsWith('[')) return undefined;
  const opened = written.startsWith('[[') ? 2 : 1;
  const name = written.slice(opened);
  const isName = !/[=#,[\]{]/.test(name) && /[\w"']$/.test(name);
  return isName ? ']'.repeat(opened) : '';
}

/** Of the same length: positions stay what they are. */
function withAsciiSigns(line: string): string {
  const straight = line.replace(QUOTES, '"');
  const colon = COLON.exec(straight);
  if (!colon) return straight;
  const at = colon[0].lastIndexOf(':');
  return `${straight.slice(0, at)}=${straight.slice(at + 1)}`;
}
