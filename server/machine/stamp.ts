import { createHash } from 'node:crypto';

/** Tells one text from another, whatever its line ends and its byte order mark: editors hide both. */
export function stampOf(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return createHash('sha256').update(lines).digest('hex');
}
