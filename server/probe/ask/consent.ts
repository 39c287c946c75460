import { provider } from '../../../rules/catalog/providers.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { type Question, questions } from './questions.ts';
import type { AskPlan } from './types.ts';

/** Milliseconds between two questions about one credential. */
export const EVERY = 5_000;

/** What a person reads before anything is sent: what, whose and where to, and nowhere else. */
export function askText(plan: AskPlan, untilRefused: number): string {
  const { host, path, method = 'GET' } = questionOf(plan);
  const label = provider(plan.provider).label;
  const seconds = Math.round(untilRefused / 1000);
  const minutes = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  const again =
    untilRefused > 0
      ? [
          `It is asked every ${EVERY / 1000} seconds for up to ${minutes} until it is refused: revoke it meanwhile.`,
        ]
      : [];
  return [
    `Ask ${label} about ${safe.name(plan.name)} of "${safe.name(plan.server)}"?`,
    `  ${method} https://${host}${path}`,
    `The real value (${safe.tail(plan.value)}) is sent to ${host} and nowhere else: no proxy, no redirect.`,
    `The question is whether it is live, what it may do and when it expires. It changes nothing, but ${label} may note that the credential was used.`,
    'Names of scopes and dates are kept, never the value.',
    ...again,
  ].join('\n');
}

export function questionOf({ provider: id }: AskPlan): Question {
  const question = questions[id];
  if (!question) throw new Error('this provider is not asked');
  return question;
}
