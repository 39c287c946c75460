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
  // Most texts are the same but for who holds the rights: each is printed once, for all that share it.
  /** @type {Map<string, { text: string, packages: string[] }>} */
  const licences = new Map();
  for (const folder of packagesOf(inputs)) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    const lines = (licenceOf(folder) ?? `Licence: ${license}`).split('\n');
    const holders = lines.filter(isHolder).map((line) => `    ${line.trim()}`);
    const text = lines.filter((line) => !isHolder(line)).join('\n');
    const key = text.replace(/\W+/g, ' ').trim().toLowerCase();
    const licence = licences.get(key) ?? { text: text.trim(), packages: [] };
    licence.packages.push([`${name} ${version} (${license})`, ...holders].join('\n'));
    licences.set(key, licence);
  }
  const sections = [...licences.values()].map(
    ({ text, packages }) => `${[...new Set(packages)].sort().join('\n')}\n\n${text}\n`,
  );
  writeFileSync(outfile, [INTRODUCTION, ...sections.sort()].join(`\n${'-'.repeat(80)}\n\n`));
}

/** @param {string} line */
function isHolder(line) {
  return /^\s*(?:copyright\s+(?:\(c\)|©|\d)|©)/i.test(line);
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
