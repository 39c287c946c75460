import type { TextFormat, TextNode } from './node.ts';

const SHORT_ESCAPES = '"\\/bfnrt';

/** Strings as JSON writes them. */
export const jsonText: TextFormat = {
  offsets(node: TextNode): readonly number[] {
    const { raw, contentStart } = node;
    const offsets: number[] = [];
    let position = 0;
    while (position < raw.length) {
      const escape = raw[position] === '\\' ? escapeAt(raw, position) : { length: 1, units: 1 };
      if (escape.units > 0) offsets.push(contentStart + position);
      position += escape.length;
    }
    offsets.push(contentStart + raw.length);
    return offsets;
  },
  encode(_node: TextNode, value: string): string {
    return JSON.stringify(value).slice(1, -1);
  },
};

/** An escape the grammar does not know adds nothing to the value: jsonc-parser's scanner drops it. */
function escapeAt(raw: string, position: number): { length: number; units: number } {
  const letter = raw[position + 1] ?? '';
  if (letter !== 'u') return { length: 2, units: letter !== '' && SHORT_ESCAPES.includes(letter) ? 1 : 0 };
  const digits = /^[0-9A-Fa-f]{0,4}/.exec(raw.slice(position + 2, position + 6))?.[0].length ?? 0;
  return { length: 2 + digits, units: digits === 4 ? 1 : 0 };
}
