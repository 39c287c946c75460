import type { FileFacts } from '../../rules/project/files/facts.ts';
import { changeOf } from '../../rules/text/change.ts';
import type { Span } from '../../rules/text/span.ts';

/** Somebody who has changed more lines than these is not in the middle of a word any more. */
const MOST_LINES = 60;

/**
 * Whether half-typed text hides what is still there: an open bracket swallows what follows. True where the text has
 * errors that it had not, and functions or calls away from what was changed are not found any more.
 *
 * @param whole the file as it was last read without such a loss
 */
export function isTorn(whole: FileFacts, now: FileFacts): boolean {
  const [old, young] = [whole.source?.module, now.source?.module];
  if (!old || !young || young.errors.length <= old.errors.length) return false;
  const { from, before, after } = changeOf(whole.text, now.text);
  if (now.text.slice(from, after).split('\n').length > MOST_LINES) return false;
  const starts = new Set([
    ...young.functions.map(({ start }) => start),
    ...young.classes.map(({ start }) => start),
    ...(now.sites?.calls ?? []).map(({ call }) => call.start),
  ]);
  const survives = ({ start }: Span): boolean =>
    start < from ? starts.has(start) : start < before || starts.has(start + after - before);
  return !(
    old.functions.every(survives) &&
    old.classes.every(survives) &&
    (whole.sites?.calls ?? []).every(({ call }) => survives(call))
  );
}
