// Commands are needed by few windows. They are a bundle of their own, dist/client-commands.cjs, which takes what it has in
// common with the rest of the client from dist/client.cjs: there is one class of each row, and one list of what is asked.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './steps.mjs';

const APART = 'client/commands';
const CLIENT = './client.cjs';
const IMPORT = /^import (?!type\b)([^;]*?) from '([^']+)'/gm;

/** The module that the rest of the client has, from the root of the project. @param {string} file @param {string} specifier */
function nameOf(file, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return target.startsWith(`${APART}/`) ? undefined : target;
}

/** Which names commands take from which other modules. */
function sharedNames() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const name of readdirSync(path.join(root, APART))) {
    const file = `${APART}/${name}`;
    for (const [, clause = '', specifier = ''] of readFileSync(
      path.join(root, file),
      'utf8',
    ).matchAll(IMPORT)) {
      const shared = nameOf(file, specifier);
      if (!shared) continue;
      const list = /^\{([^}]*)\}$/.exec(clause)?.[1];
      if (list === undefined) throw new Failure(`${file}: import ${specifier} by names.`);
      const items = list.split(',').map((it) => it.trim());
      const names = items.filter((it) => it && !it.startsWith('type '));
      if (names.length === 0) continue;
      const all = found.get(shared) ?? new Set();
      for (const it of names) all.add(it.split(' as ')[0] ?? it);
      found.set(shared, all);
    }
  }
  return found;
}

/** The client, with what the commands take from it by module. */
export function clientEntry() {
  const imports = ["export { activate, deactivate } from './client/extension.ts';"];
  const modules = [];
  for (const [name, names] of sharedNames()) {
    const own = [...names].map((it) => [it, `${it}_${imports.length}`]);
    imports.push(`import { ${own.map((it) => it.join(' as ')).join(', ')} } from './${name}';`);
    modules.push(`'${name}': { ${own.map((it) => it.join(': ')).join(', ')} },`);
  }
  const contents = [...imports, 'export const modules = {', ...modules, '};'].join('\n');
  return { contents, resolveDir: root };
}

/** Replaces what the client's bundle has by a look into it. @type {import('esbuild').Plugin} */
export const sharedClient = {
  name: 'shared client',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: specifier, importer, kind }) => {
      if (kind === 'entry-point' || !importer) return undefined;
      const file = path.relative(root, importer).split(path.sep).join('/');
      const name = file.startsWith(`${APART}/`) ? nameOf(file, specifier) : undefined;
      return name ? { path: name, namespace: 'client' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'client' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(CLIENT)}).modules[${JSON.stringify(name)}];`,
    }));
    build.onResolve({ filter: /^\.\/client\.cjs$/ }, () => ({ path: CLIENT, external: true }));
  },
};
