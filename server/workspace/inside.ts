import { dirname, resolve } from 'node:path';

/** Whether a path is in a folder, or in one of its folders. */
export function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const next = path[folder.length];
  return next === '/' || next === '\\' || /[\\/]$/.test(folder);
}

/** With more of them, each path is looked up from the bottom: a hook hands over thousands. */
const FEW = 16;

/** As they were given, by how they are written without dots and slashes at their ends. */
const maps = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/**
 * Those of some folders that hold a path, the innermost first.
 *
 * @param folders absolute
 */
export function foldersAround(path: string, folders: readonly string[]): readonly string[] {
  if (folders.length < FEW)
    return folders.filter((it) => isInside(path, it)).sort((a, b) => b.length - a.length);
  const all = maps.get(folders) ?? new Map(folders.map((it) => [resolve(it), it]));
  maps.set(folders, all);
  const around: string[] = [];
  for (let it = path, above = dirname(it); above !== it; it = above, above = dirname(it)) {
    const folder = all.get(above);
    if (folder !== undefined) around.push(folder);
  }
  return around;
}
