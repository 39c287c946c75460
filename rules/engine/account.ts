import { type SilencedRule, type Suppression, SuppressionIndex } from '../policy/suppressions.ts';
import type { Span } from '../text/span.ts';
import type { Rule, Silences } from './rule.ts';

/** Keeps account of what the comments silence while the rules run. */
export class Account implements Silences {
  readonly all: readonly Suppression[];
  readonly #rules: readonly Rule[];
  readonly #used = new Set<SilencedRule>();
  readonly #judged = new Set<string>();
  readonly #index: SuppressionIndex;

  constructor(rules: readonly Rule[], all: readonly Suppression[]) {
    this.#rules = rules;
    this.all = all;
    this.#index = new SuppressionIndex(all);
  }

  /** The comment that silences a rule at a place; it counts as used from then on. */
  find(rule: string, span: Span): Suppression | undefined {
    const found = this.#index.find(rule, span);
    for (const it of found?.rules ?? []) this.#used.add(it);
    return found?.comment;
  }

  judged({ meta }: Rule): void {
    if (this.all.length > 0 && !meta.needsFacts) this.#judged.add(meta.id);
  }

  stateOf(silenced: SilencedRule): ReturnType<Silences['stateOf']> {
    if (this.#used.has(silenced)) return 'used';
    if (!this.#rules.some(({ meta }) => meta.id === silenced.rule)) return 'unknown';
    return this.#judged.has(silenced.rule) ? 'unused' : 'unsure';
  }
}
