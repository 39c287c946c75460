import type { ItemId } from '../findings/item-id.ts';
import { isOver } from './ignores.ts';
import type { Attestation } from './policy.ts';

/** How an attestation stands to a server as it is today. */
export type Standing = 'valid' | 'expired' | 'changed';

/**
 * The best word there is on an item for one server: one that holds, else one that has run out or was about
 * something else, so that a person learns why to look again.
 *
 * @param attestations those about this config
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function attestationOf(
  attestations: readonly Attestation[],
  item: ItemId,
  server: { readonly name: string; readonly fingerprint: string },
  now: number | undefined,
): { readonly attestation: Attestation; readonly standing: Standing } | undefined {
  const found = attestations
    .filter((it) => it.item === item && it.server === server.name)
    .map((attestation) => ({ attestation, standing: standingOf(attestation, server, now) }));
  return (
    found.find(({ standing }) => standing === 'valid') ??
    found.findLast(({ standing }) => standing === 'expired') ??
    found.at(-1)
  );
}

function standingOf(
  { fingerprint, until }: Attestation,
  server: { readonly fingerprint: string },
  now: number | undefined,
): Standing {
  if (fingerprint !== server.fingerprint) return 'changed';
  return isOver(until, now) ? 'expired' : 'valid';
}
