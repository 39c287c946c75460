// `npm run coverage`: how much of client/ the runs in a real VS Code execute. The unit tests cannot, as it needs
// one. A figure to look at, not a limit: what a run does not reach is said line by line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  ensureInstalled,
  ranUnderProjectNode,
  root,
  run,
  runMain,
  tool,
  toolEnv,
} from './steps.mjs';

/** Those that load the extension from dist/, whose source map leads back to client/. */
const RUNS = ['source', 'empty', 'no-folder', 'several', 'restricted'];

await runMain(async () => {
  await ensureInstalled();
  if (await ranUnderProjectNode(import.meta.url)) return;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-coverage-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  if ((await tool('node', ['scripts/build.mjs'])) !== 0) throw new Failure('The build failed.');
  const given = process.argv.slice(2);
  const env = { ...toolEnv(), NODE_V8_COVERAGE: scratch };
  const runs = given.length > 0 ? given : RUNS;
  const tests = await run(process.execPath, ['test/editor/run.mjs', ...runs], { env });
  await tool('c8', [
    'report',
    ...['--temp-directory', scratch, '--src', root],
    // The bundle is what was run; its source map leads to the files, and also to those of packages.
    ...['--include', 'dist/client.cjs', '--include', 'dist/client-commands.cjs'],
    ...['--include', 'client/**/*.ts'],
    ...['--exclude-after-remap=false', '--reporter', 'json-summary', '--reports-dir', scratch],
  ]);
  print(JSON.parse(readFileSync(path.join(scratch, 'coverage-summary.json'), 'utf8')));
  process.exitCode = tests;
});

/** @param {Record<string, { lines: { total: number, covered: number } }>} summary */
function print(summary) {
  const sum = { total: 0, covered: 0 };
  for (const [file, { lines }] of Object.entries(summary).sort()) {
    const name = path.relative(root, file);
    if (!name.startsWith(`client${path.sep}`)) continue;
    sum.total += lines.total;
    sum.covered += lines.covered;
    console.log(`${percent(lines)}  ${name}`);
  }
  if (sum.total === 0) throw new Failure('Nothing of client/ was run.');
  console.log(`\n${percent(sum)} of the ${sum.total} lines of client/ were run`);
}

/** @param {{ total: number, covered: number }} lines */
function percent({ total, covered }) {
  return `${((100 * covered) / Math.max(1, total)).toFixed(1)} %`.padStart(7);
}
