import type { ItemId } from '../findings/item-id.ts';
import { attestationOf, daysLeft, endsSoon } from '../policy/attestations.ts';
import type { Attestation } from '../policy/policy.ts';
import { type SafeText, safe } from '../secrets/safe.ts';
import type { FileEvidence } from './evidence.ts';

/** How a word stands today; `gone` where no such server is on any more. */
export type WordState = 'valid' | 'ends soon' | 'expired' | 'changed' | 'gone';

/** A person's word, for a list of all of them. */
export interface ListedWord {
  readonly item: ItemId;
  /** Of the config, as its evidence names it. */
  readonly path: string;
  readonly server: SafeText;
  readonly by: SafeText;
  /** Days, as `2026-11-21`. */
  readonly on: SafeText;
  readonly until: SafeText;
  /** '' for none. */
  readonly note: SafeText;
  readonly state: WordState;
  /** Until the last day on which it counts. */
  readonly daysLeft: number;
}

/**
 * Every word that people gave on these configs, the one that runs out first in front. Throws nothing.
 *
 * @param now milliseconds since 1970
 */
export function wordsOn(files: readonly FileEvidence[], now: number): readonly ListedWord[] {
  return files
    .flatMap((file) => file.attestations.map((it) => listed(file, it, now)))
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
}

function listed({ path, servers }: FileEvidence, said: Attestation, now: number): ListedWord {
  const own = servers.filter(({ name }) => name === said.server);
  const standings = own.map((it) => attestationOf([said], said.item, it, now)?.standing);
  const [standing] = standings.includes('valid') ? ['valid' as const] : standings;
  const soon = standing === 'valid' && endsSoon(said.until, now);
  return {
    item: said.item,
    path,
    server: safe.name(said.server),
    by: safe.text(said.by),
    on: safe.text(said.on),
    until: safe.text(said.until),
    note: safe.text(said.note ?? ''),
    state: soon ? 'ends soon' : (standing ?? 'gone'),
    daysLeft: daysLeft(said.until, now),
  };
}
