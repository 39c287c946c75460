import type { Answer, Finding, Fix } from '../../rules/findings/finding.ts';
import { editsOfFile } from '../../rules/fixes/file-edits.ts';
import type { TextEdit } from '../../rules/text/span.ts';

/** What a fix does to the text in which its finding stands. */
export function ownEdits(
  text: string,
  { at }: Finding,
  fix: Fix | undefined,
  answer?: Answer,
): readonly TextEdit[] {
  return fix ? editsOfFile(fix.edits(answer), at.file, text) : [];
}
