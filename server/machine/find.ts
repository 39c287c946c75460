import { type Dirent, readdirSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { globs, hostOfPath } from '../../rules/hosts/index.ts';
import {
  exampleOf,
  isInNet,
  isMadeFolder,
  isNamedLikeServers,
  NET_GLOBS,
} from '../../rules/hosts/net.ts';
import { isManifest } from '../../rules/project/signs.ts';
import { compileGlob } from '../../rules/text/glob.ts';
import type { PlainFolders } from './plain-folders.ts';

/** More configs than this in one folder are a mistake or an attack. */
const MAX_FILES = 20_000;
/** Servers lie so far below the top of a repository at most, and have so many manifests beside theirs. */
const MANIFEST_DEPTH = 3;
const MOST_MANIFESTS = 200;
/** So deep a search for projects looks for manifests: see `mayHoldProject`. */
const PROJECT_DEPTH = 6;
/** Of names that patterns have, there are longer ones than those of `isManifest`. */
const LIKE_MANIFEST = /^requirements.*\.txt$|\.csproj$/s;
/** Folders read at a time. */
const PARALLEL = 16;
/** What other people's code brings along is theirs. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** The file names any host looks for: a first look, because telling whose it is takes the whole path. */
const names = globs.map((it) => it.slice(it.lastIndexOf('/') + 1).toLowerCase());
const literal: ReadonlySet<string> = new Set(names.filter((name) => !name.includes('*')));
let patterns: readonly ((name: string) => boolean)[] | undefined;

/** Made when it is first asked: a server that starts has nothing to find yet. */
function hasPattern(name: string): boolean {
  patterns ??= [...new Set(names.filter((it) => it.includes('*')))].map(compileGlob);
  return patterns.some((matches) => matches(name));
}

/** For file watchers: braces within braces are more than some of them read. */
export const CONFIG_GLOBS: readonly string[] = [`{${globs.join(',')}}`, ...NET_GLOBS];

/**
 * Whether a search would look into a file at this path.
 *
 * @param folder the one that is searched
 */
export function isConfigPath(path: string, folder = ''): boolean {
  const below = withSlashes(folder === '' ? path : relative(folder, path));
  if (below.split('/').some((it) => SKIPPED.has(it))) return false;
  return hostOfPath(path) !== undefined || isInNet(below);
}

function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** What is in a folder; `cut` where there is more than anybody looks at. */
export interface Found {
  readonly paths: readonly string[];
  /** Manifests of packages that were passed, near the top: see `rules/project/signs.ts`. */
  readonly manifests: readonly string[];
  /** All manifests by which a search would come upon a project, and maybe some that it leaves out. */
  readonly projectManifests: readonly string[];
  readonly cut: boolean;
  /** Whether the folder cannot even be listed. */
  readonly denied?: boolean;
}

/** What to say of a folder of which not all was looked at. Without `toLocaleString`, which takes 15 ms the first time. */
export const CUT_SHORT = `more than ${MAX_FILES / 1000},000 configs are in it; the others were not looked at`;

/**
 * Finds the hosts' configs below a folder, git-ignored ones included: that is where secrets hide. A link to a
 * folder is not followed, because it may lead in circles; one to a file only within the folder, and only where that
 * file is not found anyway: a text that is read twice has every problem twice.
 *
 * @param most how many are looked at
 * @param way how it goes about it
 * @returns absolute paths, sorted
 */
export async function findConfigs(
  folder: string,
  signal?: AbortSignal,
  most: number = MAX_FILES,
  way: Way = {},
): Promise<Found> {
  const found: Place[] = [];
  const manifests: string[] = [];
  const projectManifests: string[] = [];
  const waiting: Folder[] = [{ path: folder, made: false, depth: 0 }];
  let denied = false;
  while (waiting.length > 0) {
    signal?.throwIfAborted();
    const batch = waiting.splice(-PARALLEL);
    const finds = { waiting, found, manifests, projectManifests };
    const read = await Promise.all(batch.map((it) => readFolder(it, folder, finds, most, way)));
    if (batch[0]?.path === folder) denied = !read[0];
  }
  const paths = await once(found, folder);
  return {
    paths: paths.slice(0, most),
    manifests: manifests.sort().slice(0, MOST_MANIFESTS),
    projectManifests: projectManifests.sort(),
    cut: found.length > most,
    denied,
  };
}

/** How a search goes about it. */
export interface Way {
  /** Whether nothing else waits meanwhile: handing each folder to another thread and back takes three times as long. */
  readonly atOnce?: boolean;
  /** Told of what is in no folder. */
  readonly plain?: PlainFolders;
}

interface Place {
  readonly path: string;
  /** Where it leads, if it is a link. */
  readonly target?: string;
}

interface Folder {
  readonly path: string;
  /** Whether programs make what is in it: only what hosts read is looked at there. */
  readonly made: boolean;
  /** How far below the folder that is searched. */
  readonly depth: number;
}

/** What a search comes upon. */
interface Finds {
  readonly waiting: Folder[];
  readonly found: Place[];
  readonly manifests: string[];
  readonly projectManifests: string[];
}

/** Each file once: under its own name, or else under the first of the links to it. */
async function once(found: readonly Place[], folder: string): Promise<readonly string[]> {
  const paths = found.filter(({ target }) => target === undefined).map(({ path }) => path);
  const links = found.filter(({ target }) => target !== undefined);
  if (links.length === 0) return paths.sort();
  const root = await realpath(folder);
  const seen = new Set(paths.map((path) => join(root, relative(folder, path))));
  for (const { path, target = path } of links.sort((a, b) => (a.path < b.path ? -1 : 1)))
    if (!seen.has(target) && seen.add(target)) paths.push(path);
  return paths.sort();
}

/** @returns false where it cannot be listed */
async function readFolder(
  folder: Folder,
  root: string,
  { waiting, found, manifests, projectManifests }: Finds,
  most: number,
  { atOnce, plain }: Way,
): Promise<boolean> {
  const entries = atOnce ? entriesAtOnce(folder.path) : await entriesOf(folder.path);
  // What is in a folder that nobody may list can be there all the same.
  if (!entries) return false;
  if (folder.path !== root) plain?.add(folder.path, entries);
  const start = folder.path.endsWith(sep) ? folder.path : folder.path + sep;
  for (const entry of entries) {
    const path = start + entry.name;
    if (entry.isDirectory()) {
      const made = folder.made || isMadeFolder(entry.name);
      if (!SKIPPED.has(entry.name)) waiting.push({ path, made, depth: folder.depth + 1 });
      continue;
    }
    if (folder.depth <= PROJECT_DEPTH && entry.isFile()) {
      const known = isManifest(entry.name);
      if (known || LIKE_MANIFEST.test(entry.name)) projectManifests.push(path);
      if (known && !folder.made && folder.depth <= MANIFEST_DEPTH) manifests.push(path);
    }
    if (found.length <= most && isNamedLikeOne(entry, path, folder.made)) {
      if (entry.isFile()) found.push({ path });
      const target = entry.isSymbolicLink() ? await fileInside(path, root) : undefined;
      if (target !== undefined) found.push({ path, target });
    }
  }
  return true;
}

/** Undefined where it cannot be read: somebody else's folder, or one that has just gone. */
async function entriesOf(folder: string): Promise<readonly Dirent[] | undefined> {
  return readdir(folder, { withFileTypes: true }).catch(() => undefined);
}

function entriesAtOnce(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function isNamedLikeOne({ name }: Dirent, path: string, made: boolean): boolean {
  if (!made && isNamedLikeServers(withSlashes(path))) return true;
  const worth =
    literal.has(name.toLowerCase()) || hasPattern(name) || exampleOf(name) !== undefined;
  return worth && hostOfPath(path) !== undefined;
}

/**
 * Whether a search of the folder would come upon this file: by no way through a link to another folder, and where it is
 * a link itself, to a file within the folder that is not found anyway.
 */
export async function isFoundIn(path: string, folder: string): Promise<boolean> {
  try {
    const [parent, root] = await Promise.all([realpath(dirname(path)), realpath(folder)]);
    if (parent !== join(root, relative(folder, dirname(path)))) return false;
    const target = await fileInside(path, folder);
    if (target === undefined) return false;
    // A link to a config that is found under its own name is no second one.
    const isLink = target !== join(root, relative(folder, path));
    return !isLink || !isConfigPath(join(folder, relative(root, target)), folder);
  } catch {
    return false;
  }
}

/** The file that a link leads to; undefined where it leaves the folder. */
async function fileInside(path: string, root: string): Promise<string | undefined> {
  try {
    const [target, home] = await Promise.all([realpath(path), realpath(root)]);
    const inside = target.startsWith(home.endsWith(sep) ? home : home + sep);
    return inside && (await stat(target)).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}
