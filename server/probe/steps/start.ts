import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Refusal } from '../answers.ts';
import type { Attempt } from '../attempt.ts';
import type { Steps } from './steps.ts';

const SAYS_WHY =
  /\b(?:required|missing|must|need(?:s|ed)?|not set|not provided|provide|undefined|invalid|unauthori[sz]ed|set the|api.?key|token|credential|usage:)\b/i;

/** What a server did with a credential that is missing or no credential at all. */
export type Reception = 'refuses' | 'dies silently' | 'hangs' | 'says so' | 'starts';

export function receptionOf(attempt: Attempt<unknown>, names: readonly string[]): Reception {
  const saysSo = names.some((it) => attempt.said.includes(it)) || SAYS_WHY.test(attempt.said);
  if (attempt.opened === 'none') return 'hangs';
  if (attempt.opened !== 'open' || !attempt.stays) return saysSo ? 'refuses' : 'dies silently';
  return names.some((it) => attempt.said.includes(it)) ? 'says so' : 'starts';
}

/** The first start, with made-up credentials. */
export function judgeStart(steps: Steps, { opened, stays, ms }: Attempt<unknown>): boolean {
  if (opened === 'open' && stays) {
    steps.add('start', [], 'pass', sentence`It starts and answers the first question.`, ms);
    return true;
  }
  const words =
    opened === 'none'
      ? sentence`It never answered the first question.`
      : opened === 'open'
        ? sentence`It answered the first question, and ended a moment later.`
        : sentence`It ended, or answered the first question with an error.`;
  steps.add('start', ['production/8'], opened === 'error' ? 'review' : 'fail', words, ms);
  return false;
}

/** Without a credential: it should say which one it wants, at the start or in the call. */
export function judgeAbsent(
  steps: Steps,
  attempt: Attempt<Refusal | undefined>,
  names: readonly string[],
): void {
  const { ms, value } = attempt;
  const items = ['production/8', 'publish/1'];
  const what = safe.name(names[0] ?? '');
  switch (receptionOf(attempt, names)) {
    case 'refuses':
    case 'says so':
      steps.add(
        'start.absent',
        items,
        'pass',
        sentence`Without ${what} it says so at the start.`,
        ms,
      );
      return;
    case 'hangs':
      steps.add(
        'start.absent',
        items,
        'fail',
        sentence`Without ${what} it hangs at the start.`,
        ms,
      );
      return;
    case 'dies silently':
      steps.add(
        'start.absent',
        items,
        'fail',
        sentence`Without ${what} it ends without a word.`,
        ms,
      );
      return;
    default:
      steps.add(
        'start.unchecked',
        ['publish/1'],
        'fail',
        sentence`Without ${what} it starts and says nothing.`,
        ms,
      );
      judgeRefusal(steps, 'call.absent', value);
  }
}

/** With a credential that cannot be one. */
export function judgeShort(
  steps: Steps,
  attempt: Attempt<unknown>,
  names: readonly string[],
): void {
  const { ms } = attempt;
  switch (receptionOf(attempt, names)) {
    case 'refuses':
    case 'says so':
      steps.add(
        'start.short',
        ['publish/1'],
        'pass',
        sentence`A credential of two characters is refused at the start.`,
        ms,
      );
      return;
    case 'hangs':
    case 'dies silently':
      steps.add(
        'start.short',
        ['production/8', 'publish/1'],
        'fail',
        sentence`With a credential of two characters it hangs or ends without a word.`,
        ms,
      );
      return;
    default:
      // Few servers look at it before the first call: a word, not a mark.
      steps.add(
        'start.short',
        [],
        'info',
        sentence`A credential of two characters is not noticed at the start.`,
        ms,
      );
  }
}

/** How a call that the provider refused was passed on. */
export function judgeRefusal(steps: Steps, id: string, refusal: Refusal | undefined): void {
  const items = ['production/8'];
  switch (refusal) {
    case undefined:
      steps.add(
        id,
        items,
        'review',
        sentence`No call reached the provider, so how a refusal is passed on is not known.`,
      );
      return;
    case 'clear':
      steps.add(
        id,
        items,
        'pass',
        sentence`A refused credential comes back as an error that names it.`,
      );
      return;
    case 'vague':
      steps.add(
        id,
        items,
        'review',
        sentence`A refused credential comes back as an error that does not say what is wrong.`,
      );
      return;
    case 'as success':
      steps.add(
        id,
        items,
        'review',
        sentence`A refused credential comes back as ordinary text, not as an error.`,
      );
      return;
    case 'silent':
      steps.add(
        id,
        items,
        'fail',
        sentence`A refused credential looks like success with nothing in it.`,
      );
      return;
    case 'died':
      steps.add(id, items, 'fail', sentence`It ends when its credential is refused.`);
      return;
    default:
      steps.add(id, items, 'fail', sentence`It does not answer when its credential is refused.`);
  }
}
