// What of other people's work ends up in the bundles, with the licence texts that have to go along.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import standardTexts from 'spdx-license-list/full.js';
import { Failure, root } from './steps.mjs';

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
    const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const { name, version, license } = manifest;
    const lines = (licenceOf(folder) ?? standardLicence(manifest)).split('\n');
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

/**
 * A few packages name their licence without bringing its text along: then it is the standard one, and the rights
 * are with whom the package names as its author.
 * @param {{ name: string, license: string, author?: string | { name: string } }} manifest
 */
function standardLicence({ name, license, author }) {
  const standard = standardTexts[license]?.licenseText;
  if (standard === undefined) throw new Failure(`There is no text for the licence of ${name}.`);
  const holder = typeof author === 'object' ? author.name : author;
  const lines = standard.split('\n').filter((line) => !isHolder(line));
  // The text of this one speaks of its first user by name.
  const text =
    license === 'ISC' ? lines.map((it) => it.replaceAll(/\bISC\b(?! L)/g, 'THE AUTHOR')) : lines;
  return [...(holder ? [`Copyright (c) ${holder}`] : []), ...text].join('\n');
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

/** All of them: one may only name the others, and a licence may ask for a notice to go along. @param {string} folder */
function licenceOf(folder) {
  const names = readdirSync(path.join(root, folder)).filter((it) =>
    /^(?:licen[cs]e|notice)/i.test(it),
  );
  const texts = names.sort().map((it) => readFileSync(path.join(root, folder, it), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n').replaceAll('\r\n', '\n') : undefined;
}
