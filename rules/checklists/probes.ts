import { type ProviderId, provider, providers } from '../catalog/providers.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { AskedRecord, ProbeRecord } from '../findings/probe-record.ts';
import { isOver } from '../policy/ignores.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { failuresOf } from './probe-words.ts';

/** More is not read. */
const MOST_FAILURES = 3;

const PROBED: ReadonlySet<ItemId> = new Set([
  'production/2',
  'production/5',
  'production/7',
  'production/8',
  'production/9',
  'production/10',
]);

/** Whether a probe of a server can tell something about an item. */
export function isProbed(item: ItemId): boolean {
  return PROBED.has(item);
}

/** What a probe says about an item. */
type Said = Pick<Evidence, 'says' | 'text' | 'from'>;

/**
 * What the last probes of a server say about an item: against it where something failed, for it where everything was
 * seen and right, and what a provider said of a credential. Where they could not tell, they say nothing.
 *
 * @param probes those of servers in this config, the older ones first
 * @param now milliseconds since 1970; without it, nothing has run out
 * @returns what speaks against it first
 */
export function probesOn(
  item: ItemId,
  server: Probed,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): readonly Said[] {
  if (probes.length === 0) return NOTHING;
  const said = lastProbesOf(server, probes, now).flatMap((probe): readonly Said[] => {
    const verdict = probe.items[item];
    const from = { probe: safe.text(probe.by), on: safe.text(probe.on) };
    if (verdict === undefined) return [];
    if (probe.asked) {
      const text = wordOf(item, probe, probe.asked);
      const says = verdict === 'pass' ? 'for' : 'unclear';
      return text ? [{ says, text, from }] : [];
    }
    if (verdict === 'review') return [];
    return verdict === 'fail'
      ? [{ says: 'against', text: failed(item, probe), from }]
      : [{ says: 'for', text: passed(probe), from }];
  });
  return said.sort((a, b) => WEIGHT.indexOf(a.says) - WEIGHT.indexOf(b.says));
}

const NOTHING: readonly Said[] = [];
const WEIGHT: readonly Said['says'][] = ['against', 'unclear', 'for', 'not-applicable'];

/**
 * The last probe of a server as it stands in its config now.
 *
 * @param probes those of servers in this config, the older ones first
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function lastProbeOf(
  server: Probed,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): ProbeRecord | undefined {
  return probes.findLast((it) => !it.asked && isAbout(it, server) && !isOver(it.until, now));
}

/**
 * What providers said of the credentials of a server last, in words.
 *
 * @param server as it stands in its config now
 * @param probes those of servers in this config, the older ones first
 * @param now milliseconds since 1970; without it, nothing has run out
 * @returns for each credential what was said of it, sentence by sentence
 */
export function askedWords(
  server: Probed,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): readonly (readonly SafeText[])[] {
  return lastProbesOf(server, probes, now).flatMap((probe) => {
    const { asked } = probe;
    if (!asked) return [];
    const more = ASKED_ITEMS.flatMap((item) => wordOf(item, probe, asked) ?? []);
    return [more.length > 0 && asked.standing !== 'unclear' ? more : [standingOf(probe, asked)]];
  });
}

const ASKED_ITEMS: readonly ItemId[] = ['production/2', 'production/8', 'production/10'];

/**
 * That one, and the last word of a provider on each of its credentials.
 *
 * @param server as it stands in its config now
 * @param probes those of servers in this config, the older ones first
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function lastProbesOf(
  server: Probed,
  probes: readonly ProbeRecord[],
  now: number | undefined,
): readonly ProbeRecord[] {
  const last = new Map<string, ProbeRecord>();
  for (const it of probes)
    if (isAbout(it, server) && !isOver(it.until, now)) last.set(it.asked?.name ?? '', it);
  return [...last.values()];
}

/** What a provider said, where it has to do with the item. */
function wordOf(item: ItemId, { on }: ProbeRecord, asked: AskedRecord): SafeText | undefined {
  const [who, name, day] = namesOf(asked, on);
  switch (item) {
    case 'production/2': {
      const scopes = (asked.scopes ?? []).slice(0, MOST_SCOPES).map((it) => safe.name(it));
      const list = scopes.length > 0 ? sentence` (${safe.join(scopes, ', ')})` : sentence``;
      return asked.reach && sentence`${name} ${REACH[asked.reach]}${list}, says ${who} on ${day}.`;
    }
    case 'production/8':
      if (asked.standing === 'refused') return sentence`${name} was refused by ${who} on ${day}.`;
      if (asked.expires === undefined) return undefined;
      return asked.expires === 'never'
        ? sentence`${name} never expires, says ${who} on ${day}.`
        : sentence`${name} expires on ${safe.name(asked.expires)}, says ${who} on ${day}.`;
    case 'production/10':
      return asked.refusedAfter === undefined
        ? undefined
        : sentence`Refused at most ${asked.refusedAfter} seconds after it was revoked: ${name}, by ${who} on ${day}.`;
    default:
      return undefined;
  }
}

function standingOf({ on }: ProbeRecord, asked: AskedRecord): SafeText {
  const [who, name, day] = namesOf(asked, on);
  if (asked.standing === 'live') return sentence`${name} is taken by ${who}, it said on ${day}.`;
  return asked.standing === 'refused'
    ? sentence`${name} was refused by ${who} on ${day}.`
    : sentence`${who} did not say on ${day} whether it takes ${name}.`;
}

function namesOf(asked: AskedRecord, on: string): readonly [SafeText, SafeText, SafeText] {
  const known = Object.hasOwn(providers, asked.provider)
    ? provider(asked.provider as ProviderId).label
    : asked.provider;
  return [safe.name(known), safe.name(asked.name), safe.name(on)];
}

const MOST_SCOPES = 6;
const REACH: Readonly<Record<NonNullable<AskedRecord['reach']>, SafeText>> = {
  everything: sentence`can do everything its owner can`,
  writes: sentence`can write`,
  reads: sentence`can only read`,
};

/** What a probe is bound to: a server that has another command, version or other variables is another server. */
export interface Probed {
  readonly name: string;
  readonly fingerprint: string;
  /** The names of its variables and headers, sorted; undefined where they are not part of it. */
  readonly given?: readonly string[] | undefined;
}

function isAbout(probe: ProbeRecord, { name, fingerprint, given }: Probed): boolean {
  return (
    safe.name(probe.server) === name &&
    probe.fingerprint === fingerprint &&
    (given === undefined || probe.names.join('\n') === given.join('\n'))
  );
}

function passed(probe: ProbeRecord): SafeText {
  return sentence`Nothing wrong was seen (${whenOf(probe)}), good until ${safe.name(probe.until)}.`;
}

function failed(item: ItemId, probe: ProbeRecord): SafeText {
  const all = failuresOf(item, probe.steps);
  const shown = all.length > 0 ? all.slice(0, MOST_FAILURES) : [sentence`see its report`];
  const more = all.length - shown.length;
  const rest = more > 0 ? sentence`, and ${more} more` : sentence``;
  // What is wrong first: a row of a side bar shows no more than the beginning.
  return sentence`Failed: ${safe.join(shown, ', ')}${rest} (${whenOf(probe)}).`;
}

function whenOf({ on, ran, pinned }: ProbeRecord): SafeText {
  const which = ran !== undefined && !pinned ? sentence` of version ${safe.name(ran)}` : sentence``;
  return sentence`probe on ${safe.name(on)}${which}`;
}
