import type { ItemId } from '../findings/item-id.ts';
import { isOver } from './ignores.ts';
import type { Attestation } from './policy.ts';

/** How an attestation stands to a server as it is today. */
export type Standing = 'valid' | 'expired' | 'changed';

/** So long before its last day it is said that a word runs out: time for a look that fits into a week's plan. */
export const SOON_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

/**
 * The days that are left of a word, its last day not counted: 0 on that day. Throws nothing.
 *
 * @param until a day, as `2026-11-21`; one that is none has nothing left
 * @param now milliseconds since 1970
 */
export function daysLeft(until: string, now: number): number {
  const end = Date.parse(`${until}T00:00:00Z`);
  return Number.isNaN(end) ? 0 : Math.max(0, Math.ceil((end - now) / DAY));
}

/** Whether a word still counts, and not much longer: a person is warned ahead. */
export function endsSoon(until: string, now: number): boolean {
  return !isOver(until, now) && daysLeft(until, now) <= SOON_DAYS;
}

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
