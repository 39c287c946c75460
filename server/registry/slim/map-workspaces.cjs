// In the bundle this stands in for @npmcli/map-workspaces and its two glob libraries. @npmcli/config asks it
// whether a folder is a workspace of the one above, whose `.npmrc` then counts. Exclusions (`!name`) are not
// looked at: such a folder would be given the settings of the repository it is in.
'use strict';

const { readdir } = require('node:fs/promises');
const path = require('node:path');

const MAX_DEPTH = 4;

module.exports = async ({ cwd, pkg }) => {
  const patterns = Array.isArray(pkg.workspaces) ? pkg.workspaces : pkg.workspaces?.packages;
  const found = new Map();
  for (const pattern of Array.isArray(patterns) ? patterns : []) {
    if (typeof pattern !== 'string' || pattern.startsWith('!')) continue;
    const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
    for (const folder of await expand(cwd, segments)) found.set(folder, folder);
  }
  return found;
};

async function expand(folder, [segment, ...rest], depth = 0) {
  if (segment === undefined) return [folder];
  if (segment === '**') {
    const here = await expand(folder, rest, depth);
    if (depth === MAX_DEPTH) return here;
    const below = await Promise.all(
      (await foldersIn(folder)).map((name) =>
        expand(path.join(folder, name), [segment, ...rest], depth + 1),
      ),
    );
    return [...here, ...below.flat()];
  }
  if (!segment.includes('*')) return expand(path.join(folder, segment), rest, depth);
  const parts = segment.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const fits = new RegExp(`^${parts.join('.*')}$`);
  const names = (await foldersIn(folder)).filter((name) => fits.test(name));
  const below = await Promise.all(
    names.map((name) => expand(path.join(folder, name), rest, depth)),
  );
  return below.flat();
}

async function foldersIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(
      (entry) =>
        entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'),
    )
    .map(({ name }) => name);
}
