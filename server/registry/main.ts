import type { Answer, Lookup } from '../../rules/finding.ts';
import { newestOnNpm } from './npm/newest.ts';
import {
  type LocalContext,
  LookupError,
  type RegistryContext,
  type VersionSource,
} from './types.ts';

export async function installedVersion(
  _lookup: Lookup,
  _context: LocalContext,
): Promise<Answer | undefined> {
  return undefined;
}

export async function newestVersion(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  try {
    switch (lookup.ecosystem) {
      case 'npm':
        return await newestOnNpm(lookup, context);
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
