/**
 * What is asked again with every key that is typed: the answers of a pure function to its last questions. All are
 * let go at once when they become too many, which keeps each question as cheap as one look into a map.
 *
 * @param most how many answers are kept
 */
export function memoize<T>(compute: (text: string) => T, most: number): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= most) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}

/** Texts that were found to be harmless, so that the next look at them is short. No other text is kept. */
export class CleanTextCache {
  readonly #texts = new Set<string>();
  readonly #most: number;
  readonly #longest: number;

  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  add(text: string): void {
    if (text.length > this.#longest) return;
    if (this.#texts.size >= this.#most) this.#texts.clear();
    this.#texts.add(text);
  }
}

/** Makes something when it is first needed. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
