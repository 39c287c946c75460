import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const steps = path.join(import.meta.dirname, '../../scripts/steps.mjs');
const scratch = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-signals-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A Node that the project's scripts do not run under themselves. */
const older = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .filter((node) => existsSync(node))
  .find((node) => /^v2[0-3]\./.test(execFileSync(node, ['--version'], { encoding: 'utf8' })));
if (older === undefined) console.log('No older Node here: how it hands signals on is not tested.');

test
  .runIf(older !== undefined && process.platform !== 'win32')
  .each(['SIGTERM', 'SIGHUP'] as const)(
  '%s to a script on an older Node ends what goes on under the project’s Node',
  async (signal) => {
    const script = path.join(scratch, 'script.mjs');
    writeFileSync(
      script,
      `import { ranUnderProjectNode } from ${JSON.stringify(pathToFileURL(steps).href)};
      if (!(await ranUnderProjectNode(import.meta.url))) {
        setInterval(() => {}, 1000);
        process.once(${JSON.stringify(signal)}, () => { console.log('tidied up'); process.exit(0); });
        console.log('at work ' + process.pid);
      }`,
    );
    const child = spawn(older ?? '', [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('at work') && !said.includes('tidied')) child.kill(signal);
    });
    await new Promise((resolve) => child.once('exit', resolve));
    const pid = Number(/at work (\d+)/.exec(said)?.[1]);
    const alive = isRunning(pid);
    if (alive) process.kill(pid, 'SIGKILL');
    expect({ said, alive }).toEqual({ said: `at work ${pid}\ntidied up\n`, alive: false });
  },
);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
