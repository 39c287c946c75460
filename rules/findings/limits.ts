import type { Related } from '../finding.ts';
import { sentence } from '../secrets/safe.ts';

/** So many other places are listed with a finding: nobody reads a thousand. */
export const MOST_RELATED = 10;

/**
 * The first of the places that belong to a finding; the last of them says how many there are besides.
 *
 * @param count of all of them, where only some are given
 */
export function boundRelated(
  related: readonly Related[],
  count = related.length,
): readonly Related[] {
  const shown = related.slice(0, MOST_RELATED);
  const last = shown.at(-1);
  const left = count - shown.length;
  if (left <= 0 || !last) return shown;
  return [...shown.slice(0, -1), { ...last, message: sentence`${last.message} And ${left} more.` }];
}
