// `npm test`: everything that must hold before a change goes in, in one summary.
// This file and steps.mjs run before anything is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  ensureInstalled,
  ranUnderProjectNode,
  root,
  run,
  runMain,
  seconds,
  tool,
  toolEnv,
} from './steps.mjs';

await runMain(async () => {
  await ensureInstalled();
  if (await ranUnderProjectNode(import.meta.url)) return;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-test-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  await testAll(path.join(scratch, 'vitest.json'), path.join(scratch, 'editor.json'));
});

/** @param {string} vitestReport @param {string} editorReport */
async function testAll(vitestReport, editorReport) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const editorEnv = { ...toolEnv(), MCP_CHECKLIST_TOTAL: editorReport };
  // A step without a report has no tests of its own: it counts when it fails. One that could not be done says why.
  /** @type {{ name: string, work: () => Promise<number | { skipped: string }>, report?: string }[]} */
  const steps = [
    { name: 'format and lint', work: () => tool('biome', ['check', '--error-on-warnings', '.']) },
    { name: 'rooms', work: () => tool('node', ['scripts/rooms.mjs']) },
    { name: 'types', work: () => tool('tsc', ['-b']) },
    { name: 'unused code', work: () => tool('knip', []) },
    { name: 'known vulnerabilities', work: audit },
    { name: 'build', work: () => tool('node', ['scripts/build.mjs']) },
    {
      name: 'unit, protocol and command line',
      work: () => tool('vitest', ['run', ...reporters]),
      report: vitestReport,
    },
    { name: 'package', work: () => tool('node', ['scripts/package.mjs', '--verify']) },
    {
      name: 'in a real VS Code',
      work: () => run(process.execPath, ['test/editor/run.mjs'], { env: editorEnv }),
      report: editorReport,
    },
  ];
  const summary = [];
  const began = Date.now();
  let passed = 0;
  let failed = 0;
  for (const { name, work, report } of steps) {
    console.log(`\n── ${name} ──`);
    const started = Date.now();
    const code = await work();
    if (typeof code !== 'number') {
      console.log(`skipped: ${code.skipped}`);
      summary.push(`– ${name}: skipped, ${code.skipped}`);
      continue;
    }
    const counts = report ? readReport(report) : { passed: 0, failed: 0 };
    // A step that failed without saying in which test still failed.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    passed += counts.passed;
    failed += counts.failed;
    const tests = report ? `, ${counts.passed} passed, ${counts.failed} failed` : '';
    summary.push(`${counts.failed === 0 ? '✓' : '✗'} ${name} (${seconds(started)}${tests})`);
  }
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${summary.join('\n')}\n\nIn ${seconds(began)}; \`npm run nightly\` does more.`);
  // The last line, for whoever reads no more than that.
  console.log(`${passed} passed, ${failed} failed`);
}

/** vitest's report and ours, each with its own words. @param {string} file */
function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: report.numPassedTests ?? report.passed,
      failed: report.numFailedTests ?? report.failed,
    };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** Fails on what npm knows to be vulnerable; a registry that does not answer such questions is said, not blamed. */
async function audit() {
  const { status, stdout } = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
    cwd: root,
    encoding: 'utf8',
    env: toolEnv(),
    shell: process.platform === 'win32',
  });
  const counts = parsed(stdout)?.metadata?.vulnerabilities;
  if (!counts) {
    return { skipped: 'the registry does not answer `npm audit`' };
  }
  console.log(`${counts.total} known, ${counts.high + counts.critical} of them high or critical`);
  return status ?? 1;
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
