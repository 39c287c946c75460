import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { leftoversOf } from '../drafts.ts';
import { type AskGit, askGit } from '../git-states.ts';
import { syncFolder } from '../replace-file.ts';
import { type Assignment, quoted, readEnv, variableName } from './env-file.ts';
import { withLock } from './lock.ts';
import { safePlace } from './place.ts';
import { StoreError, unwritable } from './store-error.ts';

/** A secret on its way out of a config. */
export interface SecretEntry {
  /** Of the variable or input that stands in its place. */
  readonly name: string;
  /** As the program reads it, not as a file spells it. */
  readonly value: string;
  /** One line above it: where it comes from. */
  readonly comment?: string | undefined;
}

export interface StoreOptions {
  /** The folder that the file may not leave, over a link or `..`; none where a person has named the file. */
  readonly within?: string | undefined;
  /** What to do when the file gives a name another value; the last one counts for whoever loads it. */
  readonly taken?: 'add' | 'refuse';
  readonly askGit?: AskGit;
}

export interface StoreResult {
  readonly file: string;
  /** Under which name each entry is found there, in the order of the entries. */
  readonly names: readonly string[];
  /** Those of them whose value only a shell reads back as it is. */
  readonly shellOnly: readonly string[];
  /** Drafts of killed runs that were beside it; what only they held is in the file now, and they are gone. */
  readonly leftovers: readonly string[];
}

/** No env file is larger, and nobody wants one that has to be read for seconds. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Puts secrets at the end of an env file that only its owner can read, and returns once they are on the disk and
 * were read back the same: only then may a caller take them out of where they were. Nothing that is in the file
 * goes; an entry that is there already is not written twice. Runs that overlap wait for each other.
 *
 * @param target absolute
 * @throws {StoreError} with nothing written where that can be had; in any case, nothing may be taken out then
 */
export async function storeSecrets(
  target: string,
  entries: readonly SecretEntry[],
  options: StoreOptions = {},
): Promise<StoreResult> {
  const asked = resolve(target);
  const wanted = entries.map(({ name, value, comment }) => {
    if (value.includes('\0'))
      throw new StoreError(
        'value',
        asked,
        `${asked} cannot hold ${name}: its value has a character that no variable may have.`,
      );
    return { name: variableName(name), value, comment };
  });
  try {
    const file = await safePlace(asked, {
      within: options.within,
      askGit: options.askGit ?? askGit,
    });
    return await withLock(file, () => storeLocked(file, asked, wanted, options.taken ?? 'add'));
  } catch (error) {
    throw unwritable(asked, error);
  }
}

async function storeLocked(
  file: string,
  asked: string,
  wanted: readonly SecretEntry[],
  taken: 'add' | 'refuse',
): Promise<StoreResult> {
  const isNew = await lstat(file).then(
    () => false,
    () => true,
  );
  const handle = await openOwn(file, asked);
  try {
    const before = await readAll(handle, asked);
    const { assignments, open } = readEnv(before);
    if (taken === 'refuse') refuseTaken(asked, wanted, assignments);
    const leftovers = await leftoversOf(file);
    const rescued = leftovers.flatMap(({ text }) => readEnv(text).assignments);
    const fresh = distinct([...rescued, ...wanted], assignments);
    const end =
      open !== undefined ? `${open}\n` : before === '' || before.endsWith('\n') ? '' : '\n';
    if (fresh.length > 0) await append(handle, Buffer.from(end + fresh.map(linesOf).join('')));
    await handle.sync();
    if (isNew) await syncFolder(dirname(file));
    await readBack(file, asked, handle, [...rescued, ...wanted]);
    for (const leftover of leftovers) await leftover.remove();
    const shellOnly = wanted.filter(({ value }) => quoted(value).shellOnly).map(({ name }) => name);
    const names = wanted.map(({ name }) => name);
    return { file: asked, names, shellOnly, leftovers: leftovers.map(({ path }) => path) };
  } finally {
    await handle.close();
  }
}

/** Opened so that no link is followed, and closed to everybody else before a secret is in it. */
async function openOwn(file: string, asked: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(file, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.nlink > 1)
      throw new StoreError(
        'not-a-file',
        asked,
        `${asked} is no regular file, so no secret is written to it.`,
      );
    if ((found.mode & 0o777) !== 0o600) await handle.chmod(0o600);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readAll(handle: FileHandle, asked: string): Promise<string> {
  const { size } = await handle.stat();
  if (size > MAX_BYTES)
    throw new StoreError('unwritable', asked, `${asked} is larger than 8 MiB: name another file.`);
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead).toString('utf8');
}

function refuseTaken(
  file: string,
  wanted: readonly Assignment[],
  there: readonly Assignment[],
): void {
  const other = wanted.find(({ name, value }) =>
    [...there, ...wanted].some((it) => it.name === name && it.value !== value),
  );
  if (other)
    throw new StoreError('taken', file, `${file} gives ${other.name} another value already.`);
}

function distinct(
  entries: readonly SecretEntry[],
  there: readonly Assignment[],
): readonly SecretEntry[] {
  const keyOf = ({ name, value }: Assignment): string => JSON.stringify([name, value]);
  const seen = new Set(there.map(keyOf));
  return entries.filter((it) => !seen.has(keyOf(it)) && seen.add(keyOf(it)));
}

function linesOf({ name, value, comment }: SecretEntry): string {
  const { text, shellOnly } = quoted(value);
  const above = [
    ...(comment === undefined ? [] : [comment]),
    ...(shellOnly
      ? ['The next value is written for a shell; other readers see it differently.']
      : []),
  ];
  // A quote in a comment is one to readers that know no comments.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a comment is one line
  const lines = above.map((it) => `# ${it.replace(/[\u0000-\u001f\u007f'"`]/g, ' ')}\n`);
  return `${lines.join('')}${name}=${text}\n`;
}

/** In one write at the end, so that whatever others write is before it or behind it. What is cut short is taken back. */
async function append(handle: FileHandle, bytes: Buffer): Promise<void> {
  const { size } = await handle.stat();
  let done = 0;
  try {
    while (done < bytes.length) done += (await handle.write(bytes, done)).bytesWritten;
  } catch (error) {
    // Not where somebody else has written behind it meanwhile.
    if ((await handle.stat()).size === size + done) await handle.truncate(size);
    throw error;
  }
}

/** By its name, as whoever needs the secrets will. */
async function readBack(
  file: string,
  asked: string,
  handle: FileHandle,
  wanted: readonly Assignment[],
): Promise<void> {
  const again = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const [there, written] = [await again.stat(), await handle.stat()];
    const { assignments } = readEnv(await readAll(again, asked));
    const isSame = there.ino === written.ino && there.dev === written.dev;
    if (isSame && wanted.every((it) => assignments.some((other) => isEqual(it, other)))) return;
  } finally {
    await again.close();
  }
  throw new StoreError(
    'not-kept',
    asked,
    `${asked} does not hold what was written to it, so nothing is taken out of a config.`,
  );
}

function isEqual(one: Assignment, other: Assignment): boolean {
  return one.name === other.name && one.value === other.value;
}
