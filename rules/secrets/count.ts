import { type SafeText, safe } from './safe.ts';

/** An amount with its noun, as `1 finding` and `2 findings`. */
export function count(amount: number, noun: string): SafeText {
  return safe.text(`${amount} ${noun}${amount === 1 ? '' : 's'}`);
}
