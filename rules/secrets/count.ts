import { type SafeText, safe } from './safe.ts';

/** An amount with its noun, as `1 finding` and `2 findings`; `several` where an `s` does not make it. */
export function count(amount: number, noun: string, several = `${noun}s`): SafeText {
  return safe.text(`${amount} ${amount === 1 ? noun : several}`);
}
