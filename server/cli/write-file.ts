import { realpath, stat, writeFile } from 'node:fs/promises';
import { safe } from '../../rules/secrets/safe.ts';
import { codeOf } from '../machine/error-code.ts';
import { NotReplacedError, replaceFile } from '../machine/replace-file.ts';
import type { Io } from './io.ts';

/**
 * Writes a file that a person has named, as a whole or not at all. A link is written through, and what is no file
 * is only written to: in place of a pipe, a terminal or a device nobody wants a file.
 */
async function writeNamed(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before && !before.isFile()) await writeFile(target, text);
  else await replaceFile(target, text);
}

/** Prints a report, or writes it to a file. @returns whether that could be done; if not, why has been said */
export async function writeOutput(
  io: Io,
  path: string | undefined,
  text: string,
): Promise<boolean> {
  if (path === undefined) {
    io.out(text);
    return true;
  }
  try {
    await writeNamed(path, text);
    return true;
  } catch (error) {
    io.err(`mcp-checklist: ${safe.text(path)} cannot be written (${codeOf(error)}).\n`);
    return false;
  }
}

/**
 * Writes what a team decides into its own file: not through a link, and not over what somebody else wrote meanwhile.
 *
 * @param before its text as it was read; null where there was none
 * @returns whether that could be done; if not, why has been said
 */
export async function writePolicy(
  io: Io,
  file: string,
  before: string | null,
  text: string,
): Promise<boolean> {
  try {
    await replaceFile(file, text, { before });
    return true;
  } catch (error) {
    io.err(`mcp-checklist: ${safe.text(file)} is left as it is. ${safe.text(whyNot(error))}\n`);
    return false;
  }
}

/** A sentence about an error of {@link replaceFile}. */
export function whyNot(error: unknown): string {
  return error instanceof NotReplacedError
    ? error.message
    : `It cannot be written (${codeOf(error)}).`;
}
