import type { Finding } from '../../../rules/findings/finding.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { InstalledVersions } from '../fixes/versions.ts';

/** A hover that takes longer is a nuisance. */
const PATIENCE = 250;

/**
 * What a package without an exact version would start today, by what is on this machine: nobody is asked for a hover.
 *
 * @returns undefined for findings about anything else
 */
export async function startsToday(
  versions: InstalledVersions,
  uri: string,
  { fixes }: Finding,
): Promise<SafeText | undefined> {
  const lookup = fixes.find(({ id }) => id === 'pin')?.lookup;
  if (!lookup) return undefined;
  const found = await versions.onDisk(uri, lookup, PATIENCE);
  if (found?.installed)
    return sentence`Starts ${safe.name(found.version)} today: it is in ${safe.name(found.source)}.`;
  const host = await versions.hostAsked(uri, lookup, PATIENCE);
  const asked = host === undefined ? sentence`its registry` : safe.text(host);
  return found
    ? sentence`What starts today is up to ${asked}; ${safe.name(found.source)} has ${safe.name(found.version)}. The quick fix asks.`
    : sentence`What starts today is up to ${asked}: there is no copy on this machine. The quick fix asks.`;
}
