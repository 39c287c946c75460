import type { ProbeVerdict } from '../../../rules/findings/probe-record.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import type { Outcome, Plan } from '../../probe/types.ts';
import { lazyProbes } from '../../runtime/lazy-prober.ts';
import type { Io } from '../io.ts';
import { paint } from './style.ts';

const SIGNS: Readonly<
  Record<ProbeVerdict, readonly [sign: string, colour: 'green' | 'red' | 'yellow' | 'gray']>
> = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  review: ['?', 'yellow'],
  info: ['·', 'gray'],
};

/** All of a probe, for a program. */
export function probeJson(plan: Plan, outcome: Outcome): string {
  const { ran, started, steps, tools, hosts, stop, sandbox, credentials, network } = outcome;
  const report = {
    schemaVersion: 1,
    server: safe.name(plan.server),
    ran: ran === undefined ? null : safe.name(ran),
    started,
    sandbox,
    credentials,
    network,
    steps: steps.map(({ id, items, verdict, sentence, ms }) => ({
      id,
      item: items[0] ?? null,
      items,
      verdict,
      sentence,
      ms,
    })),
    tools: { ...tools, changed: tools.changed ?? null },
    hosts: hosts.map((it) => ({ ...it, host: safe.name(it.host) })),
    stop,
    items: Object.entries(lazyProbes().itemsOf(steps)).map(([item, verdict]) => ({
      item,
      verdict,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same for a person: what ran, with what, and every step. */
export function probeText(io: Io, plan: Plan, outcome: Outcome): string {
  const { sandbox, credentials, network, ran } = outcome;
  const steps = lazyProbes().told(outcome.steps);
  const version = ran === undefined ? '' : ` ${safe.name(ran)}`;
  const with_ = [
    credentials === 'none' ? 'no credential' : `${credentials} credentials`,
    network === 'answered'
      ? 'a made-up provider'
      : network === 'real'
        ? 'the network'
        : 'no network of ours',
    ...(sandbox === 'none' ? [] : [sandbox]),
  ];
  const lines = steps.map(({ verdict, sentence, items }) => {
    const [sign, colour] = SIGNS[verdict];
    const aside = items.length > 0 ? paint(io, 'gray', ` (${items.join(', ')})`) : '';
    return `  ${paint(io, colour, sign)} ${sentence}${aside}`;
  });
  const failed = steps.filter(({ verdict }) => verdict === 'fail').length;
  const passed = steps.filter(({ verdict }) => verdict === 'pass').length;
  return [
    paint(io, 'bold', `${safe.name(plan.server)}${version}, probed with ${with_.join(', ')}`),
    '',
    ...lines,
    '',
    `${passed} right, ${failed} wrong, the rest to look at.`,
    '',
  ].join('\n');
}
