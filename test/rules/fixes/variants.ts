import type { Format } from '../../../rules/document/document.ts';

/** One text as several people would have it on their disks. */
export function variantsOf(text: string, format: Format): readonly (readonly [string, string])[] {
  const lines = text.replaceAll('\r\n', '\n');
  const variants: (readonly [string, string])[] = [
    ['as it is', text],
    ['with carriage returns', lines.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text.replace(/^\ufeff/, '')}`],
    ['without a line end', text.trimEnd()],
  ];
  if (format === 'json') {
    variants.push(['with tabs', lines.replace(/^(?: {2})+/gm, (it) => '\t'.repeat(it.length / 2))]);
    const value = parsed(text);
    if (value !== undefined) {
      variants.push(['on one line', JSON.stringify(value)]);
      variants.push(['with four blanks', `${JSON.stringify(value, null, 4)}\n`]);
    }
  }
  return variants;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
