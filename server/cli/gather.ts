import { realpathSync, statSync } from 'node:fs';
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
  /** Without the links on the way to it. */
  readonly real: string;
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
  const seen = new Set<string>();
  if (given) {
    const path = resolve(given.path);
    seen.add(realOf(path));
    yield [{ path, shown: given.path, text: given.text, named: true }];
  }
  for (const path of paths) {
    const found = await filesAt(path, find);
    if ('message' in found) {
      yield [found];
      continue;
    }
    if (found.manifests) passed?.(resolve(path), found.manifests);
    if (found.cut) yield [{ path: resolve(path), shown: path, message: CUT_SHORT }];
    const fresh = found.targets.filter(({ real }) => !seen.has(real) && seen.add(real));
    for (let start = 0; start < fresh.length; start += BATCH) {
      yield fresh.slice(start, start + BATCH).flatMap((it) => readTarget(it) ?? []);
    }
  }
}

function readTarget(target: Target): InputFile | Complaint | undefined {
  const { path, shown, named } = target;
  const read = readNamed({ path, shown, named });
  if ('text' in read) return read;
  // Of a name like settings.json nobody knows that it is a config before it is read.
  const certain = named || hostsOfPath(path).some(({ dedicated, sniff }) => dedicated && !sniff);
  return certain ? read : undefined;
}

/** Reads one file. */
export function readNamed({ path, shown, named }: FileName): InputFile | Complaint {
  // What nobody named was found by a search.
  const read = readTextSync(path, !named);
  if (read.ok) return { path, shown, text: read.text, named };
  const message = READ_PROBLEMS[read.problem];
  if (read.problem === 'missing' || read.problem === 'not-a-file') return { path, shown, message };
  return { path, shown, message, host: hostOfPath(path)?.id ?? '' };
}

interface Targets {
  readonly targets: readonly Target[];
  /** Whether there are more than anybody looks at. */
  readonly cut: boolean;
  /** Of a folder. */
  readonly manifests?: readonly string[];
}

async function filesAt(shown: string, find: Find): Promise<Targets | Complaint> {
  const root = resolve(shown);
  const real = realOf(root);
  if (!isFolder(root)) return { targets: [{ path: root, shown, real, named: true }], cut: false };
  const found = await find(root);
  if (found.denied) return { path: root, shown, message: READ_PROBLEMS.denied };
  const targets = found.paths.map((file) => ({
    path: file,
    // One string where they are the same: ten thousand are kept.
    shown: shown === root && sep === '/' ? file : withSlashes(join(shown, file.slice(root.length))),
    real: real === root ? file : join(real, file.slice(root.length)),
    named: false,
  }));
  return { targets, cut: found.cut, manifests: found.projectManifests };
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
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
