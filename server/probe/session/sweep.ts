import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { MARK } from '../world.ts';

/** Processes that carry our mark, whatever group or session they have put themselves in. */
export async function marked(mark: string): Promise<readonly number[]> {
  if (mark === '') return [];
  if (process.platform === 'linux') return markedOnLinux(mark);
  if (process.platform === 'darwin') return markedByPs(mark);
  return [];
}

/** Ends all of them. @returns how many there were */
export async function sweep(mark: string): Promise<number> {
  const found = await marked(mark);
  for (const pid of found) kill(pid, 'SIGKILL');
  return found.length;
}

async function markedOnLinux(mark: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const wanted = `${MARK}=${mark}`;
  const found = await Promise.all(
    names
      .filter((it) => /^\d+$/.test(it))
      .map(async (pid) => {
        const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
        if (!environment.split('\0').includes(wanted)) return [];
        // One that has ended, and waits for its parent to notice.
        const state = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
        return /\) [ZX] /.test(state) ? [] : [Number(pid)];
      }),
  );
  return found.flat();
}

function markedByPs(mark: string): Promise<readonly number[]> {
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-Eaxww', '-o', 'pid=,command='], { maxBuffer: 1 << 26 }, (_, output) => {
      const lines = output.split('\n').filter((it) => it.includes(`${MARK}=${mark}`));
      resolve(lines.map((it) => Number.parseInt(it, 10)).filter((it) => it > 0));
    });
  });
}

/** To one process, or with a negative id to its group; whether somebody was there. */
export function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** There are no groups on Windows: a tree is ended by a program of its own, which outlives us. */
export function killTree(pid: number): void {
  spawn('taskkill', ['/PID', String(pid), '/T', '/F'], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  })
    .on('error', () => undefined)
    .unref();
}

/** The command lines of the marked processes: other users of the machine can read them. */
export async function argumentsOf(mark: string): Promise<string> {
  if (process.platform !== 'linux') return '';
  const lines = (await marked(mark)).map((pid) =>
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lines)).join('\n').replaceAll('\0', ' ');
}
