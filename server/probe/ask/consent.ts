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
  const again =
    untilRefused > 0
      ? [`Asked again every ${EVERY / 1000} seconds until it is refused: revoke it meanwhile.`]
      : [];
  return [
    `Ask ${label} about ${safe.name(plan.name)} of "${safe.name(plan.server)}"?`,
    `  ${method} https://${host}${path}`,
    `The real value (${safe.tail(plan.value)}) is sent to ${host} and nowhere else: no proxy, no redirect.`,
    'Asked is whether it is live, what it may do and when it expires. Nothing is changed there.',
    'Kept are names of scopes and days, never the value.',
    ...again,
  ].join('\n');
}

export function questionOf({ provider: id }: AskPlan): Question {
  const question = questions[id];
  if (!question) throw new Error('this provider is not asked');
  return question;
}
