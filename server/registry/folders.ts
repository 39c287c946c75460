import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where a host starts the servers of a config: the folder it belongs to. `.vscode/mcp.json` belongs to the
 * folder above. Undefined for text that is not in a file.
 */
export function startFolder(configPath: string): string | undefined {
  if (configPath === '') return undefined;
  const folder = path.dirname(path.resolve(configPath));
  return path.basename(folder).startsWith('.') ? path.dirname(folder) : folder;
}

/** The config's folder and those above it, up to the workspace folder it is in; nearest first. */
export function foldersUp(configPath: string, workspaceFolders: readonly string[]): string[] {
  if (configPath === '') return [];
  const start = path.dirname(path.resolve(configPath));
  const top = workspaceFolders
    .map((folder) => path.resolve(folder))
    .filter((folder) => isWithin(start, folder))
    .sort((a, b) => b.length - a.length)[0];
  if (top === undefined) {
    // A config of the person's own. What lies about in the home folder is not what it starts.
    const owner = startFolder(configPath);
    return owner === undefined || owner === homedir() ? [start] : [...new Set([start, owner])];
  }
  const folders = [start];
  for (let folder = start; folder !== top; ) {
    folder = path.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
