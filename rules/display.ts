import { Harmless } from './memory.ts';
import { redactIn } from './secrets/redact.ts';

const LONGEST = 100;
/** Nobody reads further, and cleaning costs time. */
const READ = 8;
/** Controls, invisible and bidirectional characters: a name must not rewrite the sentence it stands in. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Names and packages come again with every finding and every key. */
const harmless = new Harmless(10_000, 2 * LONGEST);

/**
 * Makes text from a file fit to be shown: one line, no invisible characters, not too long, and nothing that
 * looks like a credential, whatever it was meant to be.
 */
export function display(text: string, longest = LONGEST): string {
  if (text.length <= longest && harmless.has(text)) return text;
  const clean = redactIn(text.slice(0, longest * READ).replace(UNPRINTABLE, ' '));
  if (clean === text) harmless.add(text);
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
