import type { ProbeRecord, ProbeStep } from '../../rules/findings/probe-record.ts';
import type { AskOutcome, AskPlan } from './ask/types.ts';
import type { Outcome, Plan } from './types.ts';

type Verdict = 'pass' | 'fail' | 'review';

/** Every way to fail, and debug output. */
const LEAKS = ['401', '403', '429', '500', 'cut', 'reset', 'unreachable', 'silence', 'debug'].map(
  (it) => `leak.${it}`,
);

/** Steps without which an item is not passed, whatever the others say: what was not seen is not fine. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'production/7': LEAKS,
  'publish/15': LEAKS,
  'production/8': ['refusal.401'],
  'production/9': ['version', 'drift.second-start'],
  'production/10': ['stop'],
  'production/5': ['tls.versions', 'tls.certificate'],
};

/** What all steps together say about each item. */
export function itemsOf(steps: readonly ProbeStep[]): Readonly<Record<string, Verdict>> {
  const ids = [...new Set(steps.flatMap(({ items }) => items))];
  return Object.fromEntries(ids.sort(byNumber).map((item) => [item, verdictOf(item, steps)]));
}

function verdictOf(item: string, steps: readonly ProbeStep[]): Verdict {
  const own = steps.filter(({ items }) => items.includes(item));
  if (own.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const passed = new Set(own.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  const isWhole = (NEEDED[item] ?? []).every((it) => passed.has(it));
  return isWhole && own.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'review';
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

const DAY = 24 * 60 * 60 * 1000;
/** Nobody names a version: what runs tomorrow may be another one. */
const UNPINNED = 14;
const PINNED = 90;

/**
 * What is kept of a probe.
 *
 * @param path of the config, from where it is kept
 */
export function recordOf(
  plan: Plan,
  outcome: Outcome,
  path: string,
  version: string,
  now: number,
): ProbeRecord {
  const pinned = plan.package?.pinned ?? !plan.downloads;
  const { count, readOnly, writes, hash } = outcome.tools;
  return {
    path,
    server: plan.server,
    fingerprint: plan.fingerprint,
    names: plan.names,
    ran: outcome.ran,
    pinned,
    on: dayOf(now),
    until: dayOf(now + (pinned ? PINNED : UNPINNED) * DAY),
    by: `probe ${version}`,
    credentials: outcome.credentials,
    network: outcome.network,
    steps: Object.fromEntries(outcome.steps.map(({ id, verdict }) => [id, verdict])),
    items: itemsOf(outcome.steps),
    tools: { count, readOnly, writes, hash },
  };
}

/** Another one can be given another scope tomorrow. */
const ASKED = 30;

/** What is kept of a provider's word on a credential: as a probe of the server, and beside what that did. */
export function askRecordOf(
  plan: AskPlan,
  { standing, scopes, reach, expires, refusedAfter }: AskOutcome,
  path: string,
  version: string,
  now: number,
): ProbeRecord {
  const items: Record<string, Verdict> = {};
  if (reach) items['production/2'] = reach === 'reads' ? 'pass' : 'review';
  if (standing === 'refused' || expires !== undefined) items['production/8'] = 'review';
  if (refusedAfter !== undefined) items['production/10'] = 'review';
  return {
    path,
    server: plan.server,
    fingerprint: plan.fingerprint,
    names: plan.names,
    pinned: true,
    on: dayOf(now),
    until: dayOf(now + ASKED * DAY),
    by: `ask ${version}`,
    credentials: 'real',
    network: 'real',
    steps: { [`ask.${standing}`]: 'info' },
    items,
    tools: { count: 0, readOnly: 0, writes: 0, hash: '' },
    asked: {
      name: plan.name,
      provider: plan.provider,
      standing,
      scopes,
      reach,
      expires,
      refusedAfter,
    },
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
