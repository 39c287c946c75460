import type { ItemId } from '../findings/item-id.ts';
import type { Checklist, Item, ItemOutcome, ItemStatus } from './checklist.ts';
import type { FileEvidence } from './evidence.ts';
import { judgeChecklist } from './judge-configs.ts';
import type { OutcomeSum } from './outcome-sum.ts';
import { production } from './production.ts';

/** Every checklist there is: whoever shows or names one takes it from here. */
export const checklists: readonly Checklist[] = [production];

/** Those that judge configs. */
export const configChecklists: readonly Checklist[] = checklists.filter(
  ({ subject }) => subject === 'config',
);

const byId = new Map(checklists.flatMap(({ items }) => items).map((item) => [item.id, item]));

/** An item of any list; undefined where no list has it. */
export function itemOf(id: ItemId): Item | undefined {
  return byId.get(id);
}

/**
 * The status of every item of the lists about configs, from what was found in all files together.
 *
 * @param files what each config showed
 * @param now milliseconds since 1970: attestations run out
 */
export function judgeConfigs(files: readonly FileEvidence[], now?: number): readonly ItemStatus[] {
  return configChecklists.flatMap((list) => judgeChecklist(list, files, now));
}

/** The same as far as it is printed, from what was added up: see {@link OutcomeSum}. */
export function* configOutcomes(sum: OutcomeSum, now?: number): Generator<ItemOutcome> {
  for (const list of configChecklists) yield* sum.of(list, now);
}

/** Statuses with the list that they belong to, in the order of the lists; lists without any are left out. */
export function byList<T extends Pick<ItemOutcome, 'item'>>(
  statuses: readonly T[],
): readonly { readonly list: Checklist; readonly items: readonly T[] }[] {
  return checklists
    .map((list) => ({ list, items: statuses.filter(({ item }) => list.items.includes(item)) }))
    .filter(({ items }) => items.length > 0);
}
