import { lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { safe } from '../../rules/secrets/safe.ts';
import { isBelow, NotReplacedError, replaceFile } from '../machine/replace-file.ts';
import type { FileChange } from '../workspace/file-changes.ts';
import type { Io } from './io.ts';
import { whyNot } from './write-file.ts';

/**
 * Writes one file of a draft: as a whole, over the text that it was made for, through no link and not outside of the
 * folder.
 *
 * @returns whether that could be done; if not, why has been said
 */
export async function writeDraft(
  io: Io,
  folder: string,
  { file, source, text }: FileChange,
): Promise<boolean> {
  const path = resolve(folder, file);
  try {
    await makeFolder(dirname(path), folder);
    await replaceFile(path, text, { before: source.text ?? null, within: folder });
    io.out(`${source.text === undefined ? 'Made' : 'Changed'} ${safe.text(file)}.\n`);
    return true;
  } catch (error) {
    io.err(`mcp-checklist: ${safe.text(file)} is left as it is. ${safe.text(whyNot(error))}\n`);
    return false;
  }
}

/** Makes the folders that are missing, where the last one that is there lies in the folder itself. */
async function makeFolder(wanted: string, folder: string): Promise<void> {
  let there = wanted;
  while (there !== folder && !(await lstat(there).catch(() => undefined))) there = dirname(there);
  const [own, other] = [await realpath(folder), await realpath(there)];
  if (own !== other && !isBelow(other, own))
    throw new NotReplacedError('outside', 'A link leads out of the folder.');
  await mkdir(wanted, { recursive: true });
}
