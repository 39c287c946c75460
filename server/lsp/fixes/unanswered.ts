import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';

/** So many are named; the rest is a number. */
const FEW = 3;

/** What could not be looked up, said in one sentence whatever it is. */
export class Unanswered {
  readonly #reasons = new Map<string, string>();

  add(name: string, error: unknown): void {
    if (this.#reasons.has(name)) return;
    this.#reasons.set(name, error instanceof Error ? error.message : 'It could not be looked up.');
  }

  /** @returns no sentence where all was answered, else one */
  said(): readonly SafeText[] {
    const names = [...this.#reasons.keys()];
    const [reason] = this.#reasons.values();
    if (reason === undefined) return [];
    if (names.length === 1) return [safe.text(reason)];
    const first = safe.join(
      names.slice(0, FEW).map((it) => safe.name(it)),
      ', ',
    );
    const rest = names.length - FEW;
    const all = rest > 0 ? sentence`${first} and ${rest} more` : first;
    return [
      sentence`The versions of ${all} could not be looked up; the log says why. What hangs on them was left as it is.`,
    ];
  }
}
