import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { leftovers, planted, probe } from './run.ts';

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
