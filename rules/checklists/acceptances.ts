import type { Suppressed } from '../findings/finding.ts';
import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';

/** More reasons than this are not read. */
const MOST_REASONS = 5;

/** What is lived with, why, and until when: one sentence for each reason. */
export function acceptances(silenced: readonly Suppressed[]): readonly SafeText[] {
  const amounts = new Map<SafeText, number>();
  for (const { reason, until } of silenced) {
    const bare = safe.text(reason.replace(/\.$/, ''));
    const why = until ? sentence`${bare} (until ${until}).` : sentence`${bare}.`;
    amounts.set(why, (amounts.get(why) ?? 0) + 1);
  }
  const sentences = [...amounts].map(
    ([why, n]) => sentence`${count(n, 'finding')} accepted: ${why}`,
  );
  const more = sentences.length - MOST_REASONS;
  if (more <= 0) return sentences;
  return [...sentences.slice(0, MOST_REASONS), sentence`${count(more, 'more reason')}.`];
}
