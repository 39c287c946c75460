const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '0': '\0',
  '\n': '',
};

const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([\s\S]))/g;

/** What the escapes of a string mean; those of JavaScript, Python and Go are close enough to be read as one. */
export function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    ESCAPE,
    (_, braced?: string, four?: string, eight?: string, two?: string, one?: string) => {
      const code = braced ?? four ?? eight ?? two;
      if (code === undefined) return SIMPLE[one ?? ''] ?? one ?? '';
      const point = Number.parseInt(code, 16);
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    },
  );
}

/** A number as the languages write it: `0x1f`, `1_000`, `10n`, `1.5`. */
export function numberOf(text: string): number {
  return Number(text.replace(/_/g, '').replace(/[nLj]$/, ''));
}
