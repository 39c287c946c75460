import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { marked } from '../../../server/probe/session/sweep.ts';

const isLinux = process.platform === 'linux';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'sweep-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'work'));
  return root;
}

/** Says its process id once it stands in the folder. */
async function standingIn(work: string, how: 'with a terminal' | 'without one'): Promise<number> {
  const stand = `cd '${work}' && echo $$ && exec sleep 60`;
  const onTerminal = `import pty; pty.spawn(['sh', '-c', ${JSON.stringify(stand)}])`;
  const child =
    how === 'with a terminal'
      ? spawn('python3', ['-c', onTerminal], { cwd: '/' })
      : spawn('sh', ['-c', stand], { cwd: '/', env: {}, detached: true });
  const [said] = await once(child.stdout, 'data');
  const pid = Number.parseInt(String(said), 10);
  onTestFinished(() => void process.kill(pid, 'SIGKILL'));
  return pid;
}

test.runIf(isLinux)(
  'who drops the mark is found by the folder that is the run’s alone',
  async () => {
    const root = folder();
    const pid = await standingIn(join(root, 'work'), 'without one');
    expect(await marked({ mark: 'nobody', root })).toEqual([pid]);
  },
);

test.runIf(isLinux)(
  'on Linux, a person who looks into the folder of a run is left alone',
  async () => {
    const root = folder();
    await standingIn(join(root, 'work'), 'with a terminal');
    expect(await marked({ mark: 'nobody', root })).toEqual([]);
  },
);
