import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { ProbeRecord } from '../findings/probe-record.ts';
import { isOver } from '../policy/ignores.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { ServerEvidence } from './evidence.ts';
import { failuresOf } from './probe-words.ts';

/** More is not read. */
const MOST_FAILURES = 3;

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
  const probe = lastProbeOf(server, probes, now);
  const verdict = probe?.items[item];
  if (!probe || verdict === undefined || verdict === 'review') return undefined;
  const from = { probe: safe.text(probe.by), on: safe.text(probe.on) };
  const text = verdict === 'fail' ? failed(item, probe) : passed(probe);
  return { says: verdict === 'fail' ? 'against' : 'for', text, from };
}

/**
 * The last probe of a server as it stands in its config now.
 *
 * @param probes those of servers in this config, the older ones first
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function lastProbeOf(
  server: ServerEvidence,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): ProbeRecord | undefined {
  return probes.findLast((it) => isAbout(it, server) && !isOver(it.until, now));
}

/** A server that has another command, version or other variables is another server. */
function isAbout(probe: ProbeRecord, { name, fingerprint, given }: ServerEvidence): boolean {
  return (
    safe.name(probe.server) === name &&
    probe.fingerprint === fingerprint &&
    probe.names.join('\n') === given.join('\n')
  );
}

function passed(probe: ProbeRecord): SafeText {
  return sentence`${whenOf(probe)} saw nothing wrong, good until ${safe.name(probe.until)}.`;
}

function failed(item: ItemId, probe: ProbeRecord): SafeText {
  const all = failuresOf(item, probe.steps);
  const shown = all.length > 0 ? all.slice(0, MOST_FAILURES) : [sentence`see its report`];
  const more = all.length - shown.length;
  const rest = more > 0 ? sentence`, and ${more} more` : sentence``;
  return sentence`${whenOf(probe)} failed: ${safe.join(shown, ', ')}${rest}.`;
}

function whenOf({ on, ran, pinned }: ProbeRecord): SafeText {
  const which = ran !== undefined && !pinned ? sentence` of version ${safe.name(ran)}` : sentence``;
  return sentence`A probe on ${safe.name(on)}${which}`;
}
