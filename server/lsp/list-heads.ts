import type { Checklist } from '../../rules/checklists/checklist.ts';
import { configChecklists } from '../../rules/checklists/index.ts';
import { type ConfigPart, joinOutcomes } from '../../rules/checklists/judge-configs.ts';
import { isProbed } from '../../rules/checklists/probes.ts';
import { criticalsFirst, progressFrom } from '../../rules/checklists/progress.ts';
import { placeOf } from '../../rules/engine/about.ts';
import { safe, sentence } from '../../rules/secrets/safe.ts';
import type { ItemHead, ListHead } from '../protocol.ts';

/** How one config stands to the items of each list, in the order of the lists. */
export type Parts = readonly (readonly ConfigPart[])[];

/**
 * Every list of the configs in one place: of the open folders and of the machine apart, as a person's own are no folder's
 * fault.
 *
 * @param configs how each config stands to the items
 * @param beyond the same of what could not be looked at
 * @param isKnown whether a path is that of one of the configs
 */
export function listHeads(
  scope: ListHead['scope'],
  configs: readonly Parts[],
  beyond: readonly Parts[],
  isKnown: (path: string) => boolean,
): readonly ListHead[] {
  const all = [...configs, ...beyond];
  if (all.length === 0) return [];
  return configChecklists.map((list, index) => {
    const items = joinOutcomes(
      list,
      all.map((parts) => parts[index] ?? []),
    );
    return {
      key: `${list.id}/${scope}`,
      scope,
      title: list.title,
      configs: configs.length,
      quiet: scope === 'machine',
      progress: progressFrom(items),
      items: criticalsFirst(items.map((it) => itemHead(it, isKnown))),
    };
  });
}

function itemHead(
  { item, status, reasons }: ReturnType<typeof joinOutcomes>[number],
  isKnown: (path: string) => boolean,
): ItemHead {
  const { id, number, title, short, severity, effort, question }: Checklist['items'][number] = item;
  // A subject is shown as a row of its own; where there is none, the sentence has to name it.
  const isShown = (about: (typeof reasons)[number]['about']): boolean =>
    about !== undefined && isKnown(placeOf(about));
  return {
    id,
    number,
    title,
    short,
    severity,
    effort,
    question,
    probeable: isProbed(id),
    status,
    sentences: reasons
      .filter(({ about }) => !isShown(about))
      .map(({ text, about }) => (about ? sentence`${safe.text(placeOf(about))}: ${text}` : text)),
    named: reasons.some(({ about }) => isShown(about)),
  };
}
