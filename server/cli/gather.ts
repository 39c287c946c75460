import { realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { hostOfPath, hostsOfPath } from '../../rules/hosts/index.ts';
import { CUT_SHORT, type Found, findConfigs } from '../machine/find.ts';
import { withSlashes } from '../machine/paths.ts';
import { type ReadProblem, readTextSync } from '../machine/read-text.ts';

/** A file that was asked for or found. */
export interface FileName {
  /** Absolute: what it goes by. */
  readonly path: string;
  /** Only to be printed: as given, or as given plus the way down from there; with forward slashes when found. */
  readonly shown: string;
  /** Whether somebody asked for this very file, rather than for the folder it is in. */
  readonly named: boolean;
}

export interface InputFile extends FileName {
  readonly text: string;
}

/** Something that was asked for and cannot be read, in words. */
export interface Complaint {
  readonly path: string;
  readonly shown: string;
  readonly message: string;
  /** Set for a file that is there: the host whose config it would be, '' where nobody knows. */
  readonly host?: string;
}

export const READ_PROBLEMS: Readonly<Record<ReadProblem, string>> = {
  missing: 'there is no such file or folder',
  denied: 'permission to read it is denied',
  'not-a-file': 'it is neither a file nor a folder',
  binary: 'it is a binary file',
  'utf-16': 'it is UTF-16, which MCP hosts do not read; save it as UTF-8',
  'not-utf-8': 'it is not valid UTF-8 text',
  unreadable: 'it cannot be read',
};

/** Files read at a time: their texts are let go of before the next ones are read. */
const BATCH = 32;

type Find = (folder: string) => Promise<Found>;

interface Target extends FileName {
  /** Whether it was just seen that a regular file is there. */
  readonly isThere: boolean;
}

/**
 * Reads what the paths name: a file whatever it is called, a folder by the configs that hosts look for in it.
 * Each file once, however often and over whatever links it is named; several at a time.
 *
 * @param given a text that takes the place of the file of its path, which is not read
 * @param passed told of each folder that was searched, with the manifests in it: see `Found`
 */
export async function* gather(
  paths: readonly string[],
  given?: { readonly path: string; readonly text: string },
  find: Find = findConfigs,
  passed?: (folder: string, manifests: readonly string[]) => void,
): AsyncGenerator<readonly (InputFile | Complaint)[]> {
  const seen = new SeenFiles();
  if (given) {
    const path = resolve(given.path);
    seen.add(realOf(path));
    yield [{ path, shown: given.path, text: given.text, named: true }];
  }
  let targets: Target[] = [];
  for (const shown of paths) {
    const path = resolve(shown);
    const stats = statOf(path);
    if (!stats?.isDirectory()) {
      if (seen.addNamed(path, stats))
        targets.push({ path, shown, named: true, isThere: stats?.isFile() === true });
    } else {
      yield* batches(targets);
      const found = await find(path);
      if (found.denied) yield [{ path, shown, message: READ_PROBLEMS.denied }];
      else passed?.(path, found.projectManifests);
      if (found.cut) yield [{ path, shown, message: CUT_SHORT }];
      targets = targetsIn(path, shown, found, seen);
    }
  }
  yield* batches(targets);
}

function* batches(targets: readonly Target[]): Generator<readonly (InputFile | Complaint)[]> {
  for (let start = 0; start < targets.length; start += BATCH)
    yield targets.slice(start, start + BATCH).flatMap((it) => readTarget(it) ?? []);
}

/** Which files were named or found, whatever links lead there. */
class SeenFiles {
  readonly #reals = new Set<string>();
  readonly #inodes = new Set<string>();
  /** Named ones of which nobody knows yet where their links lead. */
  #unresolved: string[] = [];

  /** @returns whether it is a new one */
  add(real: string): boolean {
    for (const it of this.#unresolved) this.#reals.add(realOf(it));
    this.#unresolved = [];
    if (this.#reals.has(real)) return false;
    this.#reals.add(real);
    return true;
  }

  /** A hook hands over thousands: as long as no two of them are one file to the disk, their links are not followed. */
  addNamed(path: string, stats: Stats | undefined): boolean {
    const inode = stats && `${stats.dev}.${stats.ino}`;
    if (inode === undefined || this.#reals.size > 0 || this.#inodes.has(inode))
      return this.add(realOf(path));
    this.#inodes.add(inode);
    this.#unresolved.push(path);
    return true;
  }
}

function readTarget(target: Target): InputFile | Complaint | undefined {
  const { path, named, isThere } = target;
  const read = readNamed(target, isThere);
  if ('text' in read) return read;
  // Of a name like settings.json nobody knows that it is a config before it is read.
  const certain = named || hostsOfPath(path).some(({ dedicated, sniff }) => dedicated && !sniff);
  return certain ? read : undefined;
}

/**
 * Reads one file.
 *
 * @param isThere whether it was just seen; what nobody named was found by a search
 */
export function readNamed(
  { path, shown, named }: FileName,
  isThere = !named,
): InputFile | Complaint {
  const read = readTextSync(path, isThere);
  if (read.ok) return { path, shown, text: read.text, named };
  const message = READ_PROBLEMS[read.problem];
  if (read.problem === 'missing' || read.problem === 'not-a-file') return { path, shown, message };
  return { path, shown, message, host: hostOfPath(path)?.id ?? '' };
}

/** Of those that were found in a folder, the new ones. */
function targetsIn(root: string, shown: string, { paths }: Found, seen: SeenFiles): Target[] {
  const real = realOf(root);
  const isNew = (file: string): boolean =>
    seen.add(real === root ? file : join(real, file.slice(root.length)));
  return paths.filter(isNew).map((file) => ({
    path: file,
    // One string where they are the same: ten thousand are kept.
    shown: shown === root && sep === '/' ? file : withSlashes(join(shown, file.slice(root.length))),
    named: false,
    isThere: true,
  }));
}

export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

/** Undefined where nothing is there, or nobody can tell. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Itself where nothing is there. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
