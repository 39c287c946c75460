import type { TextFormat, TextNode } from './node.ts';

const SHORT_ESCAPES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
} satisfies Record<string, string>);

const BACKSLASH = 92;

/** Strings as JSON writes them (RFC 8259, section 7). */
export const jsonText: TextFormat = {
  offsets(node: TextNode): readonly number[] {
    const { raw, contentStart } = node;
    const offsets: number[] = [];
    let position = 0;
    while (position < raw.length) {
      const sequence = raw.charCodeAt(position) === BACKSLASH ? escapeAt(raw, position) : undefined;
      if (sequence?.value !== '') offsets.push(contentStart + position);
      position += sequence?.length ?? 1;
    }
    offsets.push(contentStart + raw.length);
    return offsets;
  },
  encode(_node: TextNode, value: string): string {
    return JSON.stringify(value).slice(1, -1);
  },
};

/** Texts with the wrong quotes, or none: what is written in their place gets the right ones. */
export const looseText: TextFormat = {
  offsets: jsonText.offsets,
  encode: jsonText.encode,
  rewrite: (_node: TextNode, value: string): string => JSON.stringify(value),
};

/** What is between the quotes, decoded; what is no escape of the grammar adds nothing. */
export function decodeJson(raw: string): string {
  let value = '';
  let position = 0;
  for (;;) {
    const backslash = raw.indexOf('\\', position);
    if (backslash < 0) return value + raw.slice(position);
    const sequence = escapeAt(raw, backslash);
    value += raw.slice(position, backslash) + sequence.value;
    position = backslash + sequence.length;
  }
}

/** An escape the grammar does not know adds nothing to the value: jsonc-parser's scanner drops it. */
function escapeAt(
  raw: string,
  position: number,
): { readonly length: number; readonly value: string } {
  const letter = raw[position + 1] ?? '';
  if (letter !== 'u') return { length: 2, value: SHORT_ESCAPES[letter] ?? '' };
  const digits = /^[0-9A-Fa-f]{0,4}/.exec(raw.slice(position + 2, position + 6))?.[0] ?? '';
  const value = digits.length === 4 ? String.fromCharCode(Number.parseInt(digits, 16)) : '';
  return { length: 2 + digits.length, value };
}
