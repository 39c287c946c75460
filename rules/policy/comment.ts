import type { Config } from '../config/config.ts';
import { eol, lineIndent, lineStart } from '../document/layout.ts';
import type { Finding } from '../findings/finding.ts';
import type { Span, TextEdit } from '../text/span.ts';

/** Comments above a line, as `suppressions.ts` reads them. */
const DIRECTIVE = /^[ \t]*(?:\/\/|#)[ \t]*mcp-checklist-ignore[ \t]/;

/**
 * The edits that silence a finding by a comment above its line; one that stands there is extended.
 *
 * @param reason one line, not empty
 * @returns undefined where the host's file takes no comments
 */
export function ignoreByComment(
  { document, host }: Config,
  { rule, at: { span } }: Pick<Finding, 'rule' | 'at'>,
  reason: string,
): readonly TextEdit[] | undefined {
  if (document.format === 'json' && host.comments !== true) return undefined;
  const { text } = document;
  const extended = extendedComment(text, span, rule);
  if (extended) return [extended];
  const start = lineStart(text, span.start);
  const mark = document.format === 'json' ? '//' : '#';
  const comment = `${lineIndent(text, span.start)}${mark} mcp-checklist-ignore ${rule} -- ${reason}${eol(text)}`;
  return [{ span: { start, end: start }, newText: comment }];
}

/** The edit that adds a rule to a comment right above a line; undefined where no such comment stands there. */
export function extendedComment(text: string, span: Span, rule: string): TextEdit | undefined {
  const start = lineStart(text, span.start);
  const above = lineStart(text, Math.max(0, start - 1));
  const line = text.slice(above, start).replace(/\r?\n$/, '');
  const dashes = line.indexOf(' --');
  if (start === 0 || dashes <= 0 || !DIRECTIVE.test(line)) return undefined;
  const end = above + line.slice(0, dashes).trimEnd().length;
  return { span: { start: end, end }, newText: `, ${rule}` };
}
