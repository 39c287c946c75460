import { findReferences } from '../references/find.ts';
import type { Reference } from '../references/syntax.ts';
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

/** Characters that may stand beside a bare `$NAME`; inside of a password there are others. */
const BEFORE = /[\s"'=:/@,;({[&?|<>\\-]/;
const AFTER = /[\s"'/:@,;)}\]&?.|<>\\-]/;

/** Takes the references out of a value, unfinished ones too: what is left is literal text. */
export function mask(value: string, given: readonly Reference[]): Masked {
  if (!/[$`]|\{\{|\{[a-z]+:|%[A-Za-z_]|:\/\//.test(value)) return { text: value, fallbacks: [] };
  const references = given.length > 0 ? given : findReferences(value);
  const fallbacks: Fallback[] = [];
  let text = value;
  for (const reference of references) {
    if (!isReference(value, reference)) continue;
    text = blank(text, reference.start, reference.end);
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
  return { text: maskUnknown(text), fallbacks };
}

function isReference(value: string, { syntax, name, start, end }: Reference): boolean {
  // %3A and %E4: an escape of a URL.
  if (syntax === 'percent') return !/^[0-9A-Fa-f]{2}$/.test(name);
  // PowerShell's assignment: `$env:API_KEY='…'`.
  if (syntax === 'mistaken') return !/^\s*=(?!=)/.test(value.slice(end, end + 8));
  if (syntax !== 'dollar') return true;
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
    for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, start + 1)) {
      const found = text.indexOf(close, start + open.length);
      text = blank(text, start, found < 0 ? text.length : found + close.length);
      if (found < 0) break;
    }
  }
  return text;
}

const PAIRS = [
  ['${', '}'],
  ['{{', '}}'],
  ['{env:', '}'],
  ['{file:', '}'],
] as const;

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + MASK.repeat(end - start) + text.slice(end);
}
