import type { Lookup } from '../findings/finding.ts';
import { advisoriesFor } from './advisories.ts';
import { maliciousRecord } from './malicious.ts';

/**
 * Which versions of a package must not be proposed: those with a known vulnerability, and those known to be hostile.
 *
 * @returns whether a version, exact as a registry names it, is one of them
 */
export function refusalOf({ ecosystem, name }: Lookup): (version: string) => boolean {
  return (version) => {
    const spec = { ecosystem, name, version, pinning: 'exact' } as const;
    return advisoriesFor(spec).length > 0 || maliciousRecord(spec) !== undefined;
  };
}
