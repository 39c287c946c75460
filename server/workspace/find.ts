import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import picomatch from 'picomatch/posix.js';
import { globs, hostOfPath } from '../../rules/hosts/index.ts';

/** More configs than this in one folder are a mistake or an attack. */
const MAX_FILES = 20_000;
/** Folders read at a time. */
const PARALLEL = 16;
/** What other people's code brings along is theirs. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** The file names any host looks for: a first look, because telling whose it is takes the whole path. */
const names = globs.map((it) => it.slice(it.lastIndexOf('/') + 1).toLowerCase());
const literal: ReadonlySet<string> = new Set(names.filter((name) => !name.includes('*')));
let matches: ((name: string) => boolean) | undefined;

/** Made when it is first asked: a server that starts has nothing to find yet. */
function hasPattern(name: string): boolean {
  matches ??= picomatch([...new Set(names.filter((it) => it.includes('*')))], {
    dot: true,
    nocase: true,
  });
  return matches(name);
}

/** As one pattern, for file watchers. */
export const CONFIG_GLOB = `{${globs.join(',')}}`;

/** Whether a file at this path would be found. */
export function isConfigPath(path: string): boolean {
  return hostOfPath(path) !== undefined && !path.split(/[\\/]/).some((it) => SKIPPED.has(it));
}

/**
 * Finds the hosts' configs below a folder, git-ignored ones included: that is where secrets hide. A link to a
 * folder is not followed, because it may lead in circles; one to a file only within the folder.
 *
 * @returns absolute paths, sorted
 */
export async function findConfigs(
  folder: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [folder];
  while (waiting.length > 0) {
    signal?.throwIfAborted();
    const batch = waiting.splice(-PARALLEL);
    await Promise.all(batch.map((it) => readFolder(it, folder, waiting, found)));
  }
  return found.sort();
}

async function readFolder(
  folder: string,
  root: string,
  waiting: string[],
  found: string[],
): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) waiting.push(path);
    } else if (found.length < MAX_FILES && (await isConfig(entry, path, root))) {
      found.push(path);
    }
  }
}

/** Nothing where it cannot be read: somebody else's folder, or one that has just gone. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function isConfig(entry: Dirent, path: string, root: string): Promise<boolean> {
  const named = literal.has(entry.name.toLowerCase()) || hasPattern(entry.name);
  if (!named || hostOfPath(path) === undefined) return false;
  return entry.isFile() || (entry.isSymbolicLink() && leadsToFileIn(path, root));
}

async function leadsToFileIn(path: string, root: string): Promise<boolean> {
  try {
    const [target, home] = await Promise.all([realpath(path), realpath(root)]);
    return (
      target.startsWith(home.endsWith(sep) ? home : home + sep) && (await stat(target)).isFile()
    );
  } catch {
    return false;
  }
}
