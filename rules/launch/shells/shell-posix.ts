import type { ShellCommand, ShellFeature, ShellText, Word } from '../launch.ts';
import { asWord, partOf } from '../word.ts';
import { MAX_NESTING, ShellBuilder } from './shell-text.ts';

const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'then',
  'elif',
  'else',
  'fi',
  'for',
  'while',
  'until',
  'do',
  'done',
  'case',
  'esac',
  'function',
  '!',
  '{',
  '}',
  '[[',
]);
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/;

/**
 * Takes a string apart the way a POSIX shell does, quotes and escapes removed. It reads what people write into
 * configs, not every script: here-documents and functions are kept as words.
 */
export function readPosix(source: Word, features?: Set<ShellFeature>, depth = 0): ShellText {
  return new PosixReader(source, features, depth).read();
}

class PosixReader {
  readonly #text: string;
  readonly #out: ShellBuilder;
  readonly #depth: number;
  #position = 0;

  constructor(source: Word, features: Set<ShellFeature> | undefined, depth: number) {
    this.#text = source.value;
    this.#depth = depth;
    this.#out = new ShellBuilder(source, features, depth > 0);
  }

  read(): ShellText {
    while (this.#position < this.#text.length) this.#step();
    this.#endWord();
    return this.#out.finish();
  }

  #step(): void {
    const out = this.#out;
    const at = this.#position;
    const character = this.#text[at] ?? '';
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#position += 1;
        return;
      case '\n':
      case ';':
        this.#operator(1, ';');
        return;
      case '&':
        if (this.#text[at + 1] === '&') this.#operator(2, '&&');
        else if (this.#text[at + 1] === '>') this.#redirection(2);
        else this.#operator(1, '&');
        return;
      case '|':
        if (this.#text[at + 1] === '|') this.#operator(2, '||');
        else this.#operator(this.#text[at + 1] === '&' ? 2 : 1, '|');
        return;
      case '(':
      case ')':
        out.note('group');
        this.#operator(1, '');
        return;
      case '<':
      case '>':
        if (this.#text[at + 1] === '(') this.#substitution(at + 2, this.#closing(at + 2, ')'), 1);
        else this.#redirection(1);
        return;
      case '#':
        if (!out.word.started) {
          out.note('comment');
          const end = this.#text.indexOf('\n', at);
          this.#position = end < 0 ? this.#text.length : end;
          return;
        }
        break;
      case "'": {
        const end = this.#text.indexOf("'", at + 1);
        const stop = end < 0 ? this.#text.length : end;
        out.word.begin(at);
        out.word.add(at + 1, stop);
        this.#position = Math.min(stop + 1, this.#text.length);
        return;
      }
      case '"':
        this.#doubleQuoted();
        return;
      case '\\':
        out.word.begin(at);
        if (this.#text[at + 1] !== '\n') out.word.add(at + 1, Math.min(at + 2, this.#text.length));
        this.#position = Math.min(at + 2, this.#text.length);
        return;
      case '$':
      case '`':
        this.#dollar();
        return;
      case '~':
        if (!out.word.started) out.note('expansion');
        break;
      case '*':
      case '?':
      case '[':
        out.note('glob');
        break;
    }
    out.word.add(at, at + 1);
    this.#position += 1;
  }

  #operator(length: number, joint: ShellCommand['joint']): void {
    this.#endWord();
    this.#out.endCommand(this.#position, joint);
    this.#position += length;
  }

  /** `>x`, `2>&1`, `<<END`: digits directly in front belong to it. */
  #redirection(length: number): void {
    if (/^\d+$/.test(this.#out.word.value) && this.#out.word.started) {
      this.#out.endWord(this.#position);
      this.#out.dropWord();
    } else this.#endWord();
    this.#position += length;
    while (/[<>&|-]/.test(this.#text[this.#position] ?? '')) this.#position += 1;
    this.#out.redirect();
  }

  #doubleQuoted(): void {
    const { word } = this.#out;
    word.begin(this.#position);
    this.#position += 1;
    while (this.#position < this.#text.length) {
      const at = this.#position;
      const character = this.#text[at] ?? '';
      if (character === '"') {
        this.#position += 1;
        return;
      }
      if (character === '$' || character === '`') {
        this.#dollar();
      } else if (character === '\\' && /[$`"\\\n]/.test(this.#text[at + 1] ?? '')) {
        if (this.#text[at + 1] !== '\n') word.add(at + 1, at + 2);
        this.#position += 2;
      } else {
        word.add(at, at + 1);
        this.#position += 1;
      }
    }
  }

  /** `$A`, `${A}`, `$(…)`, back-ticks: kept in the word as they are written. */
  #dollar(): void {
    const { word } = this.#out;
    const at = this.#position;
    const next = this.#text[at + 1] ?? '';
    if (this.#text[at] === '`') {
      const end = this.#text.indexOf('`', at + 1);
      this.#substitution(at + 1, end < 0 ? this.#text.length : end, 1);
    } else if (next === '(') {
      this.#substitution(at + 2, this.#closing(at + 2, ')'), 1);
    } else if (next === '{') {
      this.#out.note('expansion');
      const end = Math.min(this.#closing(at + 2, '}') + 1, this.#text.length);
      word.add(at, end);
      this.#position = end;
    } else {
      if (/[A-Za-z0-9_@*#?$!-]/.test(next)) this.#out.note('expansion');
      word.add(at, at + 1);
      this.#position += 1;
    }
  }

  /** Keeps everything from here to the end of a substitution, and reads the commands in it. */
  #substitution(from: number, to: number, closing: number): void {
    const out = this.#out;
    const end = Math.min(to + closing, this.#text.length);
    out.note('substitution');
    out.word.add(this.#position, end);
    this.#position = end;
    if (this.#depth >= MAX_NESTING) return;
    const inside = asWord(partOf(out.source, from, to));
    out.addInside(readPosix(inside, out.features, this.#depth + 1).commands);
  }

  /** Where a bracket opened before this index is closed, or the end of the text. */
  #closing(from: number, close: ')' | '}'): number {
    const open = close === ')' ? '(' : '{';
    let depth = 1;
    for (let index = from; index < this.#text.length; index += 1) {
      const character = this.#text[index];
      if (character === '\\') index += 1;
      else if (character === "'" && close === ')') {
        const end = this.#text.indexOf("'", index + 1);
        if (end < 0) return this.#text.length;
        index = end;
      } else if (character === open) depth += 1;
      else if (character === close) {
        depth -= 1;
        if (depth === 0) return index;
      }
    }
    return this.#text.length;
  }

  #endWord(): void {
    const out = this.#out;
    const first = out.atStart;
    const word = out.endWord(this.#position);
    if (!word || !first) return;
    const assigned = ASSIGNMENT.exec(word.value);
    if (assigned) {
      out.dropWord();
      out.assign({ name: assigned[1] ?? '', word, value: partOf(word, assigned[0].length) });
    } else if (KEYWORDS.has(word.value)) {
      out.dropWord();
      out.note('control');
    }
  }
}
