import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

const READ_BY_OTHERS = 0o004;
const ENTERED_BY_OTHERS = 0o001;

/** Which folders let everybody in, down to them; thousands of files share a few. */
export type OpenFolders = Map<string, Promise<boolean>>;

/**
 * Whether every user of this machine can read a file: it lets others read, and every folder above lets them in.
 * Windows keeps such rights elsewhere; there nothing is said.
 */
export async function readableByAll(path: string, folders: OpenFolders): Promise<boolean> {
  if (process.platform === 'win32') return false;
  return lets(path, READ_BY_OTHERS) && isOpen(dirname(path), folders);
}

function isOpen(folder: string, folders: OpenFolders): Promise<boolean> {
  const known = folders.get(folder) ?? look();
  folders.set(folder, known);
  return known;

  async function look(): Promise<boolean> {
    const above = dirname(folder);
    return lets(folder, ENTERED_BY_OTHERS) && (above === folder || isOpen(above, folders));
  }
}

/** Asked of every config: waiting for a thread to answer takes twenty times as long as the answer. */
function lets(path: string, right: number): boolean {
  try {
    return (statSync(path).mode & right) !== 0;
  } catch {
    return false;
  }
}

/** Whether a file belongs to the person who runs this; on Windows, whether it is in their home folder. */
export async function isOwn(path: string, home: string): Promise<boolean> {
  const uid = process.getuid?.();
  if (uid === undefined) return path.startsWith(home + sep);
  return stat(path).then(
    (it) => it.uid === uid,
    () => false,
  );
}
