import { lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AskGit } from '../git-states.ts';
import { isBelow, unlessMissing } from '../replace-file.ts';
import { StoreError } from './store-error.ts';

export interface PlaceOptions {
  /** The folder that the file may not leave, over a link or `..`; none where a person has named the file. */
  readonly within?: string | undefined;
  readonly askGit: AskGit;
}

/** The file of secrets in a person's home: in nobody's repository, and readable by nobody else. */
export function homeStore(home: string): string {
  return join(home, '.mcp-checklist', 'secrets.env');
}

/**
 * Where the file really is, once nothing speaks against keeping secrets in it. Its folder is made, for its owner
 * only.
 *
 * @throws {StoreError} for a link, for what is no file of one's own, and for what a commit could carry
 */
export async function safePlace(file: string, { within, askGit }: PlaceOptions): Promise<string> {
  if (within !== undefined && !isBelow(file, within)) throw outside(file, within);
  await refuseKind(file);
  // Before anything is made: a link on the way down would have it made elsewhere.
  await refuseLeaving(file, within);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const real = join(await realpath(dirname(file)), basename(file));
  const state = (await askGit([real])).get(real);
  if (state === 'tracked')
    throw new StoreError(
      'tracked',
      file,
      `${file} is in the repository, so no secret is written there. Take it out with "git rm --cached" and ignore it, or name another file.`,
    );
  if (state !== 'ignored' && state !== 'outside')
    throw new StoreError(
      'not-ignored',
      file,
      `${file} is in a repository that does not ignore it, so no secret is written there. Ignore it first, or name another file.`,
    );
  return real;
}

/** @throws {StoreError} for anything but a regular file of one name, or nothing */
async function refuseKind(file: string): Promise<void> {
  const found = await lstat(file).catch(unlessMissing);
  if (!found) return;
  if (found.isSymbolicLink())
    throw new StoreError('link', file, `${file} is a link, and no secret is written through one.`);
  if (!found.isFile())
    throw new StoreError(
      'not-a-file',
      file,
      `${file} is no regular file, so no secret is written to it.`,
    );
  if (found.nlink > 1)
    throw new StoreError(
      'shared',
      file,
      `${file} is known by another name as well (a hard link), so no secret is written to it.`,
    );
  if (process.getuid !== undefined && found.uid !== process.getuid())
    throw new StoreError(
      'shared',
      file,
      `${file} belongs to somebody else, so no secret is written to it.`,
    );
}

async function refuseLeaving(file: string, within: string | undefined): Promise<void> {
  if (within === undefined) return;
  const root = await realpath(within);
  let folder = dirname(file);
  for (;;) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined) {
      if (real !== root && !isBelow(real, root)) throw outside(file, within);
      return;
    }
    folder = dirname(folder);
  }
}

function outside(file: string, within: string): StoreError {
  return new StoreError(
    'outside',
    file,
    `${file} is not in ${within}, so no secret is written to it.`,
  );
}
