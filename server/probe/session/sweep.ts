import { execFile, spawn } from 'node:child_process';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { MARK } from '../world.ts';

/** What tells the processes of one run from all others. */
export interface Trace {
  /** Of a variable that all of them were started with. */
  readonly mark: string;
  /** The folder that is theirs alone. */
  readonly root: string;
}

/** The processes of a run, whatever group or session they have put themselves in. */
export async function marked({ mark, root }: Trace): Promise<readonly number[]> {
  if (mark === '') return [];
  if (process.platform === 'linux') return markedOnLinux(mark, root);
  if (process.platform === 'darwin') return markedByPs(mark);
  return [];
}

/** Ends all of them. @returns how many there were */
export async function sweep(trace: Trace): Promise<number> {
  const found = await marked(trace);
  for (const pid of found) kill(pid, 'SIGKILL');
  return found.length;
}

async function markedOnLinux(mark: string, root: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const wanted = `${MARK}=${mark}`;
  const below = `${await realpath(root).catch(() => root)}${path.sep}`;
  const found = await Promise.all(
    names
      .filter((it) => /^\d+$/.test(it))
      .map(async (pid) => {
        const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
        const isMarked = environment.split('\0').includes(wanted);
        // Who was started with an environment of its own still works in the folder.
        const works = await readlink(`/proc/${pid}/cwd`).catch(() => '');
        if (!isMarked && !works.startsWith(below)) return [];
        const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
        // Behind the name, which may hold anything; see proc(5).
        const [state, , , , terminal] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        // One that has ended, and waits for its parent to notice.
        if (state === 'Z' || state === 'X') return [];
        // What we start has no terminal: that is a person who looks into the folder.
        return isMarked || terminal === '0' ? [Number(pid)] : [];
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
export async function argumentsOf(trace: Trace): Promise<string> {
  if (process.platform !== 'linux') return '';
  const lines = (await marked(trace)).map((pid) =>
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lines)).join('\n').replaceAll('\0', ' ');
}
