import { secretManagers } from '../../rules/fixes/secret-manager.ts';
import { findProgram, foldersToDistrust } from './run-program.ts';

/** The secrets managers that are on this machine, by a look at the folders of PATH: nothing is started. */
export async function installedManagers(path = process.env.PATH ?? ''): Promise<readonly string[]> {
  // One that a repository brings along is no reason to start its servers through it.
  const distrusted = await foldersToDistrust([]);
  const found = await Promise.all(
    secretManagers.map(async ({ id, words }) =>
      (await findProgram(words[0] ?? '', distrusted, path)) === undefined ? [] : [id],
    ),
  );
  return found.flat();
}
