import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leftovers, planFor, planted, probe, scratch } from './run.ts';

function hasBubblewrap(): boolean {
  try {
    execFileSync('bwrap', ['--ro-bind', '/', '/', '--unshare-pid', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const without = hasBubblewrap() ? false : 'bubblewrap is not installed, or makes no namespace here';
if (without) console.log(`skipped: ${without}`);

test.skipIf(without)('in bubblewrap it behaves the same, and is named', async () => {
  const { sandbox, by } = await probe(planted('env-dump,file-leak'), {
    steps: [10],
    sandbox: 'auto',
  });
  expect(sandbox).toBe('bubblewrap');
  expect(by).toMatchObject({ start: 'pass', 'leak.401': 'fail', 'leak.401.environment': 'fail' });
});

test.skipIf(without)('a child that left its group goes with it', async () => {
  const { by } = await probe(planted('child-detached'), { steps: [10], sandbox: 'bwrap' });
  expect(by.stop).toBe('pass');
  expect(leftovers()).toEqual([]);
});

test.skipIf(without)('what is run from a cache later cannot be changed there', async () => {
  const caches = { UV_PYTHON_INSTALL_DIR: 'python', GOCACHE: 'go', UV_CACHE_DIR: 'uv' };
  const before = { ...process.env };
  const around = scratch('caches');
  for (const [name, folder] of Object.entries(caches)) {
    mkdirSync(join(around, folder));
    process.env[name] = join(around, folder);
  }
  const code = `for (const name of ${JSON.stringify(Object.keys(caches))})
    try { require('fs').writeFileSync(process.env[name] + '/x', '') } catch {}`;
  try {
    await probe(planFor({ command: process.execPath, args: ['-e', code] }), {
      steps: [10],
      sandbox: 'bwrap',
    });
  } finally {
    process.env = before;
  }
  const written = Object.values(caches).map((it) => readdirSync(join(around, it)).length);
  expect(written).toEqual([0, 0, 1]);
});
