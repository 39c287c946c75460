import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command line is tested as it ships, so it is bundled first; what Node compiles of it is kept for all tests. */
export function setup(): () => void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const cache = mkdtempSync(join(tmpdir(), 'mcp-checklist-compiled-'));
  process.env.MCP_CHECKLIST_CACHE = cache;
  return () => rmSync(cache, { recursive: true, force: true });
}
