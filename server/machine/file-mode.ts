import { type Stats, statSync } from 'node:fs';
import { dirname, sep } from 'node:path';

const READ_BY_OTHERS = 0o004;
const ENTERED_BY_OTHERS = 0o001;

/** Which folders let everybody in, down to them; thousands of files share a few. */
export type OpenFolders = Map<string, boolean>;

/** Files are asked for in the order of their paths: what they share is known again soon. */
const MOST_FOLDERS = 1_000;

/**
 * Whether every user of this machine can read a file: it lets others read, and every folder above lets them in.
 * Windows keeps such rights elsewhere; there nothing is said.
 */
export async function readableByAll(path: string, folders: OpenFolders): Promise<boolean> {
  if (process.platform === 'win32') return false;
  // The folder first: what is below a closed one is open to nobody, whatever it says itself.
  return isOpen(dirname(path), folders) && lets(path, READ_BY_OTHERS);
}

function isOpen(folder: string, folders: OpenFolders): boolean {
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const above = dirname(folder);
  const open = (above === folder || isOpen(above, folders)) && lets(folder, ENTERED_BY_OTHERS);
  if (folders.size >= MOST_FOLDERS) folders.clear();
  folders.set(folder, open);
  return open;
}

/** Asked of every config: waiting for a thread to answer takes twenty times as long as the answer. */
function lets(path: string, right: number): boolean {
  return ((statOf(path)?.mode ?? 0) & right) !== 0;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a file belongs to the person who runs this; on Windows, whether it is in their home folder. */
export async function isOwn(path: string, home: string): Promise<boolean> {
  const uid = process.getuid?.();
  if (uid === undefined) return path.startsWith(home + sep);
  return statOf(path)?.uid === uid;
}
