import { randomBytes } from 'node:crypto';
import { lstat, open, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../drafts.ts';
import { codeOf } from '../error-code.ts';
import { readSmallText } from '../read-regular.ts';
import { unlessMissing } from '../replace-file.ts';
import { StoreError } from './store-error.ts';

/** Longer than any holder needs; one of another machine cannot be asked whether it lives. */
const OLD_MS = 30_000;
/** A lock that says nothing was made by somebody who was stopped in between, or is still writing. */
const EMPTY_MS = 2_000;
const PATIENCE_MS = 60_000;
const RETRY_MS = 10;

/**
 * Runs something while nobody else does so for this file. The lock is a file beside it that names its holder, so
 * that one left behind by a killed process is seen as such and taken over.
 *
 * @throws {StoreError} `busy` when others hold it for a minute
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.mcp-checklist.lock`;
  const mine = `${process.pid} ${os.hostname()} ${randomBytes(6).toString('hex')}\n`;
  const end = Date.now() + PATIENCE_MS;
  while (!(await take(lock, mine))) {
    await breakIfLeft(lock, file);
    if (Date.now() > end)
      throw new StoreError('busy', file, `${file} is in use: ${lock} has been there for a minute.`);
    // Not all at the same moment.
    await sleep(RETRY_MS + Math.random() * RETRY_MS);
  }
  try {
    return await work();
  } finally {
    if ((await readSmallText(lock, MAX_BYTES)) === mine) await rm(lock, { force: true });
  }
}

async function take(lock: string, mine: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o600);
    try {
      await handle.writeFile(mine);
    } catch (error) {
      await rm(lock, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function breakIfLeft(lock: string, file: string): Promise<void> {
  const found = await lstat(lock).catch(unlessMissing);
  if (!found) return;
  const content = found.isFile() ? await readSmallText(lock, MAX_BYTES) : 'no lock';
  if (content === undefined) return;
  // Somebody else's file of that name is nobody's to remove, and a link is nobody's to follow.
  if (content !== '' && !LOCK.test(content))
    throw new StoreError('busy', file, `${file} cannot be locked: ${lock} is in the way.`);
  if (!isLeft(content, Date.now() - found.mtimeMs)) return;
  // Moved first: of several who see it, one moves it. If it was a new one by then, its holder goes on without;
  // what is done under the lock is safe even so, because every entry is one appending write.
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  await rename(lock, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The process, the machine, and what tells this holding from others of the same process. */
const LOCK = /^\d+ \S+ [\da-f]{12}\n$/;
const MAX_BYTES = 1024;

function isLeft(content: string, age: number): boolean {
  const [pid = '', host] = content.trim().split(' ');
  if (host === undefined) return age > EMPTY_MS;
  if (host === os.hostname() && !isAlive(Number(pid))) return true;
  return age > OLD_MS;
}
