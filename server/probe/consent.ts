import { safe } from '../../rules/secrets/safe.ts';
import type { Plan, ProbeOptions, Text } from './types.ts';

/**
 * What a person reads before anything is started: the whole command, uncut, and all that will happen.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/security_best_practices#local-mcp-server-compromise
 */
export function consentText(
  plan: Plan,
  options: Pick<ProbeOptions, 'calls' | 'timeout' | 'sandbox' | 'load'>,
): string {
  const minutes = Math.max(1, Math.round(options.timeout / 60_000));
  const within = `Takes up to ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  if (plan.transport !== 'stdio') {
    return [
      `Call "${safe.name(plan.server)}" to see how it behaves?`,
      `  ${shown(plan.url, plan)}`,
      ...named('Header', plan.headers, plan),
      'It gets no credential, made-up ones and expired ones. No tool is called.',
      ...(options.load ? ['It gets 1,000 requests at once, if it is on this machine.'] : []),
      `${within}. Nothing is sent anywhere else.`,
    ].join('\n');
  }
  return [
    `Start "${safe.name(plan.server)}" several times to see how it behaves?`,
    `  ${commandLine(plan)}`,
    '',
    'It works in an empty folder, with an empty home.',
    ...named('Variable', plan.env, plan),
    ...(plan.downloads
      ? [`${safe.name(plan.launcher)} may download a package and run its install scripts.`]
      : []),
    networkOf(plan),
    calledOf(plan, options.calls),
    ...(options.sandbox === 'none' ? [] : ['It runs in bubblewrap where that is installed.']),
    `${within}; everything it starts is ended.`,
  ].join('\n');
}

export function commandLine(plan: Plan): string {
  return [plan.command, ...plan.args].map((it) => quoted(shown(it, plan))).join(' ');
}

function named(what: string, entries: Plan['env'], plan: Plan): readonly string[] {
  return entries.map(({ name, value }) => {
    const slots = value.flatMap((it) =>
      typeof it === 'object' && 'slot' in it ? [plan.slots[it.slot]] : [],
    );
    const isReal = slots.some((it) => it?.real !== undefined);
    const kind = isReal
      ? 'REAL'
      : slots.length > 0
        ? 'made up'
        : `as written (${shown(value, plan)})`;
    return `${what} ${safe.name(name)}: ${kind}`;
  });
}

function networkOf({ network, slots }: Plan): string {
  if (slots.some(({ real }) => real !== undefined))
    return 'It reaches the internet with the real credential; no failure is provoked.';
  if (network === 'none')
    return 'What it sends to the internet cannot be answered here; it holds no real credential.';
  return 'What it sends to the internet is answered here where that can be done; it holds no real credential.';
}

function calledOf({ network, slots }: Plan, calls: ProbeOptions['calls']): string {
  const isReal = slots.some(({ real }) => real !== undefined);
  if (calls === 'none' || network === 'none' || isReal)
    return 'No tool is called, but for one that nobody has.';
  const ticked =
    typeof calls === 'object' ? `, and ${calls.map((it) => safe.name(it)).join(', ')}` : '';
  return `Called are tools that say they only read${ticked}.`;
}

/** A text with its credentials named, and what cannot be seen made visible. */
function shown(text: Text, { slots }: Plan): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return safe.text(visible(piece));
      if ('folder' in piece) return '«empty folder»';
      const slot = slots[piece.slot];
      const name = slot?.name ? `: ${safe.name(slot.name)}` : '';
      return `«${slot?.real === undefined ? 'made up' : 'REAL'}${name}»`;
    })
    .join('');
}

function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
    (it) => `\\u{${it.codePointAt(0)?.toString(16)}}`,
  );
}

function quoted(word: string): string {
  return /^[\w@%+=:,./«» -]+$/.test(word) && !word.includes(' ') ? word : JSON.stringify(word);
}
