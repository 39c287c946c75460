import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** Why nothing was read: what stands there is a pipe, a device, a folder. */
export class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
}

export interface Start {
  /** The first bytes, at most as many as were asked for. */
  readonly bytes: Buffer;
  /** Whether there is more. */
  readonly cut: boolean;
}

/**
 * The start of a regular file. Anything else is refused without waiting: a pipe that nobody writes to would keep a
 * thread for good, and there are four of them. It is asked twice, because what stands at a path may be another thing
 * a moment later; opened without blocking, a pipe gives itself away. A file may also be longer than it says, as those
 * of /proc are, so that no more is read than was asked for.
 *
 * @throws {NotAFileError} and what the file system says
 */
export async function readRegular(path: string, maxBytes: number): Promise<Start> {
  if (!(await stat(path)).isFile()) throw new NotAFileError('not a regular file');
  // Windows has no such flag, and no pipes in folders.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new NotAFileError('not a regular file');
    const chunks: Buffer[] = [];
    let size = 0;
    let room = Math.min(found.size, maxBytes) + 1;
    while (size <= maxBytes) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(room), 0, room, null);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
      room = Math.min(64 * 1024, maxBytes + 1 - size);
      if (room <= 0) break;
    }
    const bytes = Buffer.concat(chunks);
    return { bytes: bytes.subarray(0, maxBytes), cut: size > maxBytes };
  } finally {
    await file.close();
  }
}

/**
 * The same at once: a program that has nothing else to do meanwhile reads a file in a fraction of the time, as each
 * of the five questions to the system is otherwise handed to another thread and back.
 *
 * @param isThere whether a search has just come upon a regular file there: then it is not asked for a second time
 * @returns undefined for what is not there: that is asked of thousands of names, and an error takes longer than the answer
 * @throws {NotAFileError} and what the file system says
 */
export function readRegularSync(
  path: string,
  maxBytes: number,
  isThere = false,
): Start | undefined {
  if (!isThere) {
    const there = statSync(path, { throwIfNoEntry: false });
    if (!there) return undefined;
    if (!there.isFile()) throw new NotAFileError('not a regular file');
  }
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new NotAFileError('not a regular file');
    const chunks: Buffer[] = [];
    let size = 0;
    let room = Math.min(found.size, maxBytes) + 1;
    while (size <= maxBytes && room > 0) {
      const buffer = Buffer.allocUnsafe(room);
      const bytesRead = readSync(file, buffer, 0, room, null);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
      // As long as it said, with room for more: that was all.
      if (size === found.size && bytesRead < room) break;
      room = Math.min(64 * 1024, maxBytes + 1 - size);
    }
    const [only = Buffer.alloc(0)] = chunks;
    const bytes = chunks.length > 1 ? Buffer.concat(chunks) : only;
    return { bytes: bytes.subarray(0, maxBytes), cut: size > maxBytes };
  } finally {
    closeSync(file);
  }
}

/** The whole of a small text file; undefined where there is none, it is no regular file, or it is larger. */
export async function readSmallText(path: string, maxBytes: number): Promise<string | undefined> {
  try {
    const { bytes, cut } = await readRegular(path, maxBytes);
    return cut ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
}

/**
 * The end of a regular file, in the same way: of a log, the newest part.
 *
 * @returns `cut`: whether more stands before it
 * @throws {NotAFileError} and what the file system says
 */
export async function readRegularEnd(path: string, maxBytes: number): Promise<Start> {
  if (!(await stat(path)).isFile()) throw new NotAFileError('not a regular file');
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new NotAFileError('not a regular file');
    const start = Math.max(0, found.size - maxBytes);
    const { bytesRead, buffer } = await file.read(
      Buffer.alloc(Math.min(found.size, maxBytes)),
      0,
      Math.min(found.size, maxBytes),
      start,
    );
    return { bytes: buffer.subarray(0, bytesRead), cut: start > 0 };
  } finally {
    await file.close();
  }
}
