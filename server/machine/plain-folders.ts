import { dirname } from 'node:path';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { BESIDE } from './write-beside.ts';

/**
 * The folders that a search has looked into and that hold nothing which is asked for by its name later: no policy file,
 * no top of a repository, no servers that were taken out of a config. Of ten thousand folders with a config nearly all
 * are such, and the disk need not be asked again.
 */
export class PlainFolders {
  readonly #folders = new Set<string>();

  /** Takes what a search has found in a folder; not in the one that is searched, where looking up ends. */
  add(folder: string, entries: readonly { readonly name: string }[]): void {
    if (!entries.some(({ name }) => isAskedFor(name))) this.#folders.add(folder);
  }

  has(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** The nearest folder, at or above this one, of which that is not known. */
  nearestOther(folder: string): string {
    let it = folder;
    while (this.#folders.has(it)) it = dirname(it);
    return it;
  }
}

/** Upper and lower case are the same on some disks. */
function isAskedFor(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === '.git' || lower === PROJECT_FILE || lower.endsWith(BESIDE);
}
