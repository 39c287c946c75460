// Writes the JSON Schemas of the hosts' files and of the project file into dist/schemas/; hosts with the same shape
// share one.
// `npm run hosts` also writes what else is derived from the hosts: the names of the schemas and the files that are TOML
// in package.json, and the files that an editor sends besides JSON.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { importBundled } from './import-bundled.mjs';
import { root } from './steps.mjs';

// Bundled, so that whoever builds this needs no Node that reads TypeScript: the action runs on what the runner has.
const { hosts } = await importBundled('rules/hosts/index.ts');
const { shapeOf } = await importBundled('rules/hosts/shape.ts');
const { PROJECT_FILE } = await importBundled('rules/policy/policy.ts');
const { rules } = await importBundled('rules/checks/index.ts');
const { projectRules } = await importBundled('rules/checks/project-rules.ts');
const { projectShapes } = await importBundled('rules/policy/schema.ts');

const FOLDER = 'dist/schemas';
/** The client takes the hosts' globs from this file: with the hosts themselves it would load much that it needs not. */
const OTHER_FORMATS = 'client/connection/other-formats.json';
const ROOT_FILES = 'client/connection/root-files.json';

/** By file name: the schema, and whose files it is for. */
export function schemas() {
  /** @type {Map<string, { name: string, fileMatch: string[] }>} */
  const byText = new Map();
  for (const host of hosts) {
    const shape = shapeOf(host);
    if (!shape) continue;
    const text = JSON.stringify(z.toJSONSchema(shape, { target: 'draft-7' }));
    const known = byText.get(text) ?? { name: `${host.id}.json`, fileMatch: [] };
    byText.set(text, { ...known, fileMatch: [...known.fileMatch, ...host.globs] });
  }
  const ofHosts = [...byText].map(([text, { name, fileMatch }]) => ({ name, text, fileMatch }));
  return [
    ...ofHosts,
    { name: 'project.json', text: JSON.stringify(policySchema()), fileMatch: [PROJECT_FILE] },
  ];
}

/** The language server says itself which keys there are not: as input, an object may have more. */
function policySchema() {
  const schema = z.toJSONSchema(projectShapes().project, { target: 'draft-7', io: 'input' });
  const ofRules = /** @type {Record<string, unknown>} */ (schema.properties?.rules);
  const each = ofRules.additionalProperties;
  const metas = [...rules, ...projectRules].map(({ meta }) => meta);
  ofRules.properties = Object.fromEntries(
    metas.map(({ id, finds }) => [id, { ...Object(each), description: `Finds ${finds}.` }]),
  );
  return schema;
}

/** What package.json has to contribute. */
export function jsonValidation() {
  return schemas().map(({ name, fileMatch }) => ({ fileMatch, url: `./${FOLDER}/${name}` }));
}

/** The files of hosts that write TOML, YAML or Markdown: too many others do for a look at each. */
export function otherFormats() {
  /** @type {{ format: string, globs: string[] }[]} */
  const others = hosts.filter((/** @type {{ format: string }} */ { format }) => format !== 'json');
  return [...new Set(others.flatMap(({ globs }) => globs))].sort();
}

/** Where hosts look below a folder, for files that are about nothing but MCP: who has one wants to be told about it. */
export function rootFiles() {
  /** @type {{ dedicated: boolean, sniff?: unknown, manifest?: boolean, files: { path: string, scope: string }[] }[]} */
  const dedicated = hosts.filter(
    (/** @type {{ dedicated: boolean, sniff?: unknown, manifest?: boolean }} */ it) =>
      it.dedicated && !it.sniff && !it.manifest,
  );
  const inFolder = dedicated.flatMap(({ files }) => files.filter((it) => it.scope === 'workspace'));
  return [...new Set(inFolder.map((it) => it.path).filter((it) => !it.includes('*')))].sort();
}

/**
 * VS Code has no TOML of its own: without a language their files would be plain text, at which no extension is woken.
 * The id is the one that every extension for TOML uses, and only files of hosts are given it.
 */
export function languages() {
  /** @type {{ format: string, globs: string[] }[]} */
  const toml = hosts.filter((/** @type {{ format: string }} */ { format }) => format === 'toml');
  const filenamePatterns = [...new Set(toml.flatMap(({ globs }) => globs))].sort();
  return [{ id: 'toml', aliases: ['TOML'], filenamePatterns }];
}

/**
 * In place: the rest of the manifest is laid out by hand.
 * @param {string} manifest @param {string} key @param {unknown} value
 */
function contribute(manifest, key, value) {
  const place = new RegExp(`^ {4}"${key}": \\[(?:\\]|[\\s\\S]*?^ {4}\\])`, 'm');
  if (!place.test(manifest)) throw new Error(`package.json has no place for "${key}".`);
  const text = JSON.stringify(value, null, 2).replaceAll('\n', '\n    ');
  return manifest.replace(place, () => `    "${key}": ${text}`);
}

export function writeSchemas() {
  const folder = path.join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of schemas()) writeFileSync(path.join(folder, name), `${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeSchemas();
  if (process.argv.includes('--manifest')) {
    const file = path.join(root, 'package.json');
    const manifest = contribute(readFileSync(file, 'utf8'), 'jsonValidation', jsonValidation());
    writeFileSync(file, contribute(manifest, 'languages', languages()));
    for (const [name, list] of [
      [OTHER_FORMATS, otherFormats()],
      [ROOT_FILES, rootFiles()],
    ])
      writeFileSync(path.join(root, String(name)), `${JSON.stringify(list, null, 2)}\n`);
  }
}
