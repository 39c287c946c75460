// What the extension may weigh. What counts is what an editor loads: bundles that are loaded when somebody asks
// for them may be as large as they have to be. Read by the packaging, which enforces it, and by the benchmark.
import { statSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './steps.mjs';

/** Bytes, as they are on disk. @type {readonly { name: string, files: readonly string[], largest: number }[]} */
const BUDGETS = [
  // Downloaded once per version.
  { name: 'vsix_bytes', files: ['mcp-checklist.vsix'], largest: 1_500_000 },
  // Loaded in the extension host, by everybody whose folder wakes the extension up. The aim was 450,000; with the
  // language client whole and without the commands, which are loaded with the server, it is 495,000, of which 50,000 are
  // ours.
  {
    name: 'client_loaded_bytes',
    files: ['dist/client.cjs', 'dist/protocol.cjs'],
    largest: 520_000,
  },
  // The language server: one process for each window. The engine has some 50,000 that only the command line takes from
  // it, and 150,000 that read TOML and YAML are loaded with the first such file. A host is a little more than 900, and
  // there are a hundred of them.
  {
    name: 'server_loaded_bytes',
    files: ['dist/cli.cjs', 'dist/engine.cjs', 'dist/server.cjs'],
    largest: 860_000,
  },
];

/** The weights, by their keys in the benchmark; null where something has not been built. */
export function weights() {
  return Object.fromEntries(BUDGETS.map(({ name, files }) => [name, sizeOf(files)]));
}

/** Says what each weighs, and fails where one is too heavy or missing. */
export function checkBudgets() {
  const problems = [];
  for (const { name, files, largest } of BUDGETS) {
    const size = sizeOf(files);
    const what = files.join(' + ');
    if (size === null) problems.push(`${what}: not built`);
    else if (size > largest) problems.push(`${what}: ${size} bytes, ${largest} are allowed`);
    else console.log(`${name}: ${size} of ${largest} bytes (${what})`);
  }
  if (problems.length > 0) throw new Failure(`Over budget:\n  ${problems.join('\n  ')}`);
}

/** @param {readonly string[]} files */
function sizeOf(files) {
  let sum = 0;
  for (const file of files) {
    const found = statSync(path.join(root, file), { throwIfNoEntry: false });
    if (found === undefined) return null;
    sum += found.size;
  }
  return sum;
}
