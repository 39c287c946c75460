import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { HostSeen } from '../types.ts';
import type { Steps } from './steps.ts';

/**
 * Which hosts were asked for, and where a made-up credential stood in what they got.
 *
 * @param unanswered hosts that were wanted, and got no request through
 */
export function judgeHosts(
  steps: Steps,
  hosts: readonly HostSeen[],
  unanswered: readonly string[],
  isAnswered: boolean,
): void {
  if (!isAnswered) {
    steps.add(
      'network',
      [],
      'info',
      sentence`Nobody answered in place of the network, so no tool was called.`,
    );
    return;
  }
  const holders = hosts.filter(({ credential }) => credential !== null);
  if (unanswered.length > 0)
    steps.add(
      'network.unanswered',
      [],
      'review',
      sentence`It connected to ${named(unanswered)}, and not in HTTP that could be answered here.`,
    );
  // It may have ways that are not seen here.
  else if (hosts.length === 0) steps.add('network', [], 'info', sentence`No request was seen.`);
  if (hosts.length === 0) return;
  const asked = count(hosts.length, 'host');
  const all = named(hosts.map(({ host }) => host));
  steps.add('network', [], 'info', sentence`It asked ${asked}: ${all}.`);
  const inUrl = holders.filter(({ credential }) => credential === 'url');
  if (inUrl.length > 0) {
    const where = safe.name(inUrl[0]?.host ?? '');
    steps.add(
      'credential.url',
      [],
      'fail',
      sentence`It sends a credential to ${where} in the address, which logs and errors quote.`,
    );
  }
  if (holders.length > 1) {
    const several = named(holders.map(({ host }) => host));
    steps.add(
      'credential.hosts',
      [],
      'review',
      sentence`Several hosts get a credential: ${several}. Is each of them its provider's?`,
    );
  }
}

function named(hosts: readonly string[]): SafeText {
  const first = hosts.slice(0, 10).map((it) => safe.name(it));
  return safe.join(first, ', ');
}

/** How often a failed request was asked again, and how far apart. */
export function judgeRetries(steps: Steps, times: readonly number[]): void {
  if (times.length < 2) return;
  const waits = times.slice(1).map((it, index) => it - (times[index] ?? it));
  const isGrowing =
    waits.length > 1 &&
    waits.every((it, index) => index === 0 || it >= (waits[index - 1] ?? 0) * 0.9);
  steps.add(
    'retries',
    ['publish/18'],
    isGrowing ? 'pass' : 'review',
    isGrowing
      ? sentence`A failing provider is asked ${times.length} times, with growing waits.`
      : sentence`A failing provider is asked ${times.length} times for one call.`,
  );
}
