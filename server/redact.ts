import { redactIn } from '../rules/secrets/redact.ts';

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The last gate: text that may hold pieces of a file becomes one line without invisible characters and
 * without anything that looks like a credential. Everything that leaves this process goes through here.
 */
export function clean(text: string): string {
  return redactIn(text.replace(UNPRINTABLE, ' '));
}
