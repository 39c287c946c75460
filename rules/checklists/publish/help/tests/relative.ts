import { folderOf } from '../../../../project/names/sources.ts';

/** The way from a folder to a file, as a relative import begins: `../src/server.ts`. */
export function relativePath(folder: string, file: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = file.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const up = '../'.repeat(from.length - shared);
  return `${up === '' ? './' : up}${to.slice(shared).join('/')}`;
}

/** The same as a module that is imported, with what imports of the project end with. */
export function importPath(testFile: string, file: string, end: string): string {
  const bare = relativePath(folderOf(testFile), file).replace(/\.[cm]?[jt]sx?$/, '');
  return end === '' ? bare : bare + end;
}
