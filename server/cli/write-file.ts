import { randomBytes } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { safe } from '../../rules/secrets/safe.ts';
import { draftName } from '../secrets/leftovers.ts';
import { codeOf } from '../secrets/store-error.ts';
import type { Io } from './io.ts';

/**
 * Writes a file as a whole or not at all: whoever reads it, or pulls the plug, finds the old text or the new one.
 * A link is written through, the file keeps its mode, and what is no file is only written to.
 *
 * @param made the mode of a file that is not there yet
 */
export async function writeWhole(path: string, text: string, made = 0o644): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  // A pipe, a terminal or a device is written to; in its place nobody wants a file.
  if (before && !before.isFile()) {
    await writeFile(target, text);
    return;
  }
  const draft = draftName(target, randomBytes(6).toString('hex'));
  try {
    await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
    await chmod(draft, before?.mode ?? made);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
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
    await writeWhole(path, text);
    return true;
  } catch (error) {
    io.err(`mcp-checklist: ${safe.text(path)} cannot be written (${codeOf(error)}).\n`);
    return false;
  }
}
