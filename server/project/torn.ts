import type { FileFacts } from '../../rules/project/files/facts.ts';
import { changeOf } from '../../rules/text/change.ts';
import type { Span } from '../../rules/text/span.ts';

/** Somebody who has changed more lines than these is not in the middle of a word any more. */
const MOST_LINES = 60;

/** Whether little of a text is new: then its errors may be those of somebody who is typing. */
export function isTyped(whole: FileFacts, text: string): boolean {
  const { from, after } = changeOf(whole.text, text);
  return text.slice(from, after).split('\n').length <= MOST_LINES;
}

/**
 * Whether half-typed text hides what is still there: an open bracket swallows what follows. True where imports,
 * functions, classes or calls away from what was changed are not found any more.
 *
 * @param whole the file as it was last read without new errors
 */
export function isTorn(whole: FileFacts, now: FileFacts): boolean {
  const [old, young] = [whole.source?.module, now.source?.module];
  if (!old || !young || young.errors.length <= old.errors.length) return false;
  const { from, before, after } = changeOf(whole.text, now.text);
  const found = new Set(startsIn(now));
  return startsIn(whole).some((start) => {
    if (start < from) return !found.has(start);
    return start >= before && !found.has(start + after - before);
  });
}

/** Where everything begins that other files, or rules, may look for. */
function startsIn({ source, sites }: FileFacts): readonly number[] {
  if (!source) return [];
  const { imports, exports, functions, classes } = source.module;
  const spans: readonly Span[] = [...imports, ...exports, ...functions, ...classes];
  const calls = (sites?.calls ?? []).map(({ call }) => call.start);
  return [...spans.map(({ start }) => start), ...calls];
}
