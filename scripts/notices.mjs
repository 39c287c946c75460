// What of other people's work ends up in the bundles, with the licence texts that have to go along.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

const INTRODUCTION = `MCP Checklist contains the packages below, in whole or in part, each under its own licence.
`;

/**
 * @param {readonly string[]} inputs the files that went into the bundles, relative to the project
 * @param {string} outfile
 */
export function writeNotices(inputs, outfile) {
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const folder of packagesOf(inputs)) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    const text = licenceOf(folder) ?? `Licence: ${license}\n`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const sections = [...byText]
    .map(([text, names]) => `${[...new Set(names)].sort().join('\n')}\n\n${text.trim()}\n`)
    .sort();
  writeFileSync(outfile, [INTRODUCTION, ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}

/** The folders of packages, as `node_modules/a/node_modules/b`. @param {readonly string[]} inputs */
function packagesOf(inputs) {
  const folders = inputs.flatMap((input) => {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'));
    return match?.[1] ?? [];
  });
  return [...new Set(folders)].sort();
}

/** @param {string} folder */
function licenceOf(folder) {
  const name = readdirSync(path.join(root, folder)).find((it) => /^licen[cs]e/i.test(it));
  if (name === undefined) return undefined;
  const file = path.join(root, folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
