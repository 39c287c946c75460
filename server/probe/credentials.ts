import { randomInt } from 'node:crypto';
import type { Shape } from './types.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

/** How many characters beyond the least an open-ended repetition gets. */
const SPREAD = 6;

/** A made-up credential of this run. It is kept in memory, and nowhere else. */
export interface MadeUp {
  readonly name: string;
  readonly value: string;
  /** So many characters in front are everybody's. */
  readonly fixed: number;
}

/** A credential that nobody has, of the shape that is asked for. */
export function makeUp(name: string, shape: Shape): MadeUp {
  if ('mask' in shape) {
    const value = shape.mask.replace(/[aA9]/g, (it) => {
      const alphabet = it === 'a' ? LOWER : it === 'A' ? UPPER : DIGITS;
      return alphabet[randomInt(alphabet.length)] as string;
    });
    return { name, value, fixed: 0 };
  }
  return { name, value: new Expansion(shape.pattern).read(), fixed: shape.fixed };
}

/** Writes a text that a pattern of the catalog matches: groups, classes, alternatives and repetitions. */
class Expansion {
  readonly #pattern: string;
  #position = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  read(): string {
    return this.#alternatives()();
  }

  #alternatives(): () => string {
    const choices = [this.#sequence()];
    while (this.#pattern[this.#position] === '|') {
      this.#position += 1;
      choices.push(this.#sequence());
    }
    return () => (choices[randomInt(choices.length)] as () => string)();
  }

  #sequence(): () => string {
    const parts: (() => string)[] = [];
    while (this.#position < this.#pattern.length && !/[|)]/.test(this.#here()))
      parts.push(this.#repeated(this.#atom()));
    return () => parts.map((part) => part()).join('');
  }

  #here(): string {
    return this.#pattern[this.#position] ?? '';
  }

  #atom(): () => string {
    const character = this.#here();
    this.#position += 1;
    if (character === '(') {
      this.#position += this.#pattern.startsWith('?:', this.#position) ? 2 : 0;
      const inner = this.#alternatives();
      this.#position += 1;
      return inner;
    }
    if (character === '[') {
      const alphabet = this.#class();
      return () => alphabet[randomInt(alphabet.length)] as string;
    }
    if (character !== '\\') return () => character;
    const escaped = this.#here();
    this.#position += 1;
    if (escaped === 'd') return () => DIGITS[randomInt(DIGITS.length)] as string;
    if (escaped === 'w') return () => LOWER[randomInt(LOWER.length)] as string;
    return () => escaped;
  }

  #class(): string {
    let alphabet = '';
    while (this.#here() !== ']' && this.#position < this.#pattern.length) {
      if (this.#here() === '\\') {
        this.#position += 1;
        if (this.#here() === 'd' || this.#here() === 'w') {
          alphabet += this.#here() === 'd' ? DIGITS : LOWER + UPPER + DIGITS;
          this.#position += 1;
          continue;
        }
      }
      const first = this.#here();
      this.#position += 1;
      const last = this.#pattern[this.#position + 1];
      if (this.#here() === '-' && last !== undefined && last !== ']') {
        this.#position += 2;
        for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++)
          alphabet += String.fromCharCode(code);
      } else {
        alphabet += first;
      }
    }
    this.#position += 1;
    return alphabet;
  }

  #repeated(atom: () => string): () => string {
    const quantifier = /^(?:\{(\d+)(,(\d*))?\}|[?+*])/.exec(this.#pattern.slice(this.#position));
    if (!quantifier) return atom;
    this.#position += quantifier[0].length;
    const least = quantifier[1];
    const low = least === undefined ? (quantifier[0] === '+' ? 1 : 0) : Number(least);
    let high = quantifier[0] === '?' ? 1 : low + SPREAD;
    if (least !== undefined)
      high = quantifier[2] ? Math.min(Number(quantifier[3] || Infinity), low + SPREAD) : low;
    return () => Array.from({ length: randomInt(low, high + 1) }, atom).join('');
  }
}
