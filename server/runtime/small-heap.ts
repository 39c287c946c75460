import { setFlagsFromString } from 'node:v8';

let isLittle = false;

/**
 * How V8 deals out memory: room for what is young stays as it is, and a full collection comes when what is in use has
 * doubled. By itself it lets both grow to several times that, as most of what a key makes lives for one key, and gives
 * nothing back before nobody has typed for seconds.
 */
export function expectLittle(): void {
  isLittle = true;
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=100');
}

/** As it is by itself: where much is made at once, collecting it in little room costs more than the room is worth. */
export function expectMuch(): void {
  isLittle = false;
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--heap-growing-percent=0');
}

/** Does something with V8 as it is by itself: it takes compiled code only with the flags that it was made with. */
export function asByItself(task: () => void): void {
  const was = isLittle;
  expectMuch();
  task();
  if (was) expectLittle();
}
