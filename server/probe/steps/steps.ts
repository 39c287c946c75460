import type { ProbeStep, ProbeVerdict } from '../../../rules/findings/probe-record.ts';
import type { SafeText } from '../../../rules/text/safe-text.ts';

/** What was tried so far, in order, each once. */
export class Steps {
  readonly #steps: ProbeStep[] = [];

  add(
    id: string,
    items: readonly string[],
    verdict: ProbeVerdict,
    sentence: SafeText,
    ms = 0,
  ): void {
    this.#steps.push({ id, items, verdict, sentence, ms: Math.round(ms) });
  }

  get all(): readonly ProbeStep[] {
    return this.#steps;
  }
}
