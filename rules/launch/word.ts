import type { TextNode } from '../document/node.ts';
import type { Part, Word } from './launch.ts';

/** The word that is a part of a string, or all of it, without any quotes. */
export function wordOf(text: TextNode, start = 0, end = text.value.length): Word {
  return { value: text.value.slice(start, end), text, start, end };
}

/** Where the code unit at an index of `word.value` starts in `word.text.value`. */
export function startIn(word: Word, index: number): number {
  return word.units ? (word.units[2 * index] ?? endIn(word, index)) : word.start + index;
}

/** Where the code unit before an index of `word.value` ends in `word.text.value`. */
export function endIn(word: Word, index: number): number {
  if (!word.units) return word.start + index;
  return index === 0 ? (word.units[0] ?? word.start) : (word.units[2 * index - 1] ?? word.end);
}

/** A piece of a word, given by indexes of `word.value`. */
export function partOf(word: Word, from = 0, to = word.value.length): Part {
  const value = word.value.slice(from, to);
  const start = value === '' ? endIn(word, from) : startIn(word, from);
  return { value, word, from, start, end: value === '' ? start : endIn(word, to) };
}

/** A piece of a piece, given by indexes of its value. */
export function within(part: Part, from: number, to = part.value.length): Part {
  return partOf(part.word, part.from + from, part.from + to);
}

/** A piece as a word of its own, to be split further. */
export function asWord({ value, word, from, start, end }: Part): Word {
  if (from === 0 && value.length === word.value.length) return word;
  const units = word.units?.slice(2 * from, 2 * (from + value.length));
  return { value, text: word.text, start, end, ...(units && { units }) };
}

/** Whether it is written as it reads, so that it can be replaced without a look at quotes. */
export function isVerbatim(part: Part): boolean {
  return part.word.text.value.slice(part.start, part.end) === part.value;
}

/** Collects the code units of a word that a shell would see, out of a word of the level above. */
export class WordBuilder {
  readonly #source: Word;
  #start = -1;
  #value = '';
  readonly #units: number[] = [];

  constructor(source: Word) {
    this.#source = source;
  }

  get started(): boolean {
    return this.#start >= 0;
  }

  get value(): string {
    return this.#value;
  }

  /** A word begins here, even when nothing is ever added to it (`''`). */
  begin(index: number): void {
    if (this.#start < 0) this.#start = index;
  }

  /** Adds `source.value.slice(from, to)`, as it is. */
  add(from: number, to: number): void {
    this.begin(from);
    for (let index = from; index < to; index += 1) {
      this.#units.push(startIn(this.#source, index), endIn(this.#source, index + 1));
    }
    this.#value += this.#source.value.slice(from, to);
  }

  /** Ends the word before this index of the source. */
  finish(end: number): Word {
    const { text } = this.#source;
    const start = startIn(this.#source, this.#start);
    const stop = Math.max(start, endIn(this.#source, end));
    const verbatim = text.value.slice(start, stop) === this.#value;
    const word = { value: this.#value, text, start, end: stop };
    return verbatim ? word : { ...word, units: this.#units };
  }
}
