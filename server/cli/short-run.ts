import { setFlagsFromString } from 'node:v8';

/** How often a function runs before V8 makes the fastest code of it: as usual, and eight times that. */
interface Patience {
  readonly usual: string;
  readonly long: string;
}

/** The flag has another name since V8 12; what V8 does not know it complains about, so nothing is said to others. */
function patienceOf(v8: number): Patience | undefined {
  if (v8 === 11) return { usual: '--interrupt-budget=67584', long: '--interrupt-budget=540000' };
  const name = '--invocation-count-for-turbofan';
  return v8 === 12 || v8 === 13 ? { usual: `${name}=3000`, long: `${name}=24000` } : undefined;
}

const patience = patienceOf(Number.parseInt(process.versions.v8, 10));

/**
 * Has V8 wait longer before it makes the fastest code of a function: a run over some hundred configs is over before that
 * code has been used as often as it cost. Of the processor time of 169 real configs, 30 % went there with Node 20,
 * 18 % with Node 22 and 8 % with Node 24. For the command line alone: a language server runs for hours.
 */
export function expectShortRun(): void {
  if (patience) setFlagsFromString(patience.long);
}

/** Has it wait as long as usual again. */
export function expectLongRun(): void {
  if (patience) setFlagsFromString(patience.usual);
}
