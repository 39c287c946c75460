import type { Finding } from '../../../rules/findings/finding.ts';
import { type SafeText, safe } from '../../../rules/secrets/safe.ts';
import type { SafeSource } from '../../../rules/secrets/safe-source.ts';
import type { Span } from '../../../rules/text/span.ts';

/** The line a finding stands in, as it may be shown, and what to underline in it. */
export interface Frame {
  readonly before: SafeText;
  readonly marked: SafeText;
  readonly after: SafeText;
}

/** How much of a long line is shown around the mark. */
const BEFORE = 50;
const MARKED = 60;
const AFTER = 40;

/** Shows the places of findings in a text. */
export function framesOf(
  text: string,
  findings: readonly Finding[],
  source: SafeSource,
): readonly Frame[] {
  return findings.map(({ at }) => frameOf(text, at.span, source));
}

function frameOf(text: string, { start, end }: Span, source: SafeSource): Frame {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline;
  const markedEnd = Math.max(start, Math.min(end, lineEnd));
  const before = source.show(lineStart, start).trimStart();
  const marked = source.show(start, markedEnd);
  const after = source.show(markedEnd, lineEnd).trimEnd();
  return {
    before: safe.text(before.length > BEFORE ? `…${before.slice(1 - BEFORE)}` : before),
    marked: safe.text(marked.length > MARKED ? `${marked.slice(0, MARKED - 1)}…` : marked),
    after: safe.text(after.length > AFTER ? `${after.slice(0, AFTER - 1)}…` : after),
  };
}
