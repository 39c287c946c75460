import type { FileEdit } from '../findings/finding.ts';
import type { TextEdit } from '../text/span.ts';
import { addLines } from './add-line.ts';

/**
 * What edits of files do to one of them.
 *
 * @param file as the edits name it
 * @param text of that file, '' for one that is made
 * @returns edits of that text: offsets in UTF-16 code units, in no order
 */
export function editsOfFile(
  edits: readonly FileEdit[],
  file: string,
  text: string,
): readonly TextEdit[] {
  const all = edits.filter((it) => it.file === file).flatMap((it) => it.edits);
  const lines = all.flatMap((it) => ('line' in it ? it.line : []));
  return [...all.flatMap((it) => ('line' in it ? [] : it)), ...addLines(text, lines)];
}

/** The edits of all files but one. */
export function editsOfOthers(edits: readonly FileEdit[], file: string): readonly FileEdit[] {
  return edits.filter((it) => it.file !== file);
}
