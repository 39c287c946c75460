import type { Finding } from '../findings/finding.ts';

/** More reasons than this are not read. */
const MOST_REASONS = 5;

/** What is lived with, why, and until when: one sentence for each reason. */
export function acceptances(silenced: readonly Finding[]): readonly string[] {
  const amounts = new Map<string, number>();
  for (const { suppressed } of silenced) {
    if (!suppressed) continue;
    const { reason, until } = suppressed;
    const why = `${reason.replace(/\.$/, '')}${until ? ` (until ${until})` : ''}.`;
    amounts.set(why, (amounts.get(why) ?? 0) + 1);
  }
  const sentences = [...amounts].map(([why, n]) => `${count(n, 'finding')} accepted: ${why}`);
  const more = sentences.length - MOST_REASONS;
  if (more <= 0) return sentences;
  return [...sentences.slice(0, MOST_REASONS), `${count(more, 'more reason')}.`];
}

/** As `2 findings`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
