import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Attempt } from '../attempt.ts';
import type { Steps } from './steps.ts';

const ITEMS = ['production/7', 'publish/15'];

/** What each kind of failure is called in a sentence. */
const WHEN: Readonly<Record<string, string>> = {
  '401': 'the provider says 401',
  '403': 'the provider says 403',
  '429': 'the provider says 429',
  '500': 'the provider fails with 500',
  cut: 'the provider sends half an answer',
  reset: 'the connection breaks',
  unreachable: 'the provider cannot be reached',
  silence: 'the provider never answers',
  debug: 'debug output is on',
  absent: 'a credential is missing',
  short: 'a credential is too short',
  drift: 'it starts a second time',
};

/** Whether a credential came out in one start, and whether that start could show it. */
export function judgeLeak(
  steps: Steps,
  { variant, leaks, dumpsEnvironment, requests }: Attempt<unknown>,
): void {
  const when = safe.text(WHEN[variant.name] ?? variant.name);
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
  if (variant.credentials !== 'made up' || variant.name === 'drift') return;
  if (requests > 0) steps.add(id, ITEMS, 'pass', sentence`No credential shows when ${when}.`);
  else
    steps.add(
      id,
      ITEMS,
      'review',
      sentence`Nothing reached the provider, so what shows when ${when} is not known.`,
    );
}
