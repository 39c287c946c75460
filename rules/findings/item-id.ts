/** An item of a checklist: the list's id, and the item's number in it. Kept for ever: people commit them. */
export type ItemId = `production/${number}` | `publish/${number}`;

const ITEM = /^(?:production|publish)\/[1-9]\d?$/;

/**
 * The item that a text or a number names. A bare number is one of the production list: policy files held
 * nothing else before there were two lists.
 *
 * @returns undefined for what names no item; whether the list has one of that number is the registry's to say
 */
export function readItemId(given: unknown): ItemId | undefined {
  const id =
    typeof given === 'number' || /^\d+$/.test(String(given)) ? `production/${given}` : given;
  return typeof id === 'string' && ITEM.test(id) ? (id as ItemId) : undefined;
}
