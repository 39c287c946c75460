import type { ConfigSummary } from '../../rules/facts.ts';
import { meet } from '../../rules/summary.ts';

/** What every config in reach may know of the others. */
export class Summaries {
  readonly #byPath = new Map<string, ConfigSummary>();
  readonly #outdated = new Set<string>();
  readonly #stamps = new Map<string, number>();

  set(path: string, summary: ConfigSummary): void {
    if (JSON.stringify(this.#byPath.get(path)) === JSON.stringify(summary)) return;
    this.#forget(path);
    this.#byPath.set(path, summary);
    this.#outdate(summary);
  }

  delete(path: string): void {
    this.#forget(path);
  }

  /** Those that its application reads beside it. */
  others(path: string): readonly ConfigSummary[] {
    const own = this.#byPath.get(path);
    return own ? [...this.#byPath.values()].filter((other) => meet(own, other)) : [];
  }

  /** Another number whenever what `others` says of this path has changed. */
  stampOf(path: string): number {
    return this.#stamps.get(path) ?? 0;
  }

  /** The configs that have to be judged anew, because one beside them has changed; each is named once. */
  takeOutdated(): readonly string[] {
    const paths = [...this.#outdated];
    this.#outdated.clear();
    return paths;
  }

  #forget(path: string): void {
    const known = this.#byPath.get(path);
    if (!known) return;
    this.#byPath.delete(path);
    this.#outdate(known);
  }

  #outdate(changed: ConfigSummary): void {
    const beside = [...this.#byPath.values()].filter((other) => meet(changed, other));
    if (beside.length === 0) return;
    for (const { path } of [changed, ...beside]) {
      this.#outdated.add(path);
      this.#stamps.set(path, this.stampOf(path) + 1);
    }
  }
}
