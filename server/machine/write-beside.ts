import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { appendLine } from './append-line.ts';
import type { AskGit } from './git-states.ts';
import { NotReplacedError, replaceFile, targetOf } from './replace-file.ts';

/** Behind the name of a config: the file that keeps what was taken out of it. */
export const BESIDE = '.mcp-checklist-off.json';

/** Keeps all of them out of a repository. */
export const IGNORED: string = `*${BESIDE}`;

/**
 * Writes a file beside a config, for its owner only, or takes it away.
 *
 * @param before its text as it was read; null where there was none
 * @param after null to take it away
 * @param within the folder of the config, which is not left over a link
 * @param ignored the line of `.gitignore` that keeps it out of the repository; none for what may be committed
 * @throws {NotReplacedError} for a link, for what somebody else wrote meanwhile, and for what git already has
 */
export async function writeBeside(
  path: string,
  before: string | null,
  after: string | null,
  within: string,
  ignored?: { readonly line: string; readonly askGit: AskGit },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await targetOf(path, { within });
  if (after === null) {
    if ((await readFile(path, 'utf8').catch(() => null)) === before)
      await rm(path, { force: true });
    return;
  }
  if (ignored) {
    const state = (await ignored.askGit([path])).get(path);
    if (state === 'tracked')
      throw new NotReplacedError(
        'outside',
        `${basename(path)} is in the repository, so no server is kept in it. Take it out with "git rm --cached".`,
      );
    // Before there is anything that a commit could carry.
    if (state === 'open') await appendLine(join(dirname(path), '.gitignore'), ignored.line);
  }
  await replaceFile(path, after, { before, within, mode: ignored ? 0o600 : 0o644 });
}
