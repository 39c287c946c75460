// The language server, the commands, the probe and the readers of TOML and YAML share the engine. It is bundled once, into
// dist/engine.cjs; dist/server.cjs, dist/commands.cjs, dist/probe.cjs and dist/formats.cjs take it from there, so that an
// editor does not load what only a terminal, a probe or another format than JSON needs, a terminal not what serves an
// editor, and nothing is there twice. dist/cli.cjs starts the server or a command.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './steps.mjs';

const SERVER = 'server/lsp';
const PROTOCOL = 'server/protocol.ts';
const PROBE = 'server/probe';
const FORMATS = 'rules/document/formats';
/** What is bundled apart, and takes from the engine's bundle what it has in common with it. */
const APART = [SERVER, 'server/cli', PROBE, FORMATS];
const ENGINE = './engine.cjs';
/** Libraries that both halves use. The SDK of the probe has its own. */
const LIBRARIES = new Set(['vscode-languageserver-textdocument', 'zod/mini']);
/** What starts the language server: the one thing of a bundle apart that another one loads. */
const SERVE = `${SERVER}/serve.ts`;

/** @param {string} file */
function folderOf(file) {
  // With its library: of what the engine takes from it nothing is left but types.
  if (file === PROTOCOL) return SERVER;
  return APART.find((folder) => file.startsWith(`${folder}/`));
}

/** What a module that is no type stands for, from the root of the project. @param {string} file @param {string} specifier */
function nameOf(file, specifier) {
  const own = folderOf(file);
  if (LIBRARIES.has(specifier)) return own === PROBE ? undefined : specifier;
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const folder = folderOf(target);
  if (folder === undefined || (target === SERVE && folder !== own)) return target;
  if (folder !== own) throw new Failure(`${file}: ${target} is in a bundle of its own.`);
  return undefined;
}

/** Which names files that are bundled apart take from which other modules. @param {readonly string[]} folders */
function sharedNames(folders) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const file of folders.flatMap(filesIn)) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = /^import (?!type\b)([^;]*?) from '([^']+)'/gm;
    for (const [, clause = '', specifier = ''] of text.matchAll(imports)) {
      const shared = nameOf(file, specifier);
      const taken = namesIn(clause, text);
      if (!shared || taken?.length === 0) continue;
      if (!taken) throw new Failure(`${file}: import ${specifier} by names.`);
      const names = found.get(shared) ?? new Set();
      for (const name of taken) names.add(name);
      found.set(shared, names);
    }
  }
  return found;
}

/** The names that an import takes, those of types apart; of a whole module what is called of it. @param {string} clause @param {string} text */
function namesIn(clause, text) {
  const [, whole] = /^\* as (\w+)$/.exec(clause) ?? [];
  if (whole !== undefined)
    return [...text.matchAll(new RegExp(`\\b${whole}\\.(\\w+)\\(`, 'g'))].map(([, it = '']) => it);
  const [, list] = /^\{([^}]*)\}$/.exec(clause) ?? [];
  return list
    ?.split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '' && !it.startsWith('type '))
    .map((it) => it.split(' as ')[0] ?? it);
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

/** The bundle of the engine, with what the others take from it by module. */
export function engineEntry() {
  const imports = [];
  const modules = [];
  for (const [name, names] of sharedNames(APART)) {
    if (name === SERVE) continue;
    const from = LIBRARIES.has(name) ? name : `./${name}`;
    const own = [...names].map((it) => [it, `${it}_${imports.length}`]);
    imports.push(`import { ${own.map((it) => it.join(' as ')).join(', ')} } from '${from}';`);
    modules.push(`'${name}': { ${own.map((it) => it.join(': ')).join(', ')} },`);
  }
  const contents = [...imports, 'export const modules = {', ...modules, '};'].join('\n');
  return { contents, resolveDir: root };
}

/** Replaces what the engine's bundle has by a look into it. @type {import('esbuild').Plugin} */
export const sharedEngine = {
  name: 'shared engine',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path: specifier, importer, kind }) => {
      if (kind === 'entry-point' || !importer) return undefined;
      const file = path.relative(root, importer).split(path.sep).join('/');
      const folder = folderOf(file);
      if (folder === undefined) return undefined;
      const name = nameOf(file, specifier);
      if (name === SERVE) return { path: './server.cjs', external: true };
      return name ? { path: name, namespace: 'engine', pluginData: folder } : undefined;
    });
    // As a module of ECMAScript: of what one of CommonJS exports, each use would ask a getter.
    build.onLoad({ filter: /.*/, namespace: 'engine' }, ({ path: name, pluginData: folder }) => {
      const names = [...(sharedNames([folder]).get(name) ?? [])].join(', ');
      return {
        contents: `export const { ${names} } = require('${ENGINE}').modules[${JSON.stringify(name)}];`,
      };
    });
    build.onResolve({ filter: /^\.\/engine\.cjs$/ }, () => ({ path: ENGINE, external: true }));
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
