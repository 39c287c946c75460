import { readConfig } from '../../../rules/config/read.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { generic } from '../../../rules/hosts/index.ts';
import { findCredentials } from '../../../rules/secrets/index.ts';
import { type Case, credentials } from './made.ts';
import { traps } from './traps.ts';

export const KINDS = ['env', 'header', 'argument', 'url'] as const;

/** How detection does on made credentials and traps of one seed. */
export interface Measured {
  readonly credentials: number;
  readonly traps: number;
  /** Found as an error or a warning. */
  readonly found: number;
  /** Of these, marked to the character. */
  readonly exact: number;
  /** Found as information only. */
  readonly noted: number;
  readonly byKind: Readonly<
    Record<(typeof KINDS)[number], { readonly all: number; readonly found: number }>
  >;
  /** By name, so that the next change can be judged. */
  readonly missed: readonly string[];
  readonly falseAlarms: readonly string[];
}

export function measure(seed: number): Measured {
  const made = credentials(seed);
  const harmless = trapsFor(seed, made.length);
  const byKind = { env: tally(), header: tally(), argument: tally(), url: tally() };
  const missed: string[] = [];
  let found = 0;
  let exact = 0;
  let noted = 0;
  for (const each of made) {
    const { strong, weak } = outcome(each);
    const expected = each.expected ?? '';
    const isPart = (text: string): boolean => text.includes(expected) || expected.includes(text);
    const count = byKind[each.kind];
    count.all += 1;
    if (strong.some(isPart)) {
      found += 1;
      count.found += 1;
      if (strong.length === 1 && strong[0] === expected) exact += 1;
      continue;
    }
    const isNoted = weak.some(isPart);
    if (isNoted) noted += 1;
    missed.push(`${each.title}${isNoted ? ' (noted)' : ''}`);
  }
  const falseAlarms = harmless.filter((each) => outcome(each).strong.length > 0);
  return {
    credentials: made.length,
    traps: harmless.length,
    found,
    exact,
    noted,
    byKind,
    missed,
    falseAlarms: falseAlarms.map(({ title }) => title),
  };
}

/** At least as many traps as credentials, in as many rounds as that takes. */
function trapsFor(seed: number, amount: number): readonly Case[] {
  const all: Case[] = [];
  for (let round = 0; all.length < amount; round += 1) all.push(...traps(seed + 7919 * round));
  return all;
}

function tally(): { all: number; found: number } {
  return { all: 0, found: 0 };
}

function outcome({ config }: Case): { strong: readonly string[]; weak: readonly string[] } {
  const text = JSON.stringify(config, null, 2);
  const found = findCredentials(readConfig(parseJson(text), generic)).filter(
    ({ verdict }) => verdict === 'credential',
  );
  const texts = (isLow: boolean): string[] =>
    found
      .filter(({ confidence }) => (confidence === 'low') === isLow)
      .map(({ place, start, end }) => place.text.value.slice(start, end));
  return { strong: texts(false), weak: texts(true) };
}
