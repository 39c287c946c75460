import { dirname } from 'node:path';

/** Whether a path is in a folder, or in one of its folders. */
export function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const next = path[folder.length];
  return next === '/' || next === '\\' || /[\\/]$/.test(folder);
}

/** With more of them, each path is looked up from the bottom: a hook hands over thousands. */
const FEW = 16;

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * Those of some folders that hold a path, the innermost first.
 *
 * @param folders absolute; where there are many, without dots and slashes at their ends
 */
export function foldersAround(path: string, folders: readonly string[]): readonly string[] {
  if (folders.length < FEW)
    return folders.filter((it) => isInside(path, it)).sort((a, b) => b.length - a.length);
  const all = sets.get(folders) ?? new Set(folders);
  sets.set(folders, all);
  const around: string[] = [];
  for (let it = path, above = dirname(it); above !== it; it = above, above = dirname(it))
    if (all.has(above)) around.push(above);
  return around;
}
