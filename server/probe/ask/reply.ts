import { isRecord } from '../tools.ts';
import type { Reach, Reading } from './types.ts';

/** An answer, as far as questions look at it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly json: unknown;
}

export const live = (more: Omit<Reading, 'standing'> = {}): Reading => ({
  standing: 'live',
  ...more,
});

const refused = (why?: string): Reading => ({ standing: 'refused', why });
const unclear = (why: string): Reading => ({ standing: 'unclear', why });

/** It knows the credential, and does not let it do this. */
export const NARROW = live({ why: 'It does not let it ask what it may do.' });
export const REFUSED = refused();
export const REVOKED = refused('It was revoked.');
export const EXPIRED = refused('It has expired.');
export const DISABLED = refused('It is disabled.');
export const LIMITED = unclear('It is asked too often just now: wait a while, and ask again.');
export const STRANGE = unclear('Its answer is none that its documents name.');
/** Where the reason may lie with whoever asks: an address, a country, a policy. */
export const FORBIDDEN = unclear(
  'It forbids the question (403): a network, a country or a policy can be the reason.',
);

/** What an answer means that no document of the provider says more about. */
export function byStatus(status: number): Reading {
  if (status === 401) return REFUSED;
  if (status === 403) return FORBIDDEN;
  if (status === 429) return LIMITED;
  if (status >= 500) return unclear(`It has a problem of its own (${status}): ask again later.`);
  if (status >= 300 && status < 400)
    return unclear(`Its answer leads elsewhere (${status}), and the value does not follow.`);
  return STRANGE;
}

/** A member of a member of what may be no object at all. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((it: unknown, key) => (isRecord(it) ? it[key] : undefined), value);
}

export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : '';
}

const MOST_SCOPES = 200;
const NAME = /^[a-z][\w:./*-]{0,63}$/i;

export function namesIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value
    .filter((it): it is string => typeof it === 'string' && NAME.test(it))
    .slice(0, MOST_SCOPES);
}

export function listIn(header: Reply['headers'][string]): readonly string[] | undefined {
  if (typeof header !== 'string') return undefined;
  return namesIn(header.split(',').map((it) => it.trim()));
}

export function dayIn(value: unknown): string | undefined {
  const day = typeof value === 'string' ? /^\d{4}-\d\d-\d\d/.exec(value)?.[0] : undefined;
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

export function reachOf(scopes: readonly string[], reads: RegExp, everything?: RegExp): Reach {
  if (everything && scopes.some((it) => everything.test(it))) return 'everything';
  return scopes.every((it) => reads.test(it)) ? 'reads' : 'writes';
}
