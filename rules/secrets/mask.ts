import { findReferences } from '../references/find.ts';
import type { Reference } from '../references/syntax.ts';
import type { Span } from '../text/span.ts';
import { MASK } from './view.ts';

/** The literal part of a reference: what it falls back to. */
export interface Fallback {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface Masked {
  /** As long as the value, with every reference blanked out. */
  readonly text: string;
  readonly fallbacks: readonly Fallback[];
}

/** Characters that may stand beside a bare `$NAME` or `%NAME%`; inside of a password or token there are others. */
const BEFORE = /[\s"'=:/@,;({[&?|<>\\-]/;
const AFTER = /[\s"'/:@,;)}\]&?.|\\-]/;

/** Takes the references out of a value, unfinished ones too: what is left is literal text. */
export function mask(value: string, given: readonly Reference[]): Masked {
  // An ordinary address is none of a secrets manager.
  if (!/[$`]|\{\{|\{[a-z]+:|%[A-Za-z_]|(?<!https?|wss?):\/\//.test(value))
    return { text: value, fallbacks: [] };
  const references = given.length > 0 ? given : findReferences(value);
  const fallbacks: Fallback[] = [];
  const spans: Span[] = [];
  for (const reference of references) {
    if (!isReference(value, reference)) continue;
    spans.push(reference);
    const { name, fallback } = reference;
    if (fallback) fallbacks.push({ name, ...fallback });
    else if (reference.syntax === 'env-colon') {
      // `${env:NAME:-default}`: no host resolves it, but the default is as readable as in the other form.
      const separator = name.search(/:-?/);
      const start =
        reference.start + '${env:'.length + separator + (name[separator + 1] === '-' ? 2 : 1);
      if (separator > 0)
        fallbacks.push({ name: name.slice(0, separator), start, end: reference.end - 1 });
    }
  }
  return { text: maskUnknown(blank(value, spans)), fallbacks };
}

function isReference(value: string, { syntax, name, start, end }: Reference): boolean {
  // %3A and %E4: an escape of a URL.
  if (syntax === 'percent' && /^[0-9A-Fa-f]{2}$/.test(name)) return false;
  // PowerShell's assignment: `$env:API_KEY='…'`.
  if (syntax === 'mistaken') return !/^\s*=(?!=)/.test(value.slice(end, end + 8));
  if (syntax !== 'dollar' && syntax !== 'percent') return true;
  // Names are written in one way; `$e3tB4` is a password.
  if (/\d/.test(name) && name !== name.toUpperCase() && name !== name.toLowerCase()) return false;
  const before = value[start - 1];
  const after = value[end];
  return (
    (before === undefined || BEFORE.test(before)) && (after === undefined || AFTER.test(after))
  );
}

/** `${…}` that nobody resolves, and `${inp`, `{{x`, `{env:X` that are still being typed. */
function maskUnknown(value: string): string {
  let text = value;
  for (const [open, close] of PAIRS) {
    const spans: Span[] = [];
    for (let start = text.indexOf(open); start >= 0; ) {
      const found = text.indexOf(close, start + open.length);
      const end = found < 0 ? text.length : found + close.length;
      spans.push({ start, end });
      start = text.indexOf(open, end);
    }
    text = blank(text, spans);
  }
  return text;
}

const PAIRS = [
  ['${', '}'],
  ['{{', '}}'],
  ['{env:', '}'],
  ['{file:', '}'],
] as const;

/** @param spans in order, without overlaps */
function blank(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let result = '';
  let position = 0;
  for (const { start, end } of spans) {
    result += text.slice(position, start) + MASK.repeat(end - start);
    position = end;
  }
  return result + text.slice(position);
}
