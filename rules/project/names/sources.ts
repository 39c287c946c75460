import type { SourceModule } from '../../source/model.ts';

/** The source of a project, as far as it was handed in: what names are looked up in. */
export interface Sources {
  readonly modules: ReadonlyMap<string, SourceModule>;
  /** By folder, for Go, where a folder is one namespace. */
  readonly folders: ReadonlyMap<string, readonly SourceModule[]>;
  /** By the last part of its path, without its ending: `a/b/c.py` is found under `c`. */
  readonly endings: ReadonlyMap<string, readonly SourceModule[]>;
  /** Packages of the same workspace: name to folder. */
  readonly packages: ReadonlyMap<string, string>;
  /** How many names may still be followed: source can be written so that there is no end to them. */
  readonly work: { left: number };
}

/** More than the largest project needs by far. */
const MOST_WORK = 3_000_000;

/** The same sources with a budget of their own; whatever is beyond it is not known. */
export function withBudget(sources: Sources, left = MOST_WORK): Sources {
  return { ...sources, work: { left } };
}

/**
 * @param modules of one project, with paths that use `/` and are relative to one common root
 * @param packages what the project's manifests call themselves, with their folders (`''` is the root)
 */
export function sourcesOf(
  modules: Iterable<SourceModule>,
  packages: ReadonlyMap<string, string> = new Map(),
): Sources {
  const byPath = new Map<string, SourceModule>();
  const folders = new Map<string, SourceModule[]>();
  const endings = new Map<string, SourceModule[]>();
  for (const module of modules) {
    byPath.set(module.path, module);
    push(folders, folderOf(module.path), module);
    const name = baseName(module.path);
    push(endings, name === '__init__' ? baseName(folderOf(module.path)) : name, module);
  }
  return { modules: byPath, folders, endings, packages, work: { left: MOST_WORK } };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The last part of a path, without its ending. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '');
}

/** A path with its `.` and `..` followed; null when it leaves the root. */
export function joined(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
