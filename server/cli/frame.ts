import type { Finding } from '../../rules/finding.ts';
import type { Located } from '../../rules/secrets/index.ts';
import { redact } from '../../rules/secrets/redact.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { Span } from '../../rules/span.ts';

/** The line a finding stands in, without any credential, and what to underline in it. */
export interface Frame {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** How much of a long line is shown around the mark. */
const BEFORE = 50;
const MARKED = 60;
const AFTER = 40;

interface Secret extends Span {
  readonly shown: string;
}

/** Shows the places of findings in a text whose credentials are known. */
export function framesOf(
  text: string,
  findings: readonly Finding[],
  credentials: readonly Located[],
): readonly Frame[] {
  const secrets = credentials
    .filter(({ verdict }) => verdict === 'credential')
    .map(({ place, start, end }) => ({
      ...place.text.spanOf(start, end),
      shown: redact(place.text.value.slice(start, end)),
    }))
    .sort((a, b) => a.start - b.start);
  return findings.map(({ span }) => frameOf(text, span, secrets));
}

function frameOf(text: string, { start, end }: Span, secrets: readonly Secret[]): Frame {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline;
  const markedEnd = Math.max(start, Math.min(end, lineEnd));
  const near = secrets.filter((it) => it.end > lineStart && it.start < lineEnd);
  const before = shown(text, lineStart, start, near).trimStart();
  const marked = shown(text, start, markedEnd, near);
  const after = shown(text, markedEnd, lineEnd, near).trimEnd();
  return {
    before: before.length > BEFORE ? `…${before.slice(1 - BEFORE)}` : before,
    marked: marked.length > MARKED ? `${marked.slice(0, MARKED - 1)}…` : marked,
    after: after.length > AFTER ? `${after.slice(0, AFTER - 1)}…` : after,
  };
}

/** A piece of the text; of a credential that reaches beyond the piece, nothing is seen. */
function shown(text: string, from: number, to: number, secrets: readonly Secret[]): string {
  let result = '';
  let position = from;
  for (const secret of secrets) {
    if (secret.end <= position || secret.start >= to) continue;
    const whole = secret.start >= from && secret.end <= to;
    result += safe.text(text.slice(position, Math.max(position, secret.start)));
    result += whole ? secret.shown : '••••';
    position = Math.min(to, secret.end);
  }
  return result + safe.text(text.slice(position, to));
}
