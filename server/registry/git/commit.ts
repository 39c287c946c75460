import HostedGit from 'hosted-git-info';
import { maxSatisfying, validRange } from 'semver';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { withOwnRepository } from '../../machine/git.ts';
import { foldersToDistrust, type Outcome } from '../../machine/run-program.ts';
import { startFolder } from '../folders.ts';
import { Memo } from '../memo.ts';
import { notTrusted, PUBLIC_FORGES } from '../named.ts';
import { LookupError, type RegistryContext } from '../types.ts';

const TOTAL_MS = 20_000;
/** A repository with a hundred thousand refs; whoever sends more is not asked on. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Ways of reaching a repository that run no program of its choice (`ext::`, `--upload-pack`). */
const FETCHED = /^(?:https?|ssh|git):\/\//i;
const PROTOCOLS = 'https:http:ssh:git';

/** Ref names and the commits they lead to. */
type Refs = ReadonlyMap<string, string>;

const known = new Memo<Refs>();

/** The commit that a branch, tag or range of a repository stands for now, asked of the repository itself. */
export async function commitOf(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const { name, spec } = lookup;
  const address = addressOf(name);
  if (address === undefined) {
    throw new LookupError(`"${name}" is no address of a repository that can be asked.`);
  }
  const { host } = new URL(address);
  if (!context.trusted && !PUBLIC_FORGES.has(host)) throw notTrusted(name, host);
  const refs = await known.get(address, () => listRefs(address, name, context));
  const commit = pick(refs, spec);
  if (!commit) {
    const what = spec === '' ? 'no commit yet' : `no branch or tag "${spec}"`;
    throw new LookupError(`The repository ${name} has ${what}.`);
  }
  return { version: commit, source: 'the repository', installed: false };
}

/** `github:acme/mcp`, `git+https://…`, `git@host:path` as git takes them. */
export function addressOf(name: string): string | undefined {
  const hosted = HostedGit.fromUrl(name);
  // The short forms name a host by a word; the long ones say themselves how to get there.
  const long = hosted?.default === 'shortcut' ? hosted.https() : name;
  const address = long.replace(/^git\+/, '');
  const scp = /^([\w.-]+@[\w.-]+):(?!\/\/)(.+)$/.exec(address);
  const url = scp ? `ssh://${scp[1]}/${scp[2]}` : address;
  return FETCHED.test(url) ? url : undefined;
}

/** Asked from an empty repository of our own: the settings of any other one could name programs to run. */
async function listRefs(
  address: string,
  name: string,
  { configPath, signal }: RegistryContext,
): Promise<Refs> {
  const folder = startFolder(configPath);
  const distrusted = foldersToDistrust(folder === undefined ? [] : [folder]);
  const outcome = await withOwnRepository(({ git }) =>
    git({
      args: ['ls-remote', '--', address],
      protocols: PROTOCOLS,
      distrusted,
      env: { GIT_SSH_COMMAND: process.env.GIT_SSH_COMMAND ?? 'ssh -o BatchMode=yes' },
      timeoutMs: TOTAL_MS,
      maxBytes: MAX_BYTES,
      signal,
    }),
  );
  if (outcome.kind === 'ended' && outcome.code === 0) return readRefs(outcome.output);
  throw inWords(outcome, name, signal);
}

function readRefs(text: string): Refs {
  const refs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, commit, ref] = /^([0-9a-f]{40}|[0-9a-f]{64})\t(.+)$/.exec(line) ?? [];
    if (commit && ref) refs.set(ref, commit);
  }
  return refs;
}

/** Of an annotated tag the commit behind it, which is listed as `tag^{}`. */
function pick(refs: Refs, spec: string): string | undefined {
  if (spec === '') return refs.get('HEAD');
  if (spec.startsWith('semver:')) return pickRange(refs, spec.slice('semver:'.length));
  const tag = (name: string): string | undefined => refs.get(`${name}^{}`) ?? refs.get(name);
  const named =
    refs.get(`refs/heads/${spec}`) ?? tag(`refs/tags/${spec}`) ?? tag(spec) ?? undefined;
  if (named) return named;
  // A shortened commit: known only while something points at it.
  if (!/^[0-9a-f]{7,39}$/.test(spec)) return undefined;
  return [...refs.values()].find((commit) => commit.startsWith(spec));
}

function pickRange(refs: Refs, range: string): string | undefined {
  if (validRange(range) === null) return undefined;
  const tags = [...refs.keys()].flatMap((ref) => /^refs\/tags\/([^^]+)$/.exec(ref)?.[1] ?? []);
  const newest = maxSatisfying(
    tags.map((tag) => tag.replace(/^v(?=\d)/, '')),
    range,
  );
  const tag = tags.find((it) => it === newest || it === `v${newest}`);
  return tag && (refs.get(`refs/tags/${tag}^{}`) ?? refs.get(`refs/tags/${tag}`));
}

/** What git says may quote the address, which may carry a password: none of its words are used. */
function inWords({ kind }: Outcome, name: string, signal: AbortSignal): LookupError {
  if (signal.aborted) return new LookupError('The lookup was cancelled.');
  if (kind === 'missing') {
    return new LookupError(
      'git was not found on this machine, or only inside of this folder, from where it is not started; it is needed to ask a repository.',
    );
  }
  if (kind === 'stopped') {
    return new LookupError(
      `The repository ${name} gave no answer within ${TOTAL_MS / 1000} seconds.`,
    );
  }
  return new LookupError(
    `The repository ${name} could not be read: it does not exist, has moved, asks for a login, or cannot be reached.`,
  );
}
