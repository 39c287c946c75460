import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const OPTIONS = { recursive: true, force: true } as const;

/** Those that are in use. */
const folders = new Set<string>();

/** Has a temporary folder for as long as some work takes. Whoever is ended meanwhile leaves none behind, if told. */
export async function inPassingFolder<T>(
  prefix: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (folders.size === 0) watch(true);
  // At once: a signal comes before it or after it.
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  folders.add(folder);
  try {
    return await work(folder);
  } finally {
    await rm(folder, OPTIONS);
    folders.delete(folder);
    if (folders.size === 0) watch(false);
  }
}

/** Nobody else's handling of signals changes while there is no such folder. */
function watch(on: boolean): void {
  const change = on ? 'on' : 'off';
  process[change]('exit', removeAll);
  for (const signal of SIGNALS) process[change](signal, end);
}

function end(signal: NodeJS.Signals): void {
  removeAll();
  watch(false);
  // What it does by itself, unless somebody else has a mind of their own.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { ...OPTIONS, maxRetries: 3 });
    } catch {
      // Nobody is left to be told.
    }
  }
}
