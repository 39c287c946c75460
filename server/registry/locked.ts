import path from 'node:path';
import type { Answer } from '../../rules/findings/finding.ts';
import { readText } from './read-file.ts';

/** A kind of lock file: what it is called, and the versions of a package that it holds. */
export interface LockFile {
  readonly file: string;
  versions(text: string, name: string): readonly string[];
}

/**
 * The version a folder's lock files settle on. It is not what starts: npx and uvx read no lock file, but it
 * is the version this workspace was tried with.
 */
export async function lockedVersion(
  folder: string,
  kinds: readonly LockFile[],
  name: string,
  fits: (version: string) => boolean,
): Promise<Answer | undefined> {
  for (const { file, versions } of kinds) {
    const text = await readText(path.join(folder, file));
    const found = new Set(text === undefined ? [] : versions(text, name).filter(fits));
    const [version] = found;
    // Two versions of one package: the file does not say which of them is meant.
    if (version !== undefined && found.size === 1)
      return { version, source: file, installed: false };
  }
  return undefined;
}

/** For patterns made of names. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

export function allMatches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}
