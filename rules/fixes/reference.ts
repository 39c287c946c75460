import type { Config } from '../config/config.ts';
import type { FixDraft, Reader } from '../findings/finding.ts';
import type { SyntaxId } from '../references/syntax.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { safe, sentence } from '../secrets/safe.ts';
import { movesOf } from './moves.ts';
import { planReference, type ReferencePlan } from './write-reference.ts';

/**
 * A reference in the host's own syntax; none where the host resolves none.
 *
 * @param same every place of the file in which this very credential stands, in order: all get one reference, as it
 *   is one secret, to be put in one place
 */
export function referenceFixes(
  config: Config,
  found: CredentialMatch,
  same: readonly CredentialMatch[] = [found],
): readonly FixDraft[] {
  const plan = planFor(config, found);
  if (!plan) return [];
  const together = planTogether(config, same, found);
  const { text, name, syntax, key } = together?.plan ?? plan;
  const places = together ? sentence` in ${together.places} places` : sentence``;
  const replaced = key
    ? sentence`Take ${safe.name(name)} from your environment (${safe.name(key)})${places}`
    : sentence`Replace with ${safe.name(text)}${places}`;
  return [
    {
      id: 'use-reference',
      title:
        syntax === 'input'
          ? sentence`${replaced}${together ? sentence`,` : sentence``} and let ${safe.name(config.host.label)} ask for it`
          : replaced,
      // The value has to be put elsewhere by a person before the server starts again.
      kind: 'review',
      preferred: found.confidence !== 'low',
      moves: movesOf(found, name, readerOf(config, syntax)),
      edits: together?.edits ?? plan.edits,
    },
  ];
}

/** The application itself; only some ask for what is missing. */
function readerOf({ host }: Config, syntax: SyntaxId): Reader {
  const asks = syntax === 'input' || syntax === 'user-config' || host.references.keys?.secret;
  return {
    how: asks ? 'asks' : syntax === 'expression' ? 'keeps' : 'environment',
    label: host.label,
  };
}

function planFor(config: Config, found: CredentialMatch, name = found.suggestedName) {
  const { place, start, end, provider, label } = found;
  // Without a provider the name says more than "credential" does.
  return planReference(config, place, start, end, name, provider ? label : undefined);
}

interface Together {
  readonly plan: ReferencePlan;
  readonly places: number;
  readonly edits: FixDraft['edits'];
  /** Those whose own reference is the same. */
  readonly of: ReadonlySet<CredentialMatch>;
}

/** From so many places on, only the first offers to replace all: each of the others by itself is change enough. */
const MANY = 20;

/** What was planned for a credential's places, which all of them ask for. */
const planned = new WeakMap<readonly CredentialMatch[], Together | null>();

/** The same reference in all places; undefined where each needs one of its own, or there is only one. */
function planTogether(
  config: Config,
  same: readonly CredentialMatch[],
  found: CredentialMatch,
): Together | undefined {
  if (same.length < 2) return undefined;
  let together = planned.get(same);
  if (together === undefined) {
    together = planAll(config, same) ?? null;
    planned.set(same, together);
  }
  if (!together?.of.has(found)) return undefined;
  return same.length <= MANY || found === same[0] ? together : undefined;
}

function planAll(config: Config, same: readonly CredentialMatch[]): Together | undefined {
  const name = same[0]?.suggestedName;
  const all = same.flatMap((found) => {
    const plan = planFor(config, found, name);
    return plan ? [{ found, plan }] : [];
  });
  const plan = all[0]?.plan;
  if (!plan || all.length < 2) return undefined;
  if (all.some(({ plan: it }) => it.text !== plan.text || it.definedPerServer)) return undefined;
  return {
    plan,
    places: all.length,
    of: new Set(all.map(({ found }) => found)),
    // One definition is enough: the first brings it along.
    edits: () => [
      ...plan.edits(),
      ...all.slice(1).flatMap(({ plan: it }) => it.edits().slice(0, 1)),
    ],
  };
}
