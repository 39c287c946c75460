// Writes the pages of all rules into dist/pages.json, by rule: one file that is read when somebody asks.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

const FOLDER = path.join(root, 'rules', 'checks', 'config');

export function writePages() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  const pages = names
    .sort()
    .map((name) => [path.basename(name, '.md'), readFileSync(path.join(FOLDER, name), 'utf8')]);
  writeFileSync(path.join(root, 'dist', 'pages.json'), JSON.stringify(Object.fromEntries(pages)));
}
