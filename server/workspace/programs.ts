import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { secretManagers } from '../../rules/fixes/secret-manager.ts';

/** The secrets managers that are on this machine, by a look at the folders of PATH: nothing is started. */
export async function installedManagers(path = process.env.PATH ?? ''): Promise<readonly string[]> {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const found = await Promise.all(
    secretManagers.map(async ({ id, words }) =>
      (await isProgram(words[0] ?? '', folders)) ? [id] : [],
    ),
  );
  return found.flat();
}

async function isProgram(name: string, folders: readonly string[]): Promise<boolean> {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const looks = folders.flatMap((folder) =>
    names.map((it) =>
      access(join(folder, it), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return (await Promise.all(looks)).includes(true);
}
