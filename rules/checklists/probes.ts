import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { ProbeRecord } from '../findings/probe-record.ts';
import { isOver } from '../policy/ignores.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { ServerEvidence } from './evidence.ts';

/** More steps than these are not read. */
const MOST_STEPS = 5;

/**
 * What the last probe of a server says about an item: against it where something failed, for it where everything was
 * seen and right. Where it could not tell, it says nothing.
 *
 * @param probes those of servers in this config
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function probeOn(
  item: ItemId,
  server: ServerEvidence,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): Pick<Evidence, 'says' | 'text' | 'from'> | undefined {
  const probe = probes.findLast((it) => isAbout(it, server) && !isOver(it.until, now));
  const verdict = probe?.items[item];
  if (!probe || verdict === undefined || verdict === 'review') return undefined;
  const from = { probe: safe.text(probe.by), on: safe.text(probe.on) };
  return { says: verdict === 'fail' ? 'against' : 'for', text: saidBy(probe, verdict), from };
}

/** A server that has another command, version or other variables is another server. */
function isAbout(probe: ProbeRecord, { name, fingerprint, given }: ServerEvidence): boolean {
  return (
    safe.name(probe.server) === name &&
    probe.fingerprint === fingerprint &&
    probe.names.join('\n') === given.join('\n')
  );
}

function saidBy(
  { on, steps, ran, pinned, until }: ProbeRecord,
  verdict: 'pass' | 'fail',
): SafeText {
  const which =
    ran !== undefined && !pinned ? sentence` of version ${safe.name(ran)}` : safe.text('');
  if (verdict === 'pass')
    return sentence`A probe on ${safe.name(on)}${which} saw nothing wrong, good until ${safe.name(until)}.`;
  const failed = Object.entries(steps).flatMap(([id, it]) => (it === 'fail' ? safe.name(id) : []));
  return sentence`A probe on ${safe.name(on)}${which} failed: ${safe.join(failed.slice(0, MOST_STEPS), ', ')}.`;
}
