import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { OLD, YOUNG } from '../runtime/small-heap.ts';

/** How much a function does before V8 makes faster code of it, in a short run and in a long one. */
interface Patience {
  readonly short: string;
  readonly long: string;
  /** As it is by itself. */
  readonly usual: string;
}

/** What is garbage is found beside the program, which spares it pauses, or at once: a short run ends before it is needed. */
const BESIDE = '--incremental-marking';
const AT_ONCE = '--no-incremental-marking';

/** A pattern is interpreted once before V8 compiles it: what is polished for that is used no second time. */
const UNPOLISHED = '--no-regexp-peephole-optimization';
const POLISHED = '--regexp-peephole-optimization';

/** So many times as much as usual. */
const PATIENT = 20;

/** Flags have other names before V8 12; what V8 does not know it complains about, so nothing is said to others. */
function patienceOf(v8: number): Patience | undefined {
  if (v8 === 11) {
    const usual = '--interrupt-budget=67584';
    return { short: '--interrupt-budget=540000', long: usual, usual };
  }
  if (v8 < 12 || v8 > 14) return undefined;
  // Where there is Maglev, V8 waits longer for its last compiler than `--v8-options` says.
  const turbofan = v8 === 12 ? 3_000 : 10_000;
  const usual = { maglev: 400, 'maglev-osr': 100, osr: 800, turbofan };
  // That is so dear that a run over ten thousand configs does not earn it back; V8 12 may have no other.
  const long = v8 === 12 ? usual : { ...usual, turbofan: 60_000 };
  return { short: flagsOf(usual, PATIENT), long: flagsOf(long, 1), usual: flagsOf(usual, 1) };
}

function flagsOf(counts: Readonly<Record<string, number>>, factor: number): string {
  return Object.entries(counts)
    .map(([tier, count]) => `--invocation-count-for-${tier}=${count * factor}`)
    .join(' ');
}

const patience = patienceOf(Number.parseInt(process.versions.v8, 10));

/** Times the room for what is new, whenever more of it stays than usual. */
const GROWING = '--semi-space-growth-factor=2';
const GROWN = '--semi-space-growth-factor=1';

/** Bytes. Node 20 and 22 give it twice as much, Node 24 eight times: half the memory of a long run would lie idle there. */
const ROOM_FOR_NEW = 16 * 1024 * 1024;

/**
 * Has V8 wait longer before it makes faster code of a function: a run over some hundred configs is over before that
 * code has been used as often as it cost, and before garbage is worth looking for. Of the processor time of 169 real
 * configs a third went there. Not every flag may change while a program runs: V8 crashes when patterns are suddenly
 * compiled in another way. For the command line alone: a language server runs for hours.
 */
export function expectShortRun(): void {
  if (!patience) return;
  work(`${patience.short} ${AT_ONCE} ${YOUNG} ${UNPOLISHED}`);
  setFlagsFromString(GROWING);
}

/** Has it wait no longer than a long run is worth. */
export function expectLongRun(): void {
  if (patience) work(`${patience.long} ${BESIDE} ${YOUNG} ${UNPOLISHED}`);
}

/** Each bundle has this file for itself, and a process has flags but once. */
const FLAGS: unique symbol = Symbol.for('flags of mcp-checklist');
const shared: { [FLAGS]?: string } = process as object;

function work(flags: string): void {
  shared[FLAGS] = flags;
  setFlagsFromString(flags);
}

/**
 * Does something with the flags that Node was built with. What V8 made of Node's own modules then it takes with no
 * others, and without that they take three times as long to load.
 */
export function asUsual<T>(task: () => T): T {
  const flags = shared[FLAGS];
  if (!patience || flags === undefined) return task();
  setFlagsFromString(`${patience.usual} ${BESIDE} ${OLD} ${POLISHED}`);
  try {
    return task();
  } finally {
    setFlagsFromString(flags);
  }
}

/** Lets what is new have no more room once it has enough: to be asked now and then. */
export function keepSmall(): void {
  if (!patience) return;
  const room = getHeapSpaceStatistics().find((it) => it.space_name === 'new_space')?.space_size;
  if (room !== undefined && room >= ROOM_FOR_NEW) setFlagsFromString(GROWN);
}
