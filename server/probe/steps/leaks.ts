import { WHEN } from '../../../rules/checklists/probe-words.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Attempt } from '../attempt.ts';
import type { Steps } from './steps.ts';

const ITEMS = ['production/7', 'publish/15'];

/** Whether a credential came out in one start, and whether that start could show it. */
export function judgeLeak(
  steps: Steps,
  { variant, leaks, dumpsEnvironment, requests }: Attempt<unknown>,
): void {
  const when = WHEN[variant.name] ?? safe.text(variant.name);
  const id = `leak.${variant.name}`;
  if (dumpsEnvironment)
    steps.add(
      `${id}.environment`,
      ITEMS,
      'fail',
      sentence`It puts its whole environment out when ${when}.`,
    );
  if (leaks.length > 0) {
    const where = safe.join(
      leaks.map((it) => safe.text(it)),
      ', ',
    );
    steps.add(
      id,
      ITEMS,
      'fail',
      sentence`More than the end of a credential shows in ${where} when ${when}.`,
    );
    return;
  }
  // No tool is called when it starts once more.
  if (variant.credentials !== 'made up' || /^(?:drift|other|arguments)$/.test(variant.name)) return;
  if (requests > 0) steps.add(id, ITEMS, 'pass', sentence`No credential shows when ${when}.`);
  else
    steps.add(
      id,
      ITEMS,
      'review',
      sentence`Nothing reached the provider, so what shows when ${when} is not known.`,
    );
}
