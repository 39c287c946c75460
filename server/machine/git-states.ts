import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { GitFacts } from '../../rules/findings/facts.ts';
import { type OwnRepository, withOwnRepository } from './git.ts';
import { pathFrom } from './paths.ts';
import { readSmallText } from './read-regular.ts';
import { foldersToDistrust } from './run-program.ts';

export type GitState = ReturnType<GitFacts['stateOf']>;

/** Asks git about paths, all at once. */
export type AskGit = (paths: readonly string[]) => Promise<ReadonlyMap<string, GitState>>;

/** Whether a folder is the top of a repository. */
export type IsTop = (folder: string) => boolean;

/** Asked of every folder with a config: waiting for a thread to answer takes longer than the answer. */
export const isTopOfRepository: IsTop = (folder) => existsSync(join(folder, '.git'));

/** What a rule has something to say of: to all of them, the other answers are what `unknown` is. */
const SPEAKS: ReadonlySet<GitState> = new Set(['tracked', 'open']);

/**
 * What git says of files: a rule asks and is told "unknown" at first; once git has answered, whoever asked is
 * judged anew. What lies in no repository is told at once, as nothing has to be started for that.
 */
export class GitStates {
  readonly #ask: AskGit;
  readonly #isTop: IsTop | undefined;
  readonly #nearestOther: (folder: string) => string;
  /** Folders by whether they are in no repository. */
  readonly #outside = new Map<string, boolean>();
  readonly #known = new Map<string, GitState>();
  /** What git has yet to answer, with those who asked. */
  readonly #open = new Map<string, Set<string>>();
  readonly #askers = new Set<string>();
  /** Those of them that were told "unknown" since git was last asked. */
  readonly #awaiting = new Set<string>();

  /**
   * @param isTop without it, what is outside is told later as well
   * @param nearestOther the nearest folder, at or above one, that may be the top of a repository
   */
  constructor(ask: AskGit, isTop?: IsTop, nearestOther = (folder: string): string => folder) {
    this.#ask = ask;
    this.#isTop = isTop;
    this.#nearestOther = nearestOther;
  }

  /** The facts for one config. */
  factsFor(asker: string): GitFacts {
    return {
      stateOf: (path) => {
        this.#askers.add(asker);
        const known = this.#known.get(path) ?? this.#atOnce(path);
        if (known === undefined) {
          const askers = this.#open.get(path) ?? new Set();
          this.#open.set(path, askers.add(asker));
          this.#awaiting.add(asker);
          return 'unknown';
        }
        this.#known.set(path, known);
        return known;
      },
    };
  }

