import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withOwnRepository } from './git.ts';
import { type Repository, repositoryAt, topOf } from './git-states.ts';
import { pathFrom } from './paths.ts';
import { readSmallText } from './read-regular.ts';
import { foldersToDistrust } from './run-program.ts';

const TIMEOUT_MS = 30_000;
/** As much as of any config. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_NAMES = 64 * 1024 * 1024;
const MAX_REFS = 16 * 1024 * 1024;
/** A ref may name another one; nobody needs more. */
const MAX_HOPS = 5;

/** A commit of one repository. */
interface Commit {
  readonly repository: Repository;
  readonly id: string;
  /** Every file in it. */
  readonly names: ReadonlySet<string>;
}

/**
 * Files as they were at a commit, so that a change cannot decide what is said of it. git reads the objects of the
 * repository and nothing else of it; names of commits are looked up here, without its settings.
 */
export class Past {
  readonly #ref: string;
  readonly #tops = new Map<string, Promise<string | undefined>>();
  readonly #commits = new Map<string, Promise<Commit | undefined>>();

  constructor(ref: string) {
    this.#ref = ref;
  }

  /** Whether the repository of a folder has the commit. */
  async isKnown(folder: string): Promise<boolean> {
    const top = await topOf(await real(folder), this.#tops);
    return top !== undefined && (await this.#commitIn(top)) !== undefined;
  }

  /** @returns undefined for what was not there, or is in no repository that has the commit */
  async textOf(path: string): Promise<string | undefined> {
    const folder = await real(dirname(path));
    const top = await topOf(folder, this.#tops);
    const commit = top === undefined ? undefined : await this.#commitIn(top);
    if (top === undefined || !commit) return undefined;
    const name = pathFrom(top, join(folder, path.slice(dirname(path).length)));
    if (!commit.names.has(name)) return undefined;
    return ask(commit.repository, ['cat-file', 'blob', `${commit.id}:${name}`], MAX_BYTES);
  }

  #commitIn(top: string): Promise<Commit | undefined> {
    const known = this.#commits.get(top) ?? this.#look(top);
    this.#commits.set(top, known);
    return known;
  }

  async #look(top: string): Promise<Commit | undefined> {
    const repository = await repositoryAt(top);
    if (!repository) return undefined;
    const end = this.#ref.search(/[~^]/);
    const name = end < 0 ? this.#ref : this.#ref.slice(0, end);
    const way = this.#ref.slice(name.length);
    const start = /^[~^\d]*$/.test(way) ? await idOf(repository, name) : undefined;
    if (start === undefined) return undefined;
    const args = ['rev-parse', '--verify', '--quiet', `${start}${way}^{commit}`];
    const id = (await ask(repository, args, 1024))?.trim();
    if (!id) return undefined;
    const tree = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', id];
    const listed = await ask(repository, tree, MAX_NAMES);
    return listed === undefined
      ? undefined
      : { repository, id, names: new Set(listed.split('\0')) };
  }
}

/** So many commits of one file are looked through, newest first: history is said to hold a secret, not counted out. */
const MAX_COMMITS = 30;
/** A person waits for it. */
const LOOK_MS = 3_000;

/**
 * The commits of the branch in front of a person in which a file holds one of these texts. They are compared in this
 * process: given to git, they would stand in the list of processes.
 *
 * @returns their short hashes with their days, newest first; none outside of any repository, or where git is not there
 */
export async function commitsWith(
  path: string,
  texts: readonly string[],
): Promise<readonly string[]> {
  const until = Date.now() + LOOK_MS;
  const folder = await real(dirname(path));
  const top = await topOf(folder, new Map());
  const repository = top === undefined ? undefined : await repositoryAt(top);
  const head = repository && (await idOf(repository, 'HEAD'));
  if (top === undefined || !repository || head === undefined) return [];
  const name = pathFrom(top, join(folder, path.slice(dirname(path).length)));
  const format = '--format=%H %h %cs';
  const limit = `--max-count=${MAX_COMMITS}`;
  const listed = await ask(
    repository,
    ['log', limit, format, '--no-show-signature', head, '--', `:(top,literal)${name}`],
    64 * 1024,
  );
  const found: string[] = [];
  const wanted = texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
  for (const line of (listed ?? '').split('\n').filter(Boolean)) {
    if (Date.now() > until) break;
    const [id = '', short = '', day = ''] = line.split(' ');
    const text = await ask(repository, ['cat-file', 'blob', `${id}:${name}`], MAX_BYTES);
    if (wanted.some((it) => text?.includes(it))) found.push(`${short} (${day})`);
  }
  return found;
}

/** git knows files by where they really are. */
function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

/** Undefined where git is not there, or has no such thing. */
async function ask(
  { top, index, objects, format }: Repository,
  args: readonly string[],
  maxBytes: number,
): Promise<string | undefined> {
  if (objects === undefined) return undefined;
  const distrusted = foldersToDistrust([top]);
  const tree = { folder: top, index, objects };
  const outcome = await withOwnRepository(
    ({ git }) => git({ args, tree, distrusted, timeoutMs: TIMEOUT_MS, maxBytes }),
    format,
  );
  return outcome.kind === 'ended' && outcome.code === 0 ? outcome.output : undefined;
}

/** In the order of https://git-scm.com/docs/gitrevisions. */
const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

/** The hash that a name stands for, by the files of the repository. */
async function idOf(repository: Repository, name: string): Promise<string | undefined> {
  if (/^[0-9a-f]{7,64}$/.test(name)) return name;
  if (!/^[\w@][\w@+.-]*(?:\/[\w@+.-]+)*$/.test(name) || name.includes('..')) return undefined;
  const packed = await packedIn(repository);
  for (const place of PLACES) {
    const id = await follow(repository, packed, `${place}${name}`);
    if (id !== undefined) return id;
  }
  return undefined;
}

async function follow(
  { folder, common }: Repository,
  packed: ReadonlyMap<string, string>,
  ref: string,
): Promise<string | undefined> {
  let at = ref;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const isShared = at.startsWith('refs/');
    // At the top of the folder stand files that are no refs.
    if (!isShared && !/^[A-Z_]+$/.test(at)) return undefined;
    const text = (await readSmallText(join(isShared ? common : folder, at), 1024))?.trim();
    if (text === undefined) return packed.get(at);
    if (/^[0-9a-f]{40,64}$/.test(text)) return text;
    const next = /^ref: (refs\/[\w@+./-]+)$/.exec(text)?.[1];
    if (next === undefined || next.includes('..')) return undefined;
    at = next;
  }
  return undefined;
}

async function packedIn({ common }: Repository): Promise<ReadonlyMap<string, string>> {
  const text = (await readSmallText(join(common, 'packed-refs'), MAX_REFS)) ?? '';
  const refs = text.matchAll(/^([0-9a-f]{40,64}) (refs\/\S+)$/gm);
  return new Map([...refs].map(([, id = '', ref = '']) => [ref, id]));
}
