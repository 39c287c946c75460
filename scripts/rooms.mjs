// Which room may import which. A room may import the rooms named before it in its list, never a later
// one; type imports count. Circles between files are Biome's part (`noImportCycles`).
// `node scripts/rooms.mjs --list` prints the rooms, their files and what they may import.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

/** From the bottom up: each may import those before it. */
const RULES = [
  'rules/text',
  'rules/findings',
  'rules/references',
  'rules/document',
  'rules/source',
  'rules/hosts',
  'rules/launch',
  'rules/catalog',
  'rules/config',
  'rules/project',
  'rules/secrets',
  'rules/policy',
  'rules/engine',
  'rules/fixes',
  'rules/checks',
  'rules/checklists',
  'rules',
];
const SERVER = [
  'server/machine',
  'server',
  'server/registry',
  'server/project',
  'server/probe',
  'server/runtime',
  'server/workspace',
  'server/lsp',
  'server/cli',
  'server/cli/reporters',
  'server/cli/commands',
];
const CLIENT = [
  'client/tree',
  'client/connection',
  'client/checklist',
  'client/publish',
  'client/servers',
  'client/commands',
  'client',
];
/** Files that start a program, and so may import from anywhere in their half of the house. */
const ENTRY_POINTS = new Set(['server/cli/main.ts', 'server/cli/program.ts']);

/** Of the engine's functions those that judge, and the one file that may call them. */
const JUDGING = ['analyze', 'survey'];
const INSPECTOR = 'server/workspace/inspector.ts';

/** What a room may import. @param {string} room */
function allowed(room) {
  const list = [RULES, SERVER, CLIENT].find((rooms) => rooms.includes(room));
  if (!list) return undefined;
  const below = list.slice(0, list.indexOf(room));
  if (list === SERVER) return [...RULES, ...below];
  // The client knows the server by its protocol, and the rules by their types.
  if (list === CLIENT) return [...RULES, 'server', ...below];
  return below;
}

/** The deepest room that holds a file. @param {string} file */
function roomOf(file) {
  let folder = path.posix.dirname(file);
  while (folder !== '.') {
    if (allowed(folder)) return folder;
    folder = path.posix.dirname(folder);
  }
  return undefined;
}

const files = ['rules', 'server', 'client'].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .map((it) => path.posix.join(top, it.split(path.sep).join('/')))
    .filter((it) => it.endsWith('.ts')),
);
/** @type {string[]} */
const problems = [];
/** @type {Map<string, string[]>} */
const rooms = new Map();
for (const file of files.sort()) {
  const room = roomOf(file);
  if (room === undefined || (room === 'rules' && file !== 'rules/index.ts')) {
    problems.push(`${file} lies in no room: name its folder in scripts/rooms.mjs.`);
    continue;
  }
  rooms.set(room, [...(rooms.get(room) ?? []), file]);
  if (ENTRY_POINTS.has(file)) continue;
  const text = readFileSync(path.join(root, file), 'utf8');
  for (const [, names = '', specifier = ''] of text.matchAll(/\{([^{}]*)\}\s*from\s*'([^']+)'/g)) {
    const isEngine = path.posix.join(path.posix.dirname(file), specifier) === 'rules/index.ts';
    const taken = names.split(/[\s,]+/).filter((it) => JUDGING.includes(it));
    if (isEngine && file !== INSPECTOR && taken.length > 0)
      problems.push(`${file} imports ${taken.join(', ')}: only ${INSPECTOR} calls the engine.`);
  }
  for (const [, specifier = ''] of text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.{1,2}\/[^']+)'/g)) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const other = roomOf(target);
    if (other === undefined || other === room) continue;
    if (!allowed(room)?.includes(other)) problems.push(`${file} imports ${target}: an arrow up.`);
  }
}

if (process.argv.includes('--list')) {
  for (const room of [...RULES, ...SERVER, ...CLIENT]) {
    const inside = rooms.get(room);
    if (!inside) continue;
    console.log(`${room} (${inside.length} files)`);
    console.log(`  may import: ${allowed(room)?.join(', ') || 'nothing'}`);
    console.log(`  ${inside.map((it) => it.slice(room.length + 1)).join(', ')}`);
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
