import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const READ_BY_OTHERS = 0o004;
const ENTERED_BY_OTHERS = 0o001;

/**
 * Whether every user of this machine can read a file: it lets others read, and every folder above lets them in.
 * Windows keeps such rights elsewhere; there nothing is said.
 */
export async function readableByAll(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  try {
    if (((await stat(path)).mode & READ_BY_OTHERS) === 0) return false;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (((await stat(folder)).mode & ENTERED_BY_OTHERS) === 0) return false;
      if (dirname(folder) === folder) return true;
    }
  } catch {
    return false;
  }
}
