import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The command line is tested as it ships, so it is bundled first. */
export function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
