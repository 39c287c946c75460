// The language server and the commands share the engine. It is bundled once, into dist/server.cjs, with the
// server; dist/commands.cjs takes it from there, so that an editor does not load what only a terminal needs, and
// nothing is there twice. dist/cli.cjs starts one or the other.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './steps.mjs';

const COMMANDS = 'server/cli';
const SERVER = './server.cjs';
/** Libraries that both halves use. */
const LIBRARIES = new Set(['vscode-languageserver', 'vscode-languageserver-textdocument']);

/** What a module that is no type stands for, from the root of the project. @param {string} file @param {string} specifier */
function nameOf(file, specifier) {
  if (LIBRARIES.has(specifier)) return specifier;
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return target.startsWith(`${COMMANDS}/`) ? undefined : target;
}

/** Which names files of the command line take from which other modules. */
function sharedNames() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  const folder = path.join(root, COMMANDS);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = path.posix.join(COMMANDS, name.split(path.sep).join('/'));
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = /^import (?!type\b)([^;]*?) from '([^']+)'/gm;
    for (const [, clause = '', specifier = ''] of text.matchAll(imports)) {
      const shared = nameOf(file, specifier);
      if (!shared) continue;
      const names = found.get(shared) ?? new Set();
      const list = /^\{([^}]*)\}$/.exec(clause)?.[1];
      if (list === undefined) throw new Failure(`${file}: import ${specifier} by names.`);
      for (const item of list.split(',').map((it) => it.trim())) {
        if (item && !item.startsWith('type ')) names.add(item.split(' as ')[0] ?? item);
      }
      found.set(shared, names);
    }
  }
  return found;
}

/** The bundle of the engine and the language server, with what the commands take from it by module. */
export function serverEntry() {
  const imports = [];
  // A terminal does not need the language server: it runs when it is asked for.
  const serve = './server/lsp/serve.ts';
  const modules = [`'server/lsp/serve.ts': { get serve() { return require('${serve}').serve; } },`];
  for (const [name, names] of sharedNames()) {
    const from = LIBRARIES.has(name) ? name : `./${name}`;
    const own = [...names].map((it) => [it, `${it}_${imports.length}`]);
    imports.push(`import { ${own.map((it) => it.join(' as ')).join(', ')} } from '${from}';`);
    modules.push(`'${name}': { ${own.map((it) => it.join(': ')).join(', ')} },`);
  }
  const contents = [...imports, 'export const modules = {', ...modules, '};'].join('\n');
  return { contents, resolveDir: root };
}

/** Replaces what the server's bundle has by a look into it. @type {import('esbuild').Plugin} */
export const sharedServer = {
  name: 'shared server',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path: specifier, importer, kind }) => {
      if (kind === 'entry-point' || !importer) return undefined;
      const file = path.relative(root, importer).split(path.sep).join('/');
      if (!file.startsWith(`${COMMANDS}/`)) return undefined;
      const name = nameOf(file, specifier);
      return name ? { path: name, namespace: 'server' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'server' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(SERVER)}).modules[${JSON.stringify(name)}];`,
    }));
    build.onResolve({ filter: /^\.\/server\.cjs$/ }, () => ({ path: SERVER, external: true }));
  },
};
