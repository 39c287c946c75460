import type { Config } from '../config/config.ts';
import type { Fix } from '../finding.ts';
import { planReference, type ReferencePlan } from '../references/write.ts';
import type { Located } from '../secrets/index.ts';
import { safe, sentence } from '../secrets/safe.ts';
import { movesOf } from './moves.ts';

/**
 * A reference in the host's own syntax; none where the host resolves none.
 *
 * @param same every place of the file in which this very credential stands, in order: all get one reference, as it
 *   is one secret, to be put in one place
 */
export function referenceFixes(
  config: Config,
  found: Located,
  same: readonly Located[] = [found],
): readonly Fix[] {
  const plan = planFor(config, found);
  if (!plan) return [];
  const together = planTogether(config, same, found);
  const { text, name, syntax } = together?.plan ?? plan;
  const places = together ? sentence`, in ${together.places} places` : sentence``;
  const replaced = sentence`Replace with ${safe.name(text)}${places}`;
  return [
    {
      id: 'use-reference',
      title:
        syntax === 'input'
          ? sentence`${replaced} and let ${safe.name(config.host.label)} ask for it`
          : replaced,
      // The value has to be put elsewhere by a person before the server starts again.
      safe: false,
      preferred: found.confidence !== 'low',
      moves: movesOf(found, name),
      edits: together?.edits ?? plan.edits,
    },
  ];
}

function planFor(config: Config, found: Located, name = found.suggestedName) {
  const { place, start, end, provider, label } = found;
  // Without a provider the name says more than "credential" does.
  return planReference(config, place, start, end, name, provider ? label : undefined);
}

interface Together {
  readonly plan: ReferencePlan;
  readonly places: number;
  readonly edits: Fix['edits'];
}

/** The same reference in all places; undefined where each needs one of its own, or there is only one. */
function planTogether(
  config: Config,
  same: readonly Located[],
  found: Located,
): Together | undefined {
  const [first] = same;
  if (!first || same.length < 2) return undefined;
  const plans = same.flatMap((it) => planFor(config, it, first.suggestedName) ?? []);
  const [plan] = plans;
  const own = planFor(config, found, first.suggestedName);
  if (!plan || plans.length < 2 || own?.text !== plan.text) return undefined;
  if (plans.some((it) => it.text !== plan.text || it.definedPerServer)) return undefined;
  return {
    plan,
    places: plans.length,
    // One definition is enough: the first brings it along.
    edits: () => [...plan.edits(), ...plans.slice(1).flatMap((it) => it.edits().slice(0, 1))],
  };
}
