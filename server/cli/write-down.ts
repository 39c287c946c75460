import type { ItemId } from '../../rules/findings/item-id.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { dayOf } from '../machine/day.ts';
import { attesting } from '../workspace/statements.ts';
import type { Inspection } from './inspection.ts';
import type { Io } from './io.ts';
import { disk } from './switched-files.ts';
import { whoAmI } from './who.ts';
import { writePolicy } from './write-file.ts';

/** Half a year, as with any other word of a person. */
const DAYS = 182;
const DAY = 24 * 60 * 60 * 1000;

/** What was seen of a server when something was done with it. */
export interface Seen {
  readonly item: ItemId;
  /** Of its config, absolute. */
  readonly path: string;
  readonly server: string;
  readonly fingerprint: string;
  readonly note: string;
}

/**
 * Writes into the policy file what a command has measured, in the name of whoever ran it.
 *
 * @returns whether that could be done; if not, why has been said
 */
export async function writeDown(
  io: Io,
  inspection: Inspection,
  { item, path, server, fingerprint, note }: Seen,
): Promise<boolean> {
  const now = Date.now();
  const { file: policy, edits } = await attesting(inspection, path, {
    item,
    server: safe.name(server),
    fingerprint,
    by: await whoAmI(),
    on: dayOf(now),
    until: dayOf(now + DAYS * DAY),
    note,
  });
  const before = (await disk.readText(policy)) ?? null;
  const made = edits(before ?? '');
  if (!made) {
    io.err(`mcp-checklist: ${safe.text(policy)} cannot be extended: put it right first.\n`);
    return false;
  }
  return writePolicy(io, policy, before, applyEdits(before ?? '', made));
}
