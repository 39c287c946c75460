import type { Span } from '../text/span.ts';

/** Up to so many, comparing all with all is quicker than any other way. */
const FEW = 16;

/** Tells which of the parts of a text that were found so far a further one overlaps. */
export class Overlaps {
  readonly #spans: Span[] = [];
  readonly #length: number;
  /** For every place of the text, one more than the number of the first part that covers it. */
  #owners: Int32Array | undefined;

  /** @param length of the text */
  constructor(length: number) {
    this.#length = length;
  }

  add(span: Span): void {
    this.#spans.push(span);
    if (this.#owners) this.#cover(this.#owners, span, this.#spans.length);
    else if (this.#spans.length > FEW) {
      const owners = new Int32Array(this.#length);
      for (const [index, it] of this.#spans.entries()) this.#cover(owners, it, index + 1);
      this.#owners = owners;
    }
  }

  /** The number of the first part that overlaps this one, counted from 0; -1 for none. */
  first({ start, end }: Span): number {
    if (!this.#owners) return this.#spans.findIndex((it) => it.start < end && start < it.end);
    let first = 0;
    for (let at = start; at < end; at += 1) {
      const owner = this.#owners[at] ?? 0;
      if (owner > 0 && (first === 0 || owner < first)) first = owner;
    }
    return first - 1;
  }

  #cover(owners: Int32Array, { start, end }: Span, owner: number): void {
    for (let at = start; at < end; at += 1) if (owners[at] === 0) owners[at] = owner;
  }
}
