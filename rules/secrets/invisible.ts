import { once } from '../text/memory.ts';

/**
 * Characters that show nothing, or change how others show: controls but for blanks and line ends, joiners, marks of
 * direction, fillers, tags, byte order marks, halves of a pair. Copied along with a value, or put there on purpose.
 * Made when a text needs it: V8 takes half a millisecond to read it.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const invisible = once(
  () => /(?:(?![\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])+/gu,
);
/** Most texts have none, and this is the cheapest way to know. */
const SUSPECT = /[^\t\n\r -~]/;

/** A text as it is seen, and where its characters stand in the text as it is. */
export interface Seen {
  readonly text: string;
  /** The offset in the whole text of an offset in this one. */
  readonly at: (index: number) => number;
}

/** Takes the invisible characters out of a text. They are not replaced: what they split belongs together. */
export function withoutInvisible(text: string): string {
  return SUSPECT.test(text) ? text.replace(invisible(), '') : text;
}

/**
 * The same, with a way back into the text as it is.
 *
 * @returns undefined where nothing is invisible
 */
export function seen(text: string): Seen | undefined {
  if (!SUSPECT.test(text)) return undefined;
  const gaps: { readonly at: number; readonly removed: number }[] = [];
  let removed = 0;
  const visible = text.replace(invisible(), (found, index: number) => {
    removed += found.length;
    gaps.push({ at: index + found.length - removed, removed });
    return '';
  });
  if (removed === 0) return undefined;
  return {
    text: visible,
    at: (index) => index + (gaps.findLast((gap) => gap.at <= index)?.removed ?? 0),
  };
}
