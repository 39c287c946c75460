import type { Document } from './config/document.ts';
import type { Span } from './span.ts';

const DIRECTIVE =
  /mcp-checklist-ignore[ \t]+([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)[ \t]+--[ \t]*(\S[^\r\n]*)/;

interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The line of the comment and the one after it, as offsets. */
  readonly span: Span;
}

/**
 * The comments `// mcp-checklist-ignore <rule>[, <rule>] -- reason` of a document. One silences its own line
 * and the next. Without a reason it silences nothing, so that nobody wonders later why it is there.
 */
export function readSuppressions(document: Document): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const comment of document.comments) {
    const match = DIRECTIVE.exec(document.text.slice(comment.start, comment.end));
    if (!match) continue;
    const [, rules = '', reason = ''] = match;
    found.push({
      rules: rules.split(',').map((rule) => rule.trim()),
      reason: reason.replace(/\s*\*\/$/, '').trim(),
      span: reach(document.text, comment),
    });
  }
  return found;
}

/** The reason that silences this rule at this place, if there is one. */
export function suppressedBy(
  suppressions: readonly Suppression[],
  rule: string,
  span: Span,
): { readonly reason: string } | null {
  const match = suppressions.find(
    (suppression) =>
      suppression.rules.includes(rule) &&
      span.start >= suppression.span.start &&
      span.start < suppression.span.end,
  );
  return match ? { reason: match.reason } : null;
}

function reach(text: string, comment: Span): Span {
  const start = text.lastIndexOf('\n', comment.start) + 1;
  const ownEnd = text.indexOf('\n', comment.end);
  const nextEnd = ownEnd < 0 ? -1 : text.indexOf('\n', ownEnd + 1);
  return { start, end: nextEnd < 0 ? text.length + 1 : nextEnd };
}
