import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { HostSeen } from '../types.ts';
import type { Steps } from './steps.ts';

/** Which hosts were asked for, and where a made-up credential stood in what they got. */
export function judgeHosts(steps: Steps, hosts: readonly HostSeen[], isAnswered: boolean): void {
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
  if (hosts.length === 0) {
    // It may have ways that are not seen here.
    steps.add('network', [], 'info', sentence`No request was seen.`);
    return;
  }
  const names = safe.join(
    hosts.slice(0, 10).map(({ host }) => safe.name(host)),
    ', ',
  );
  steps.add('network', [], 'info', sentence`It asked ${hosts.length} hosts: ${names}.`);
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
    const all = safe.join(
      holders.map(({ host }) => safe.name(host)),
      ', ',
    );
    steps.add(
      'credential.hosts',
      [],
      'review',
      sentence`Several hosts get a credential: ${all}. Is each of them its provider's?`,
    );
  }
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
