import type { Facts } from '../findings/facts.ts';
import type { Reader } from '../hosts/host.ts';
import type { Config } from './config.ts';

/** What tells who reads a file beside the host whose file it is. */
interface Placed {
  readonly config: Config;
  readonly facts: Facts;
  /** The folder it speaks for, with forward slashes. */
  readonly folder: string;
}

/**
 * Who else reads this file where it is. Nobody where it is not known which folder is open: what is said of a reader
 * that is none would be wrong.
 */
export function otherReaders(placed: Placed): readonly Reader[] {
  const { alsoReadBy } = placed.config.host;
  if (!alsoReadBy) return [];
  const open = placed.facts.folder?.replaceAll('\\', '/').replace(/\/$/, '');
  return alsoReadBy.filter(({ where }) => where !== 'root' || (open && open === placed.folder));
}

/** `A`, `A and B`, `A, B and C`. */
export function namesOf(readers: readonly Pick<Reader, 'label'>[]): string {
  const labels = readers.map(({ label }) => label);
  const last = labels.pop() ?? '';
  return labels.length === 0 ? last : `${labels.join(', ')} and ${last}`;
}
