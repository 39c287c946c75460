import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The command line is tested as it ships, so it is bundled first; what Node compiles of it is kept for all tests. All
 * temporary files are made in one folder that goes with the run.
 */
export function setup(): () => void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const scratch = mkdtempSync(join(tmpdir(), 'mcp-checklist-tests-'));
  chmodSync(scratch, 0o755);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = scratch;
  process.env.MCP_CHECKLIST_CACHE = join(scratch, 'compiled');
  // Who was started by a test may still be about to end, and write.
  const tidyUp = (): void =>
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  // Who stops a run does not wait for its end.
  process.once('exit', tidyUp);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return tidyUp;
}
