import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inPassingFolder } from './passing-folder.ts';
import { type Outcome, runProgram } from './run-program.ts';

/**
 * What a process around us may have said of another repository (`git rev-parse --local-env-vars`), and the programs
 * that it may have named for work that is not ours.
 */
const OTHERS = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CEILING_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_EXTERNAL_DIFF',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** Programs that a person's own settings may name for daily work; looking at files needs none of them. */
const PLAIN = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', os.devNull],
  ['core.pager', 'cat'],
  ['maintenance.auto', 'false'],
  // A redirect would take the question, and a login, to a host that nobody named.
  ['http.followRedirects', 'false'],
  // Where a file system does not tell `A` from `a`, git writes this into every repository it makes.
  ...(process.platform === 'linux' ? [] : [['core.ignoreCase', 'true']]),
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** An empty repository of our own. What git does, it does in there, so that it reads no settings but the person's. */
export interface OwnRepository {
  readonly folder: string;
  git(call: GitCall): Promise<Outcome>;
}

export interface GitCall {
  readonly args: readonly string[];
  /** The protocols it may speak, as `https:ssh`; none by default. */
  readonly protocols?: string;
  /** A tree of files that is looked at through the empty repository, with the index and the objects that belong to it. */
  readonly tree?: { readonly folder: string; readonly index: string; readonly objects?: string };
  readonly distrusted: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs git without the settings of any repository that lies about. Those can name programs in more ways than can be
 * listed (`core.fsmonitor`, `core.sshCommand`, `remote.*.uploadpack`, `filter.*`, `credential.helper`, `include.path`
 * …), and a new git knows new ones: none of them is read, because the repository that git is told of is ours and empty.
 *
 * @param format the hashes in an index that will be read: `sha1` unless a repository says otherwise
 */
export function withOwnRepository<T>(
  work: (own: OwnRepository) => Promise<T>,
  format: 'sha1' | 'sha256' = 'sha1',
): Promise<T> {
  return inPassingFolder('mcp-checklist-git-', async (folder) => {
    await Promise.all(['objects', 'refs', 'info'].map((it) => mkdir(path.join(folder, it))));
    await writeFile(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    if (format === 'sha256') {
      const config =
        '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n';
      await writeFile(path.join(folder, 'config'), config);
    }
    return work({ folder, git: (call) => runGit(folder, call) });
  });
}

function runGit(folder: string, call: GitCall): Promise<Outcome> {
  const { args, protocols = 'none', tree, distrusted, input, timeoutMs, maxBytes, signal } = call;
  const bare = tree === undefined;
  return runProgram({
    name: 'git',
    args: [
      ...PLAIN,
      '-c',
      `core.bare=${bare}`,
      '--no-optional-locks',
      '--no-replace-objects',
      ...args,
    ],
    cwd: tree?.folder ?? folder,
    distrusted,
    env: {
      ...Object.fromEntries(OTHERS.map((name) => [name, undefined])),
      GIT_DIR: folder,
      ...(tree && { GIT_WORK_TREE: tree.folder, GIT_INDEX_FILE: tree.index }),
      ...(tree?.objects && { GIT_ALTERNATE_OBJECT_DIRECTORIES: tree.objects }),
      // Nobody is there to answer.
      GIT_TERMINAL_PROMPT: '0',
      GCM_INTERACTIVE: 'never',
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: protocols,
      ...call.env,
    },
    ...(input !== undefined && { input }),
    timeoutMs,
    maxBytes,
    ...(signal && { signal }),
  });
}

/** What the person has told git about themselves, whatever repository they are in; undefined where nothing. */
export async function gitUserName(distrusted: readonly string[]): Promise<string | undefined> {
  const outcome = await withOwnRepository(({ git }) =>
    git({ args: ['config', 'user.name'], distrusted, timeoutMs: 5_000, maxBytes: 4096 }),
  ).catch(() => undefined);
  const name = outcome?.kind === 'ended' && outcome.code === 0 ? outcome.output.trim() : '';
  return name === '' ? undefined : name;
}
