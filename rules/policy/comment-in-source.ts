import { eol, lineIndent, lineStart } from '../document/layout.ts';
import { languageOf } from '../source/language.ts';
import type { Span, TextEdit } from '../text/span.ts';
import { extendedComment } from './comment.ts';

/**
 * The edits that silence a finding in a program by a comment above its line; one that stands there is extended.
 *
 * @param path of the file: tells how a comment is written in it
 * @param reason one line, not empty
 * @returns undefined for files that are no program, as nobody reads comments of theirs
 */
export function ignoreInSource(
  path: string,
  text: string,
  { rule, span }: { readonly rule: string; readonly span: Span },
  reason: string,
): readonly TextEdit[] | undefined {
  const language = languageOf(path);
  if (language === null || language === 'markdown') return undefined;
  const extended = extendedComment(text, span, rule);
  if (extended) return [extended];
  const start = lineStart(text, span.start);
  const mark = language === 'python' ? '#' : '//';
  const comment = `${lineIndent(text, span.start)}${mark} mcp-checklist-ignore ${rule} -- ${reason}${eol(text)}`;
  return [{ span: { start, end: start }, newText: comment }];
}
