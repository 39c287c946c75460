import * as pep440 from '@renovatebot/pep440';
import semver from 'semver';
import type { Answer, Lookup } from '../../rules/findings/finding.ts';
import { commitOf } from './git/commit.ts';
import { newestOfGo } from './go/newest.ts';
import { hostAsked } from './host-asked.ts';
import { installedFromNpm } from './npm/installed.ts';
import { newestOnNpm } from './npm/newest.ts';
import { newestOnNuget } from './nuget/newest.ts';
import { digestOf } from './oci/digest.ts';
import { installedImage } from './oci/engine.ts';
import { installedFromPypi } from './pypi/installed.ts';
import { newestOnPypi } from './pypi/newest.ts';
import {
  type LocalContext,
  LookupError,
  type RegistryContext,
  type VersionSource,
} from './types.ts';

/** Versions on this machine that the spec allows. Asks nobody else; what cannot be read is not there. */
export async function installedVersion(
  lookup: Lookup,
  context: LocalContext,
): Promise<Answer | undefined> {
  try {
    const found = await installed(lookup, context);
    // What starts here today may be what nobody should start.
    if (!found || context.refuses?.(found.version)) return undefined;
    return isOlder(lookup, found.version) ? undefined : found;
  } catch {
    return undefined;
  }
}

/** Whether it is older than what is to be left behind: a copy from years ago is no way out of a vulnerability. */
function isOlder({ ecosystem, instead }: Lookup, version: string): boolean {
  if (instead === undefined) return false;
  if (ecosystem === 'npm')
    return semver.valid(instead) === null || semver.lt(version, instead, { loose: true });
  return ecosystem !== 'pypi' || !pep440.valid(instead) || pep440.lt(version, instead);
}

async function installed(lookup: Lookup, context: LocalContext): Promise<Answer | undefined> {
  if (lookup.ecosystem === 'npm') return installedFromNpm(lookup, context);
  if (lookup.ecosystem === 'pypi') return installedFromPypi(lookup, context);
  if (lookup.ecosystem === 'oci') return installedImage(lookup);
  return undefined;
}

/** However many questions it takes. */
const TOTAL_MS = 30_000;

export async function newestVersion(lookup: Lookup, given: RegistryContext): Promise<Answer> {
  const late = AbortSignal.timeout(TOTAL_MS);
  const context = { ...given, signal: AbortSignal.any([given.signal, late]) };
  try {
    const answer = await Promise.race([newest(lookup, context), givenUp(context.signal)]);
    return { why: {}, ...answer };
  } catch (error) {
    if (late.aborted && !given.signal.aborted)
      throw new LookupError(
        `Looking up "${lookup.name}" took longer than ${TOTAL_MS / 1000} seconds.`,
      );
    if (error instanceof LookupError) throw error;
    // Whatever it says may quote addresses, tokens or file contents.
    throw new LookupError(`Looking up "${lookup.name}" failed for a reason we did not foresee.`);
  }
}

/** Not everything that is waited for knows of the signal: a disk may be somewhere in the network. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new LookupError('The lookup was cancelled.'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}

function newest(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  switch (lookup.ecosystem) {
    case 'npm':
      return newestOnNpm(lookup, context);
    case 'pypi':
      return newestOnPypi(lookup, context);
    case 'nuget':
      return newestOnNuget(lookup, context);
    case 'go':
      return newestOfGo(lookup, context);
    case 'git':
      return commitOf(lookup, context);
    case 'oci':
      return digestOf(lookup, context);
    default:
      throw new LookupError(`Versions of ${lookup.ecosystem} packages cannot be looked up yet.`);
  }
}

export { hostAsked };

({ hostAsked, installedVersion, newestVersion }) satisfies VersionSource;
