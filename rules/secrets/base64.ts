const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = new Map([...ALPHABET].map((character, code) => [character, code]));
CODES.set('-', 62).set('_', 63);

/**
 * Decodes base64 of either alphabet (RFC 4648 §4 and §5), with or without padding, as Latin-1: enough to
 * look for names and colons. The platform's own functions differ between Node, browsers and workers.
 *
 * @param limit how many characters of the text to read at most
 * @returns undefined for a text that is no base64
 */
export function decodeBase64(text: string, limit = 8192): string | undefined {
  let result = '';
  let bits = 0;
  let held = 0;
  const end = Math.min(text.length, limit);
  for (let index = 0; index < end; index++) {
    const character = text[index] as string;
    if (character === '=') break;
    const code = CODES.get(character);
    if (code === undefined) return undefined;
    bits = ((bits << 6) | code) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      result += String.fromCharCode((bits >> held) & 0xff);
    }
  }
  return result;
}
