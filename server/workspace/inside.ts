/** Whether a path is in a folder, or in one of its folders. */
export function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const next = path[folder.length];
  return next === '/' || next === '\\' || /[\\/]$/.test(folder);
}
