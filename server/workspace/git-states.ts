import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { GitFacts } from '../../rules/facts.ts';

export type GitState = ReturnType<GitFacts['stateOf']>;

/** Asks git about paths, all at once. */
export type AskGit = (paths: readonly string[]) => Promise<ReadonlyMap<string, GitState>>;

/**
 * What git says of files: a rule asks and is told "unknown" at first; once git has answered, whoever asked is
 * judged anew.
 */
export class GitStates {
  readonly #ask: AskGit;
  readonly #known = new Map<string, GitState>();
  readonly #askers = new Map<string, Set<string>>();

  constructor(ask: AskGit) {
    this.#ask = ask;
  }

  /** The facts for one config. */
  factsFor(asker: string): GitFacts {
    return {
      stateOf: (path) => {
        const askers = this.#askers.get(path) ?? new Set();
        this.#askers.set(path, askers.add(asker));
        return this.#known.get(path) ?? 'unknown';
      },
    };
  }

  /** Has git answer what is open. @returns the configs for which that changes something */
  async answer(): Promise<readonly string[]> {
    const open = [...this.#askers.keys()].filter((path) => !this.#known.has(path));
    if (open.length === 0) return [];
    const answers = await this.#ask(open);
    const changed = new Set<string>();
    for (const path of open) {
      const state = answers.get(path) ?? 'unknown';
      this.#known.set(path, state);
      if (state === 'unknown') continue;
      for (const asker of this.#askers.get(path) ?? []) changed.add(asker);
    }
    return [...changed];
  }

  /** Files have changed: git is asked anew. @returns the configs that had asked */
  forget(): readonly string[] {
    const askers = new Set([...this.#askers.values()].flatMap((it) => [...it]));
    this.#known.clear();
    this.#askers.clear();
    return [...askers];
  }
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** Paths per call: a command line is not endless. */
const CHUNK = 200;
/** A repository can name programs to run on every look at its files; this looks without them. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Asks the git of this machine, each repository once. Whatever it cannot say is `unknown`. */
export const askGit: AskGit = async (paths) => {
  const states = new Map<string, GitState>();
  const tops = new Map<string, Promise<string | undefined>>();
  const byTop = new Map<string, string[]>();
  for (const path of paths) {
    const top = await topOf(dirname(path), tops);
    if (top === undefined) states.set(path, 'outside');
    else byTop.set(top, [...(byTop.get(top) ?? []), path]);
  }
  for (const [top, all] of byTop) {
    for (let start = 0; start < all.length; start += CHUNK) {
      const chunk = all.slice(start, start + CHUNK);
      for (const [path, state] of await statesIn(top, chunk)) states.set(path, state);
    }
  }
  return states;
};

/** The folder of the repository, found without starting git; undefined outside of any. */
function topOf(
  folder: string,
  known: Map<string, Promise<string | undefined>>,
): Promise<string | undefined> {
  const found = known.get(folder) ?? look();
  known.set(folder, found);
  return found;

  async function look(): Promise<string | undefined> {
    const here = await access(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (here) return folder;
    const above = dirname(folder);
    return above === folder ? undefined : topOf(above, known);
  }
}

async function statesIn(
  top: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, GitState>> {
  const names = paths.map((path) => relative(top, path).split(sep).join('/'));
  const [tracked, ignored] = await Promise.all([
    git(top, ['--literal-pathspecs', 'ls-files', '-z', '--', ...names]),
    git(top, ['check-ignore', '-z', '--stdin'], names.join('\0')),
  ]);
  // Of check-ignore, 1 means that none is.
  if (tracked.code !== 0 || ignored.code < 0 || ignored.code > 1)
    return new Map(paths.map((path) => [path, 'unknown']));
  const isTracked = new Set(tracked.output.split('\0'));
  const isIgnored = new Set(ignored.output.split('\0'));
  return new Map(
    paths.map((path, index) => {
      const name = names[index] ?? '';
      return [path, isTracked.has(name) ? 'tracked' : isIgnored.has(name) ? 'ignored' : 'open'];
    }),
  );
}

/** Never fails: a machine without git, or a folder that is not there, answers nothing. */
function git(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly output: string }> {
  const options = {
    cwd: folder,
    env: {
      ...process.env,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
    },
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_BYTES,
    windowsHide: true,
  };
  return new Promise((resolve) => {
    const child = execFile('git', [...SAFE, ...args], options, (error, output) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({ code, output });
    });
    // It may have gone without reading.
    child.stdin?.on('error', () => undefined).end(input);
  });
}
