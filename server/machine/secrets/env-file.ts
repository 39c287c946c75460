/** One assignment of an env file, as a shell and the dotenv libraries read it. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

export interface EnvFile {
  readonly assignments: readonly Assignment[];
  /** The quote in which the text ends, where somebody was stopped while writing. */
  readonly open: string | undefined;
}

/** A name that every shell takes. An input's id may hold what a variable's name may not. */
export function variableName(name: string): string {
  const word = /^\w+$/.test(name) ? name : name.toUpperCase().replace(/\W/g, '_');
  return /^[A-Za-z_]/.test(word) ? word : `_${word}`;
}

export interface Quoted {
  readonly text: string;
  /** No form reads back the same in a shell and in dotenv libraries, so this is the shell's. */
  readonly shellOnly: boolean;
}

/**
 * A value in the first form that a shell and the dotenv libraries read the same. Text that came out of a file is
 * never in a form that a shell would expand or run.
 *
 * The shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02. dotenv, which
 * Node.js follows: https://github.com/motdotla/dotenv#rules: quotes hold line breaks, only double ones know `\n`
 * and `\r`, and a carriage return is read as a line break.
 */
export function quoted(value: string): Quoted {
  if (/^(?!=)[\w.+/=:@-]*$/.test(value)) return { text: value, shellOnly: false };
  if (!/['\r]/.test(value)) return { text: `'${value}'`, shellOnly: false };
  if (!/["$`\r]|\\(?:[nr\\\n]|$)/.test(value)) return { text: `"${value}"`, shellOnly: false };
  return { text: `'${value.replaceAll("'", "'\\''")}'`, shellOnly: true };
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*/;

/** Reads an env file; what is no assignment is passed over. */
export function readEnv(text: string): EnvFile {
  const assignments: Assignment[] = [];
  let open: string | undefined;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd);
    const start = ASSIGNMENT.exec(line);
    if (start?.[1] === undefined) {
      at = lineEnd + 1;
      continue;
    }
    const from = at + start[0].length;
    const [quote = ''] = text.slice(from, from + 1);
    const read = quote === "'" || quote === '"' ? readQuoted(text, from, quote) : undefined;
    if (read === undefined) {
      if (quote === "'" || quote === '"') open = quote;
      assignments.push({ name: start[1], value: bare(text.slice(from, lineEnd)) });
      at = lineEnd + 1;
      continue;
    }
    assignments.push({ name: start[1], value: read.value });
    at = endOfLine(text, read.end) + 1;
    open = undefined;
  }
  return { assignments, open };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Without quotes, a value ends at a comment. */
function bare(text: string): string {
  const comment = text.indexOf('#');
  return (comment < 0 ? text : text.slice(0, comment)).trim();
}

/** Quotes side by side are one value to a shell. @returns undefined for quotes that nothing closes */
function readQuoted(
  text: string,
  from: number,
  quote: string,
): { value: string; end: number } | undefined {
  let close = text.indexOf(quote, from + 1);
  if (quote === '"') {
    while (close > 0 && text[close - 1] === '\\') close = text.indexOf(quote, close + 1);
    if (close < 0) return undefined;
    const inside = text.slice(from + 1, close);
    return { value: inside.replace(/\\n/g, '\n').replace(/\\r/g, '\r'), end: close + 1 };
  }
  let value = '';
  let start = from + 1;
  while (close >= 0) {
    value += text.slice(start, close);
    if (!text.startsWith("\\''", close + 1)) return { value, end: close + 1 };
    value += "'";
    start = close + 4;
    close = text.indexOf(quote, start);
  }
  return undefined;
}
