import { provider } from '../../../rules/catalog/providers.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import type { AskOutcome, AskPlan } from '../../probe/ask/types.ts';
import type { Io } from '../io.ts';
import { paint } from './style.ts';

/** What a provider said of a credential, for a program; the credential is not in it. */
export function askJson(plan: AskPlan, outcome: AskOutcome, host: string): string {
  const { standing, why, scopes, reach, expires, refusedAfter } = outcome;
  const report = {
    schemaVersion: 1,
    server: safe.name(plan.server),
    credential: safe.name(plan.name),
    provider: plan.provider,
    host,
    standing,
    why: why || null,
    scopes: scopes ? scopes.map((it) => safe.name(it)) : null,
    reach: reach ?? null,
    expires: expires ?? null,
    refusedAfter: refusedAfter ?? null,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const STANDINGS: Readonly<
  Record<AskOutcome['standing'], readonly [string, 'green' | 'red' | 'yellow']>
> = {
  live: ['takes it', 'green'],
  refused: ['refuses it', 'red'],
  unclear: ['did not say whether it takes it', 'yellow'],
};

const REACH: Readonly<Record<NonNullable<AskOutcome['reach']>, string>> = {
  everything: 'do everything its owner can',
  writes: 'write',
  reads: 'read, and nothing else',
};

/** The same for a person. */
export function askText(io: Io, plan: AskPlan, outcome: AskOutcome): string {
  const { standing, why, scopes, reach, expires, refusedAfter } = outcome;
  const [words, colour] = STANDINGS[standing];
  const after =
    refusedAfter === undefined ? '' : `, ${refusedAfter} seconds after it was still taken`;
  const lines = [
    `${safe.name(plan.name)}: ${paint(io, colour, `${provider(plan.provider).label} ${words}`)}${after}.`,
    ...(why === '' ? [] : [why]),
    ...(reach ? [`It may ${REACH[reach]}.`] : []),
    ...(scopes && scopes.length > 0
      ? [`Scopes: ${scopes.map((it) => safe.name(it)).join(', ')}`]
      : []),
    ...(expires === undefined
      ? []
      : [expires === 'never' ? 'It never expires.' : `It expires on ${expires}.`]),
  ];
  return `${lines.join('\n')}\n`;
}