  #atOnce(path: string): GitState | undefined {
    return this.#isTop && this.#isOutside(dirname(path), this.#isTop) ? 'outside' : undefined;
  }

  #isOutside(start: string, isTop: IsTop): boolean {
    const folder = this.#nearestOther(start);
    const known = this.#outside.get(folder);
    if (known !== undefined) return known;
    const above = dirname(folder);
    const found = !isTop(folder) && (above === folder || this.#isOutside(above, isTop));
    this.#outside.set(folder, found);
    return found;
  }

  /** Whether git has yet to answer something that was asked for a config. */
  isAwaited(asker: string): boolean {
    return this.#awaiting.has(asker);
  }

  /** Whether git has yet to answer something. */
  get isAwaiting(): boolean {
    return this.#open.size > 0;
  }

  /** Has git answer what is open. @returns the configs for which that changes something */
  async answer(): Promise<readonly string[]> {
    if (this.#open.size === 0) return [];
    const open = [...this.#open.keys()];
    this.#awaiting.clear();
    const answers = await this.#ask(open);
    const changed = new Set<string>();
    for (const path of open) {
      const state = answers.get(path) ?? 'unknown';
      this.#known.set(path, state);
      if (SPEAKS.has(state)) for (const asker of this.#open.get(path) ?? []) changed.add(asker);
      this.#open.delete(path);
    }
    return [...changed];
  }

  /** Files have changed: git is asked anew. @returns the configs that had asked */
  forget(): readonly string[] {
    const askers = [...this.#askers];
    this.#known.clear();
    this.#outside.clear();
    this.#open.clear();
    this.#awaiting.clear();
    this.#askers.clear();
    return askers;
  }
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** Paths per call: a command line is not endless. */
const CHUNK = 200;
/** What a repository says of itself in small files. */
const SMALL = 64 * 1024;
const MAX_EXCLUDE = 1024 * 1024;

/** Where a repository keeps what is asked for. */
export interface Repository {
  readonly top: string;
  readonly folder: string;
  /** The same where it has no worktrees: what all of them share. */
  readonly common: string;
  readonly index: string;
  readonly objects: string | undefined;
  /** What `info/exclude` holds. */
  readonly exclude: string;
  readonly format: 'sha1' | 'sha256';
}

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
  for (const [top, all] of byTop)
    for (const [path, state] of await statesBelow(top, all)) states.set(path, state);
  return states;
};

/** The folder of the repository, found without starting git; undefined outside of any. */
export function topOf(
  folder: string,
  known: Map<string, Promise<string | undefined>>,
): Promise<string | undefined> {
  const found = known.get(folder) ?? look();
  known.set(folder, found);
  return found;

  async function look(): Promise<string | undefined> {
    if (isTopOfRepository(folder)) return folder;
    const above = dirname(folder);
    return above === folder ? undefined : topOf(above, known);
  }
}

async function statesBelow(
  top: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, GitState>> {
  const states = new Map<string, GitState>(paths.map((path) => [path, 'unknown']));
  const repository = await repositoryAt(top);
  if (!repository) return states;
  await withOwnRepository(async (own) => {
    await writeFile(join(own.folder, 'info', 'exclude'), repository.exclude);
    for (let start = 0; start < paths.length; start += CHUNK) {
      const chunk = paths.slice(start, start + CHUNK);
      const answers = await statesIn(own, repository, chunk);
      // What it cannot read now, it cannot read the next time either.
      if (!answers) break;
      for (const [path, state] of answers) states.set(path, state);
    }
  }, repository.format);
  return states;
}

/**
 * The files of a repository that say what is tracked and what is left out; undefined for what is none. Its settings are
 * not used: they can name programs. Only the kind of its hashes is looked up in them.
 */
export async function repositoryAt(top: string): Promise<Repository | undefined> {
  const mark = join(top, '.git');
  const isFolder = await kindOf(mark).then((kind) => kind === 'folder');
  // https://git-scm.com/docs/gitrepository-layout: a worktree or a submodule says in a file where its folder is.
  const said = isFolder ? undefined : /^gitdir: (.+)/.exec((await small(mark)) ?? '')?.[1]?.trim();
  const folder = isFolder ? mark : placeOf(said, top);
  if (folder === undefined || (await kindOf(join(folder, 'HEAD'))) !== 'file') return undefined;
  const common = placeOf((await small(join(folder, 'commondir')))?.trim() ?? '.', folder);
  const index = join(folder, 'index');
  const kind = await kindOf(index);
  if (common === undefined || (kind !== 'file' && kind !== 'nothing')) return undefined;
  const objects = await objectsIn(common);
  const exclude = await readSmallText(join(common, 'info', 'exclude'), MAX_EXCLUDE);
  const config = await small(join(common, 'config'));
  const format = /^[ \t]*objectformat[ \t]*=[ \t]*"?sha256\b/im.test(config ?? '')
    ? 'sha256'
    : 'sha1';
  return { top, folder, common, index, objects, exclude: exclude ?? '', format };
}

/**
 * Folders that are left out of a checkout stand in the index as one object, and their ignore files as another. Where
 * the objects say that more of them are elsewhere, nobody knows where that is: they are left alone.
 */
async function objectsIn(common: string): Promise<string | undefined> {
  const objects = join(common, 'objects');
  const leadsOn = (await kindOf(join(objects, 'info', 'alternates'))) !== 'nothing';
  return leadsOn || objects.includes(delimiter) || objects.startsWith('"') ? undefined : objects;
}

function small(path: string): Promise<string | undefined> {
  return readSmallText(path, SMALL);
}

/** Never another machine: on Windows, a look at `//host/share` logs on to it. */
function placeOf(said: string | undefined, from: string): string | undefined {
  return said === undefined || said === '' || /^[\\/]{2}/.test(said)
    ? undefined
    : resolve(from, said);
}

function kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'nothing'> {
  return stat(path).then(
    (it) => (it.isFile() ? 'file' : it.isDirectory() ? 'folder' : 'other'),
    () => 'nothing',
  );
}

/** Undefined where git is not there, or cannot read what it is shown. */
async function statesIn(
  { git }: OwnRepository,
  { top, index, objects }: Repository,
  paths: readonly string[],
): Promise<ReadonlyMap<string, GitState> | undefined> {
  const names = paths.map((path) => pathFrom(top, path));
  const common = {
    tree: { folder: top, index, ...(objects !== undefined && { objects }) },
    distrusted: foldersToDistrust([top]),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  };
  const [tracked, ignored] = await Promise.all([
    git({ ...common, args: ['--literal-pathspecs', 'ls-files', '-z', '--', ...names] }),
    git({ ...common, args: ['check-ignore', '-z', '--stdin'], input: names.join('\0') }),
  ]);
  // Of check-ignore, 1 means that none is.
  if (tracked.kind !== 'ended' || tracked.code !== 0) return undefined;
  if (ignored.kind !== 'ended' || ignored.code > 1) return undefined;
  const isTracked = new Set(tracked.output.split('\0'));
  const isIgnored = new Set(ignored.output.split('\0'));
  return new Map(
    paths.map((path, nth) => {
      const name = names[nth] ?? '';
      return [path, isTracked.has(name) ? 'tracked' : isIgnored.has(name) ? 'ignored' : 'open'];
    }),
  );
}
