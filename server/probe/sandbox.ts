import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findProgram, isWithin, runProgram } from '../machine/run-program.ts';
import type { Start } from './session/stdio.ts';
import type { ProbeOptions } from './types.ts';
import { CACHE_VARIABLES } from './world.ts';

/** Whether it works here, by where it is: some machines let nobody make a namespace. */
const tried = new Map<string, Promise<boolean>>();

/**
 * The same start inside of bubblewrap, where that is installed and works: all is read-only, the home is empty but for
 * what the command line itself needs, and ending it ends whatever is inside.
 *
 * @returns undefined where there is none, or nobody wants one
 */
export async function sandboxed(
  start: Start,
  root: string,
  { sandbox, distrusted }: Pick<ProbeOptions, 'sandbox' | 'distrusted'>,
): Promise<Start | undefined> {
  if (sandbox === 'none' || process.platform !== 'linux') return undefined;
  const bwrap = findProgram('bwrap', distrusted);
  if (!bwrap || !(await works(bwrap, distrusted))) return undefined;
  const home = os.homedir();
  const visible = [start.command, ...start.args].flatMap((it) => neededFor(it));
  const reals = await Promise.all(visible.map((it) => realpath(it).catch(() => it)));
  const below = [...new Set([...visible, ...reals, ...pathFolders(start)])].filter(
    (it) => isWithin(it, home) && it !== home && existsSync(it),
  );
  const isGo = /^go(?:\.exe)?$/.test(path.basename(start.command));
  const caches = CACHE_VARIABLES.map((name) => ({ name, folder: start.env[name] ?? '' })).filter(
    ({ folder }) => path.isAbsolute(folder) && existsSync(folder) && folder !== home,
  );
  /** What is run from there later, by the person as well, nobody else may change. */
  const bind = (name: string): string =>
    name === 'UV_PYTHON_INSTALL_DIR' || (name === 'GOCACHE' && !isGo) ? '--ro-bind' : '--bind';
  const args = [
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', home],
    ...below.flatMap((it) => ['--ro-bind', it, it]),
    ...caches.flatMap(({ name, folder }) => [bind(name), folder, folder]),
    ...['--bind', root, root, '--chdir', start.cwd, '--unshare-pid', '--die-with-parent'],
  ];
  return { ...start, command: bwrap, args: [...args, '--', start.command, ...start.args] };
}

/** The folder of a program or a script, and what is installed around it. */
function neededFor(word: string): readonly string[] {
  if (!path.isAbsolute(word) || !existsSync(word)) return [];
  for (let at = path.dirname(word); at !== path.dirname(at); at = path.dirname(at))
    if (existsSync(path.join(at, 'package.json')) || existsSync(path.join(at, 'pyproject.toml')))
      return [at];
  const folder = path.dirname(word);
  return path.basename(folder) === 'bin' ? [path.dirname(folder)] : [word];
}

function pathFolders({ env }: Start): readonly string[] {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .map((it) => (path.basename(it) === 'bin' ? path.dirname(it) : it));
}

function works(bwrap: string, distrusted: readonly string[]): Promise<boolean> {
  const known = tried.get(bwrap);
  if (known) return known;
  const args = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--unshare-pid', 'true'];
  const trial = runProgram({ name: 'bwrap', args, distrusted, timeoutMs: 5_000, maxBytes: 4_096 });
  const answer = trial.then((it) => it.kind === 'ended' && it.code === 0);
  tried.set(bwrap, answer);
  return answer;
}
