// `npm run bench [-- --json FILE]`: ratios and latencies of this machine, in one run. Build first: the keystroke
// goes through the built server.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from '../../scripts/import-bundled.mjs';
import { root } from '../../scripts/steps.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const { measureAnalyze, measureKeystroke, vsixBytes } =
  await importBundled('test/bench/figures.ts');
const { measureWorkspace } = await importBundled('test/bench/workspace.ts');

const program = path.join(root, 'dist/cli.cjs');
const rows = [
  ...(await measureAnalyze()),
  await measureKeystroke(program),
  ...(await measureWorkspace(program)),
];
const [parseTree, analyze, keystroke, scan, update] = rows;
const figures = {
  analyze_vs_parse_tree: round(analyze.p50 / parseTree.p50),
  keystroke_p50_ms: round(keystroke.p50),
  keystroke_p99_ms: round(keystroke.p99),
  scan_1k_ms: round(scan.p50),
  cross_file_update_ms: round(update.p50),
  vsix_bytes: vsixBytes(root) ?? null,
};
const [cpu] = os.cpus();
const machine = { cpu: cpu?.model ?? 'unknown', cores: os.cpus().length, node: process.version };
console.table(rows);
console.table(figures);
if (values.json) {
  writeFileSync(values.json, `${JSON.stringify({ figures, machine, rows }, null, 2)}\n`);
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(3));
}
