import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { draftOf } from './drafts.ts';
import { codeOf } from './error-code.ts';

export interface Replacing {
  /** What has to be there for it to be replaced: a text, or nothing (`null`). Left out, whatever is there goes. */
  readonly before?: string | null;
  /** The folder that is not left, over a link or `..`; none for a file that a person has named. */
  readonly within?: string | undefined;
  /** Links are followed within that folder; if not, there is no writing through one at all. */
  readonly throughLinks?: boolean;
  /** Of a file that is not there yet. */
  readonly mode?: number;
}

export type Unreplaced = 'changed' | 'link' | 'outside' | 'not-a-file';

/** Why a file was left as it is, in words. */
export class NotReplacedError extends Error {
  override readonly name = 'NotReplacedError';
  readonly why: Unreplaced;

  constructor(why: Unreplaced, message: string) {
    super(message);
    this.why = why;
  }
}

/**
 * Writes a file as a whole or not at all: whoever reads it, or pulls the plug, finds the old text or the new one.
 * It keeps its mode, and its owner where that can be had.
 *
 * @throws {NotReplacedError} with the file left as it is, and what the file system says
 */
export async function replaceFile(path: string, text: string, how: Replacing = {}): Promise<void> {
  const target = await targetOf(path, how);
  const before = await lstat(target).catch(unlessMissing);
  const draft = draftOf(target);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      if (before) await keepOwner(file, before);
      await file.chmod((before?.mode ?? how.mode ?? 0o644) & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    // As late as can be: between this look and the next line is all the time that somebody else has.
    if (how.before !== undefined && (await contentOf(target)) !== how.before)
      throw new NotReplacedError('changed', 'It has changed meanwhile; it is left as it is.');
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

/**
 * The file that would be written, once nothing speaks against it.
 *
 * @throws {NotReplacedError} for a link that must not be followed, a way out of the folder, and what is no file
 */
export async function targetOf(
  path: string,
  { within, throughLinks = false }: Pick<Replacing, 'within' | 'throughLinks'>,
): Promise<string> {
  const found = await lstat(path).catch(unlessMissing);
  const isLink = found?.isSymbolicLink() ?? false;
  if (isLink && !throughLinks)
    throw new NotReplacedError('link', 'It is a link, and nothing is written through one.');
  const target = isLink
    ? await realpath(path)
    : join(await realpath(dirname(path)), basename(path));
  if (within !== undefined && !isBelow(target, await realpath(within)))
    throw new NotReplacedError(
      'outside',
      `${isLink ? 'It leads' : 'It is'} to a place outside of ${within}; name that file to have it changed.`,
    );
  const there = isLink ? await lstat(target) : found;
  if (there && !there.isFile()) throw new NotReplacedError('not-a-file', 'It is no regular file.');
  return target;
}

/** Whether a path is in a folder, or in one of its folders. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A new name is on the disk when its folder is. Not every system lets a folder be opened. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export function unlessMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}

/** Only root gives files away; whoever writes into somebody else's folder keeps what they wrote. */
async function keepOwner(file: FileHandle, { uid, gid }: { uid: number; gid: number }) {
  const own = await file.stat();
  if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid).catch(() => undefined);
}

async function contentOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => unlessMissing(error) ?? null);
}
