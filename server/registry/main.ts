import type { Answer, Lookup } from '../../rules/finding.ts';
import { commitOf } from './git/commit.ts';
import { newestOfGo } from './go/newest.ts';
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
    return found && !context.refuses?.(found.version) ? found : undefined;
  } catch {
    return undefined;
  }
}

async function installed(lookup: Lookup, context: LocalContext): Promise<Answer | undefined> {
  if (lookup.ecosystem === 'npm') return installedFromNpm(lookup, context);
  if (lookup.ecosystem === 'pypi') return installedFromPypi(lookup, context);
  if (lookup.ecosystem === 'oci') return installedImage(lookup);
  return undefined;
}

export async function newestVersion(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  try {
    switch (lookup.ecosystem) {
      case 'npm':
        return await newestOnNpm(lookup, context);
      case 'pypi':
        return await newestOnPypi(lookup, context);
      case 'nuget':
        return await newestOnNuget(lookup, context);
      case 'go':
        return await newestOfGo(lookup, context);
      case 'git':
        return await commitOf(lookup, context);
      case 'oci':
        return await digestOf(lookup, context);
      default:
        throw new LookupError(`Versions of ${lookup.ecosystem} packages cannot be looked up yet.`);
    }
  } catch (error) {
    if (error instanceof LookupError) throw error;
    // Whatever it says may quote addresses, tokens or file contents.
    throw new LookupError(`Looking up "${lookup.name}" failed for a reason we did not foresee.`);
  }
}

({ installedVersion, newestVersion }) satisfies VersionSource;
