import { setFlagsFromString } from 'node:v8';

/** Those whose flags are known: what V8 does not know it complains about, so nothing is said to others. */
const v8 = Number.parseInt(process.versions.v8, 10);
const isKnown = v8 >= 11 && v8 <= 14;

/**
 * V8 takes what outlives two of its quick collections for a sign that all its like will stay, and from then on puts it
 * where only the slow ones come. Of a file that is judged little stays: the next key, or the next file, makes it anew.
 */
export const YOUNG = '--no-allocation-site-pretenuring';
/** As it is by itself. */
export const OLD = '--allocation-site-pretenuring';

/** What is left of a compilation goes at once, not when a thread beside finds the time: up to 10 MiB wait there. */
const AT_ONCE = v8 >= 12 ? '--no-maglev-destroy-on-background' : '';
const BESIDE = v8 >= 12 ? '--maglev-destroy-on-background' : '';

let isLittle = false;

/**
 * How V8 deals out memory: room for what is young stays as it is, and a full collection comes when what is in use has
 * grown by a third. By itself it lets both grow to several times that, as most of what a key makes lives for one key,
 * and gives nothing back before nobody has typed for seconds. So little outlives a key that thousands pass between two.
 */
export function expectLittle(): void {
  if (!isKnown) return;
  isLittle = true;
  setFlagsFromString(`--semi-space-growth-factor=1 --heap-growing-percent=33 ${YOUNG} ${AT_ONCE}`);
}

/** As it is by itself: where much is made at once, collecting it in little room costs more than the room is worth. */
export function expectMuch(): void {
  if (!isKnown) return;
  isLittle = false;
  setFlagsFromString(`--semi-space-growth-factor=2 --heap-growing-percent=0 ${BESIDE}`);
}

/** Does something with V8 as it is by itself: it takes compiled code only with the flags that it was made with. */
export function asByItself(task: () => void): void {
  const was = isLittle;
  expectMuch();
  if (isKnown) setFlagsFromString(OLD);
  task();
  if (isKnown) setFlagsFromString(YOUNG);
  if (was) expectLittle();
}
