import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { duration } from '../text/duration.ts';
import type { Progress } from './progress.ts';

/** How far it is, as `6 of 9 done, 1 not applicable`. */
export function doneText({ done, applies, notApplicable }: Progress): SafeText {
  const rest = notApplicable === 0 ? sentence`` : sentence`, ${notApplicable} not applicable`;
  return sentence`${done} of ${applies} done${rest}`;
}

/** What is left, the criticals first, as `3 criticals, about 1 h 40 · 2 more failing, about 45 min`; '' for nothing. */
export function leftText({ critical, failing, review, accepted, minutes }: Progress): SafeText {
  const others = failing - critical;
  const more = critical > 0 ? sentence`${others} more failing` : sentence`${others} failing`;
  return safe.join(
    [
      ...(critical > 0 ? [about(count(critical, 'critical'), minutes.critical)] : []),
      ...(others > 0 ? [about(more, minutes.others)] : []),
      ...(review > 0 ? [sentence`${review} to review`] : []),
      ...(accepted > 0 ? [sentence`${accepted} accepted`] : []),
    ],
    ' · ',
  );
}

function about(what: SafeText, minutes: number): SafeText {
  return minutes === 0 ? what : sentence`${what}, about ${safe.text(duration(minutes))}`;
}
