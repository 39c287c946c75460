import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Io } from './io.ts';

/** How often the files are looked at that were read. */
const GLANCE_MS = 300;
/** How often everything is looked for anew, at most; and no more than a tenth of the time is spent on it. */
const LEAST_MS = 2_000;
const SHARE = 10;

/** What one look came to. */
export interface Look {
  readonly text: string;
  /** The files it read, absolute. */
  readonly files: readonly string[];
}

/**
 * Looks again and again, and prints what it sees whenever that is something else, until somebody ends the program.
 * Nothing is watched by the system: in a folder with a hundred thousand files that costs more than a look.
 */
export async function watch(io: Io, look: () => Promise<Look>): Promise<never> {
  let shown: string | undefined;
  for (;;) {
    const started = Date.now();
    const { text, files } = await look();
    const took = Date.now() - started;
    if (text !== shown) {
      // On a terminal in place of the last one; elsewhere below it.
      const head = io.width === undefined ? (shown === undefined ? '' : '\n') : '\x1b[2J\x1b[H';
      io.out(`${head}${text}`);
      shown = text;
    }
    await untilChanged(files, Math.max(LEAST_MS, took * SHARE));
  }
}

async function untilChanged(files: readonly string[], longest: number): Promise<void> {
  const before = await stampOf(files);
  for (let waited = 0; waited < longest; waited += GLANCE_MS) {
    await pause(GLANCE_MS);
    if ((await stampOf(files)) !== before) return;
  }
}

async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs, size }) => `${mtimeMs}.${size}`,
        () => '',
      ),
    ),
  );
  return stamps.join(' ');
}
