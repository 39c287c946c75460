import { ownCopy } from '../../rules/text/memory.ts';

/**
 * Tells whether two credentials are the same by numbers for them, which say nothing else of them. A server that runs
 * for hours hashes them and keeps none; a run is over soon, and what hashes takes longer to load than ten configs to judge.
 */
export function credentialIds(): (value: string) => string {
  const ids = new Map<string, string>();
  return (value) => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const id = `credential ${ids.size}`;
    ids.set(ownCopy(value), id);
    return id;
  };
}
