import type { Config, Place, Server } from '../config/config.ts';
import type { Reference } from '../references/syntax.ts';
import { dayOfEnd, endOf } from '../secrets/expiry.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { ownCopy } from '../text/memory.ts';
import { rangesOf, type TextRange } from '../text/span.ts';

/** One place in a config where a credential stands, or where one is looked up. */
export interface CredentialUse {
  /** Equal where it is the same credential. Never to be shown, sent or kept. */
  readonly id: string;
  readonly label: SafeText;
  /** Whether the value itself stands there, to be edited when it is replaced. */
  readonly written: boolean;
  readonly server: SafeText;
  readonly range: TextRange;
  /** The day it ends, where it says so itself. */
  readonly ends?: string;
}

/**
 * The credentials of a config, by place. Without a hash nothing tells which are the same, and there are none.
 *
 * @param holders the places of each server that look a credential up
 */
export function credentialUses(
  { document: { text } }: Config,
  credentials: readonly CredentialMatch[],
  holders: ReadonlyMap<Server, readonly (readonly [Place, Reference])[]>,
  hash: ((value: string) => string) | undefined,
): readonly CredentialUse[] {
  if (!hash) return [];
  const written = credentials.flatMap((found) => {
    const { verdict, confidence, place, start, end, label } = found;
    if (verdict !== 'credential' || confidence === 'low' || !place.server) return [];
    const ends = endOf(found);
    const where = place.name === '' ? sentence`` : sentence` in ${safe.name(place.name)}`;
    return {
      id: hash(place.text.value.slice(start, end)),
      label: sentence`${safe.text(label)}${where}`,
      written: true,
      server: safe.name(place.server.name),
      span: place.text.spanOf(start, end),
      ...(ends !== undefined && { ends: dayOfEnd(ends) }),
    };
  });
  const looked = [...holders].flatMap(([server, found]) =>
    found.map(([place, { syntax, name, start, end }]) => ({
      // A variable is one of the machine, however a host writes it down.
      id: ownCopy(`${/env|brace|dollar|percent|key/.test(syntax) ? 'variable' : syntax} ${name}`),
      label: sentence`${safe.name(name)}, looked up`,
      written: false,
      server: safe.name(server.name),
      span: place.text.spanOf(start, end),
    })),
  );
  const all = [...written, ...looked];
  const ranges = rangesOf(
    text,
    all.map(({ span }) => span),
  );
  return all.flatMap(({ span: _, ...use }, index) => {
    const range = ranges[index];
    return range ? [{ ...use, range }] : [];
  });
}
