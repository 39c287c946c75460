import { homedir } from 'node:os';
import { relative, sep } from 'node:path';

/** A backslash is a separator on Windows, and part of a name elsewhere. */
export function withSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** A path with `~` for the home folder. */
export function withTilde(path: string, home: string = homedir()): string {
  if (path === home) return '~';
  return path.startsWith(home + sep) ? `~/${withSlashes(path.slice(home.length + 1))}` : path;
}

/** A path as a person who stands in the working folder would write it; what is elsewhere stays whole. */
export function fromHere(path: string): string {
  const way = relative(process.cwd(), path);
  return way.startsWith('..') || way === '' ? path : withSlashes(way);
}

/** The way from a folder down to a file, with forward slashes: as it is written into files that others read. */
export function pathFrom(folder: string, path: string): string {
  return withSlashes(relative(folder, path));
}
