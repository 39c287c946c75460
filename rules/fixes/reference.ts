import type { Config } from '../config/config.ts';
import type { Fix } from '../finding.ts';
import { planReference } from '../references/write.ts';
import type { Located } from '../secrets/index.ts';

/** A reference in the host's own syntax; none where the host resolves none. */
export function referenceFixes(config: Config, found: Located): readonly Fix[] {
  const { place, start, end, suggestedName, provider, label } = found;
  // Without a provider the name says more than "credential" does.
  const description = provider ? label : undefined;
  const plan = planReference(config, place, start, end, suggestedName, description);
  if (!plan) return [];
  return [
    {
      id: 'use-reference',
      title:
        plan.syntax === 'input'
          ? `Replace with ${plan.text} and let ${config.host.label} ask for it`
          : `Replace with ${plan.text}`,
      // The value has to be put elsewhere by a person before the server starts again.
      safe: false,
      preferred: found.confidence !== 'low',
      moves: { span: place.text.spanOf(start, end), name: plan.name },
      edits: plan.edits,
    },
  ];
}
