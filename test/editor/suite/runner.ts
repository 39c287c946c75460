/** A test runner of one page: it runs inside VS Code, where a whole framework would have to be bundled. */
import { writeFile } from 'node:fs/promises';
import { tidyUp } from './vscode.ts';

const deadline = 60_000;
const tests: { name: string; body: () => Promise<void> }[] = [];

export function test(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/** Runs what has been registered; a rejection makes VS Code exit with an error. */
export async function runAll(): Promise<void> {
  let failed = 0;
  for (const { name, body } of tests) {
    const started = Date.now();
    try {
      await Promise.race([body(), late(name)]);
      console.log(`  ✓ ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(`  ✗ ${name}\n${text.replace(/^/gm, '      ')}`);
    }
    await tidyUp();
  }
  const report = process.env.MCP_CHECKLIST_REPORT;
  const passed = tests.length - failed;
  if (report) await writeFile(report, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}

function late(name: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    const error = new Error(`"${name}" did not end within ${deadline / 1000} s`);
    setTimeout(() => reject(error), deadline).unref();
  });
}
