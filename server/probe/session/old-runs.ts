import { lstat, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PREFIX } from '../world.ts';
import { sweep } from './sweep.ts';

/** Longer than any probe may take. */
const OLD = 2 * 60 * 60 * 1000;

/**
 * Removes what a run left behind that was ended together with who cleans up after it, as when a machine goes off: its
 * folder, and processes that still work there. Only folders of this person, and none that a link leads to.
 */
export async function removeOldRuns(now: number): Promise<void> {
  const names = await readdir(os.tmpdir()).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(PREFIX)) continue;
    const root = path.join(os.tmpdir(), name);
    const found = await lstat(root).catch(() => undefined);
    const isOwn = found?.uid === (process.getuid?.() ?? found?.uid);
    if (!found?.isDirectory() || !isOwn || now - found.mtimeMs < OLD) continue;
    await sweep({ mark: name, root });
    await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
      () => undefined,
    );
  }
}
