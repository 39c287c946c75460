// `npm run figures`: counts hosts, rules and providers, measures detection on made credentials and traps, and writes
// the figures into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withCounts } from './counts.mjs';
import { importBundled } from './import-bundled.mjs';
import { root } from './steps.mjs';

const SEED = 20261121;
const BLOCK = /(<!-- figures: detection -->\n)[\s\S]*?(\n<!-- \/figures -->)/;

const { measure, KINDS } = await importBundled('test/rules/secrets/measure.ts');
const { credentials, traps, found, noted, byKind, falseAlarms } = measure(SEED);
const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)} %`;
const kinds = KINDS.map((/** @type {string} */ kind) => {
  const count = byKind[kind];
  return `${kind} ${percent(count.found / count.all)}`;
});
const text = [
  `| ${credentials} made credentials, ${traps} traps | |`,
  '|---|---|',
  `| Found, as error or warning | ${percent(found / credentials)} (${kinds.join(', ')}) |`,
  `| Found, with information counted | ${percent((found + noted) / credentials)} |`,
  `| Right when it says so | ${percent(found / (found + falseAlarms.length))} |`,
].join('\n');
const file = path.join(root, 'README.md');
const readme = readFileSync(file, 'utf8');
if (!BLOCK.test(readme)) throw new Error('README.md has no place for the figures of detection');
writeFileSync(file, withCounts(readme.replace(BLOCK, `$1${text}$2`)));
console.log(text);
