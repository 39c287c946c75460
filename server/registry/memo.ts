const MAX_AGE_MS = 10 * 60_000;
const MAX_ENTRIES = 200;

/** Remembers answers for minutes, so that pinning ten servers asks for a package once. Failures are not kept. */
export class Memo<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly at: number }>();
  readonly #maxAgeMs: number;

  constructor(maxAgeMs = MAX_AGE_MS) {
    this.#maxAgeMs = maxAgeMs;
  }

  async get(key: string, load: () => Promise<T>): Promise<T> {
    // Of the machine, not of the lookup: only time that really passes makes an answer old.
    const found = this.#entries.get(key);
    if (found && performance.now() - found.at < this.#maxAgeMs) return found.value;
    const value = await load();
    this.#entries.delete(key);
    this.#entries.set(key, { value, at: performance.now() });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAX_ENTRIES) break;
      this.#entries.delete(oldest);
    }
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}
