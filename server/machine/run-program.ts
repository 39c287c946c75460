import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How a program of this machine is started. */
export interface Run {
  /** What it is called, without an ending: `git`. */
  readonly name: string;
  readonly args: readonly string[];
  /** Folders whose authors nobody has trusted: no program is taken from there, nor from below. */
  readonly distrusted: readonly string[];
  /** Where it works. By default the home folder: it has no business in the other ones. */
  readonly cwd?: string;
  /** Beside those of this process; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export type Outcome =
  | { readonly kind: 'ended'; readonly code: number; readonly output: string }
  /** It is not on this machine, or only where it is not taken from. */
  | { readonly kind: 'missing' }
  /** Too slow, too talkative, killed, or called off. */
  | { readonly kind: 'stopped' };

/**
 * The one way in which this product starts a program. It is found in the absolute folders of PATH, none of which may
 * be in a distrusted folder, and started by its whole path: a bare name would be looked up in the working folder first
 * on Windows. What it starts in turn finds the same folders.
 *
 * Never fails.
 */
export async function runProgram(run: Run): Promise<Outcome> {
  const isDistrusted = distrust(run.distrusted);
  const folders = foldersIn(process.env.PATH ?? '').filter((it) => !isDistrusted(it));
  const program = findIn(folders, run.name, isDistrusted);
  if (program === undefined) return { kind: 'missing' };
  const options = {
    cwd: run.cwd ?? os.homedir(),
    env: environment(folders, run.env ?? {}),
    timeout: run.timeoutMs,
    maxBuffer: run.maxBytes,
    killSignal: 'SIGKILL' as const,
    windowsHide: true,
    ...(run.signal && { signal: run.signal }),
  };
  return new Promise((resolve) => {
    const child = execFile(program, [...run.args], options, (error, output) => {
      if (!error) resolve({ kind: 'ended', code: 0, output });
      else if (typeof error.code === 'number' && !error.killed)
        resolve({ kind: 'ended', code: error.code, output });
      else resolve({ kind: error.code === 'ENOENT' ? 'missing' : 'stopped' });
    });
    // It may have gone without reading.
    child.stdin?.on('error', () => undefined).end(run.input ?? '');
  });
}

/**
 * Where a program of that name is. Asking a thread instead takes twenty times as long, and PATH has many folders.
 *
 * @returns an absolute path; undefined where it is nowhere, or only in distrusted folders
 */
export function findProgram(name: string, distrusted: readonly string[]): string | undefined {
  return findPrograms([name], distrusted).get(name);
}

/** The same of several names at once; those that are nowhere are left out. */
export function findPrograms(
  names: readonly string[],
  distrusted: readonly string[],
  pathVariable = process.env.PATH ?? '',
): ReadonlyMap<string, string> {
  const isDistrusted = distrust(distrusted);
  const folders = foldersIn(pathVariable);
  const found = new Map<string, string>();
  for (const name of names) {
    const program = findIn(folders, name, isDistrusted, ['.exe', '.cmd']);
    if (program !== undefined) found.set(name, program);
  }
  return found;
}

/** The folders of PATH. */
function foldersIn(pathVariable: string): readonly string[] {
  return [...new Set(pathVariable.split(path.delimiter))].filter((it) => path.isAbsolute(it));
}

function findIn(
  folders: readonly string[],
  name: string,
  isDistrusted: (file: string) => boolean,
  // What is a script of Windows' own shell would need that shell to be started.
  endings: readonly string[] = ['.exe'],
): string | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined;
  const names = process.platform === 'win32' ? endings.map((it) => name + it) : [name];
  for (const folder of folders) {
    for (const it of names) {
      const program = path.join(folder, it);
      if (mayBeStarted(program) && !isDistrusted(folder) && !isDistrusted(program)) return program;
    }
  }
  return undefined;
}

/** Nearly none is there, and an error takes longer than the answer. */
function mayBeStarted(program: string): boolean {
  if (!existsSync(program)) return false;
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a path, or what it is a link to, belongs to one of these folders. What npm scripts put in front of PATH is
 * a `node_modules/.bin`, and what is in there came with some project.
 */
function distrust(distrusted: readonly string[]): (file: string) => boolean {
  const folders = [...new Set(distrusted.flatMap((it) => [it, realOf(it)]))];
  return (file) => {
    if (/[\\/]node_modules(?:[\\/]\.bin)?[\\/]?$/.test(file)) return true;
    const target = realOf(file);
    return folders.some((it) => isWithin(file, it) || isWithin(target, it));
  };
}

/** Itself where nothing is there. */
function realOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

/**
 * The folders whose programs are not taken when something at these paths is looked at: the repository that each is in,
 * else its own folder, and the working folder. The home folder is the person's own, and so is what is above it.
 */
export function foldersToDistrust(paths: readonly string[]): readonly string[] {
  const tops = [...paths, process.cwd()].map(topOf);
  const home = os.homedir();
  return [...new Set(tops)].filter((top) => !isWithin(home, top));
}

function topOf(folder: string): string {
  for (let it = folder; ; it = path.dirname(it)) {
    if (existsSync(path.join(it, '.git'))) return it;
    if (it === path.dirname(it)) return folder;
  }
}

/** Whether a path is that folder, or below it. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function environment(
  folders: readonly string[],
  own: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    ...process.env,
    // https://learn.microsoft.com/windows/win32/api/processenv/nf-processenv-needcurrentdirectoryforexepathw
    NoDefaultCurrentDirectoryInExePath: '1',
    ...own,
  };
  // Windows writes it in several ways, of which only one may be left.
  for (const name of Object.keys(all)) if (/^path$/i.test(name)) delete all[name];
  all.PATH = folders.join(path.delimiter);
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
