// The sentences of the client, as `vscode.l10n.t` is handed them: the keys of l10n/bundle.l10n.<language>.json. The
// manifest's are in package.nls.json, and those of another language beside it. `node scripts/l10n.mjs` names what a
// translation lacks, and what it has too much.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './steps.mjs';

const CALL =
  /\b(?:l10n\.)?t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`$\\]*)`|(?=[^)\s]))/g;

/** All sentences of the client. @returns {string[]} */
export function sentences() {
  const files = readdirSync(path.join(root, 'client'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, 'client', name), 'utf8'));
  return [...new Set(files.flatMap(sentencesIn))].sort();
}

/** @param {string} source @returns {string[]} */
export function sentencesIn(source) {
  if (!source.includes('l10n')) return [];
  return [...source.matchAll(CALL)].map(([call, single, double, plain]) => {
    const written = single ?? double ?? plain;
    if (written === undefined)
      throw new Error(`${call}…: only what is written out can be translated.`);
    return written.replaceAll(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign));
  });
}

/** @typedef {{ file: string, missing: string[], needless: string[], different: string[] }} Gap */

/** What is wrong with each translation there is. @returns {Gap[]} */
export function gaps() {
  const read = (/** @type {string} */ file) =>
    /** @type {Record<string, string>} */ (JSON.parse(readFileSync(path.join(root, file), 'utf8')));
  const manifest = read('package.nls.json');
  const client = Object.fromEntries(sentences().map((it) => [it, it]));
  const names = [
    ...readdirSync(root),
    ...readdirSync(path.join(root, 'l10n')).map((it) => `l10n/${it}`),
  ];
  return names.flatMap((file) => {
    const isManifest = /^package\.nls\.[\w-]+\.json$/.test(file);
    if (!isManifest && !/^l10n\/bundle\.l10n\.[\w-]+\.json$/.test(file)) return [];
    return [gapOf(file, isManifest ? manifest : client, read(file))];
  });
}

/** @param {string} file @param {Record<string, string>} english @param {Record<string, string>} other @returns {Gap} */
export function gapOf(file, english, other) {
  const keys = Object.keys(english);
  return {
    file,
    missing: keys.filter((key) => !other[key]?.trim()),
    needless: Object.keys(other).filter((key) => !Object.hasOwn(english, key)),
    different: keys.filter((key) => other[key] && marks(english[key]) !== marks(other[key])),
  };
}

/** The places, commands and code that a translation has to keep. @param {string | undefined} text */
function marks(text = '') {
  return (text.match(/\{\d\}|\(command:[\w.]+\)|`[^`]+`/g) ?? []).sort().join(' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = gaps();
  console.log(JSON.stringify(all, null, 2));
  process.exitCode = all.some((it) => [it.missing, it.needless, it.different].flat().length > 0)
    ? 1
    : 0;
}
