// The language server, the commands, the probe and the readers of TOML and YAML share the engine. It is bundled once, into
// dist/server.cjs, with the server; dist/commands.cjs, dist/probe.cjs and dist/formats.cjs take it from there, so that an
// editor does not load what only a terminal, a probe or another format than JSON needs, and nothing is there twice.
// dist/cli.cjs starts the server or a command.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './steps.mjs';

const COMMANDS = 'server/cli';
const FORMATS = 'rules/document/formats';
/** What is bundled apart, and takes from the server's bundle what it has in common with it. */
const APART = [COMMANDS, 'server/probe', FORMATS];
const SERVER = './server.cjs';
/** Libraries that both halves use. */
const LIBRARIES = new Set(['vscode-languageserver', 'vscode-languageserver-textdocument']);

/** @param {string} file */
function folderOf(file) {
  return APART.find((folder) => file.startsWith(`${folder}/`));
}

/** What a module that is no type stands for, from the root of the project. @param {string} file @param {string} specifier */
function nameOf(file, specifier) {
  if (LIBRARIES.has(specifier)) return specifier;
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const folder = folderOf(target);
  if (folder === undefined) return target;
  if (folder !== folderOf(file)) throw new Failure(`${file}: ${target} is in a bundle of its own.`);
  return undefined;
}

/** Which names files that are bundled apart take from which other modules. */
function sharedNames() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const file of APART.flatMap(filesIn)) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = /^import (?!type\b)([^;]*?) from '([^']+)'/gm;
    for (const [, clause = '', specifier = ''] of text.matchAll(imports)) {
      const list = /^\{([^}]*)\}$/.exec(clause)?.[1];
      const items = list?.split(',').map((it) => it.trim()) ?? [];
      // What is left of an import of types alone is nothing.
      if (list !== undefined && items.every((it) => it === '' || it.startsWith('type '))) continue;
      const shared = nameOf(file, specifier);
      if (!shared) continue;
      const names = found.get(shared) ?? new Set();
      if (list === undefined) throw new Failure(`${file}: import ${specifier} by names.`);
      for (const item of items) {
        if (item && !item.startsWith('type ')) names.add(item.split(' as ')[0] ?? item);
      }
      found.set(shared, names);
    }
  }
  return found;
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
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
      if (!folderOf(file)) return undefined;
      const name = nameOf(file, specifier);
      return name ? { path: name, namespace: 'server' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'server' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(SERVER)}).modules[${JSON.stringify(name)}];`,
    }));
    build.onResolve({ filter: /^\.\/server\.cjs$/ }, () => ({ path: SERVER, external: true }));
  },
};

/** Loads the readers of other formats than JSON when one of them is called. @type {import('esbuild').Plugin} */
export const lateFormats = {
  name: 'late formats',
  setup(build) {
    const names = ['parseToml', 'parseYaml'];
    const bundle = './formats.cjs';
    build.onResolve({ filter: /\/formats\/index\.ts$/ }, () => ({
      path: FORMATS,
      namespace: 'late',
    }));
    build.onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      contents: names
        .map((it) => `export const ${it} = (text) => require('${bundle}').${it}(text);`)
        .join('\n'),
    }));
  },
};
