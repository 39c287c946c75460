import { secretManagers } from '../../rules/fixes/secret-manager.ts';
import { findPrograms, foldersToDistrust } from './run-program.ts';

/** The secrets managers that are on this machine, by a look at the folders of PATH: nothing is started. */
export function installedManagers(path = process.env.PATH ?? ''): readonly string[] {
  const names = secretManagers.map(({ words }) => words[0] ?? '');
  // One that a repository brings along is no reason to start its servers through it.
  const found = findPrograms(names, foldersToDistrust([]), path);
  return secretManagers.filter(({ words }) => found.has(words[0] ?? '')).map(({ id }) => id);
}
