import { type ProviderId, providers, type TokenFormat } from '../catalog/providers.ts';

/** A token whose format says who issued it. */
export interface FormatMatch {
  readonly start: number;
  readonly end: number;
  readonly provider: ProviderId;
  readonly format: TokenFormat;
}

interface Entry {
  readonly provider: ProviderId;
  readonly format: TokenFormat;
  readonly prefix: string;
  pattern: RegExp | undefined;
}

/** No documented token is longer; a bound keeps every attempt short on hostile text. */
const LONGEST = 4096;

/** Entries by the code of the first character: most positions of most texts are ruled out by one look-up. */
let byFirst: (readonly Entry[] | undefined)[] | undefined;
let byMarker: readonly (readonly [text: string, offset: number, entry: Entry])[] = [];

function index(): (readonly Entry[] | undefined)[] {
  const table: Entry[][] = [];
  const markers: [string, number, Entry][] = [];
  for (const [provider, { tokens }] of Object.entries(providers) as [
    ProviderId,
    { tokens: readonly TokenFormat[] },
  ][]) {
    for (const format of tokens) {
      const entry = (prefix: string): Entry => ({ provider, format, prefix, pattern: undefined });
      for (const prefix of format.prefixes ?? format.starts ?? []) {
        const code = prefix.charCodeAt(0);
        const entries = table[code] ?? [];
        entries.push(entry(format.prefixes ? prefix : ''));
        table[code] = entries;
      }
      if (format.marker) markers.push([format.marker.text, format.marker.offset, entry('')]);
    }
  }
  // The longest prefix first: `sk-ant-` before `sk-`.
  for (const entries of table) entries?.sort((a, b) => b.prefix.length - a.prefix.length);
  byMarker = markers;
  byFirst = table;
  return table;
}

/**
 * Finds the tokens whose format needs no name to be recognised, in order and without overlaps.
 *
 * A prefix only counts where a token can begin: not behind a letter, digit, `_` or `-`. Each position is looked
 * at once, and each attempt reads at most {@link LONGEST} characters.
 */
export function findFormats(text: string): readonly FormatMatch[] {
  const table = byFirst ?? index();
  let found: FormatMatch[] | undefined;
  let position = 0;
  // Right behind a token no other begins.
  let last = -1;
  while (position < text.length) {
    const entries = table[text.charCodeAt(position)];
    if (entries === undefined || position === last || isInWord(text, position)) {
      position += 1;
      continue;
    }
    const match = matchAt(text, position, entries);
    if (!match) {
      position += 1;
      continue;
    }
    found ??= [];
    found.push(match);
    position = match.end;
    last = position;
  }
  for (const [marker, offset, entry] of byMarker) {
    for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
      const start = at - offset;
      if (start < 0 || (start > 0 && isWord(text.charCodeAt(start - 1)))) continue;
      const match = matchAt(text, start, [entry]);
      if (match && !found?.some((other) => other.start < match.end && match.start < other.end)) {
        found ??= [];
        found.push(match);
      }
    }
  }
  return found?.sort((a, b) => a.start - b.start) ?? NONE;
}

const NONE: readonly FormatMatch[] = [];

function matchAt(text: string, start: number, entries: readonly Entry[]): FormatMatch | undefined {
  for (const entry of entries) {
    if (!text.startsWith(entry.prefix, start)) continue;
    entry.pattern ??= new RegExp(`^(?:${entry.format.pattern})`);
    const length = entry.pattern.exec(text.slice(start, start + LONGEST))?.[0].length;
    if (length === undefined) continue;
    if (length < LONGEST && isWord(text.charCodeAt(start + length))) continue;
    return { start, end: start + length, provider: entry.provider, format: entry.format };
  }
  return undefined;
}

/** Letters, digits, `_` and `-`; NaN, the end of the text, is none of them. */
function isInWord(text: string, position: number): boolean {
  return position > 0 && isWord(text.charCodeAt(position - 1)) && !isEscapeEnd(text, position - 1);
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

const PERCENT = 37;

/** The last digit of `%20`, `%3D`: what follows an escape begins anew. */
function isEscapeEnd(text: string, position: number): boolean {
  return (
    text.charCodeAt(position - 2) === PERCENT &&
    /^[0-9A-Fa-f]{2}$/.test(text.slice(position - 1, position + 1))
  );
}

/** `GitHub personal access token (classic)`; the provider's words are not said twice. */
export function labelOf(provider: ProviderId, format: TokenFormat): string {
  const { label } = providers[provider];
  const last = label.slice(label.lastIndexOf(' ') + 1);
  return format.label.startsWith(`${last} `)
    ? label + format.label.slice(last.length)
    : `${label} ${format.label}`;
}

/** Prefixes that mean something else as well; what follows them need not be the documented kind. */
const COMMON_WORDS = new Set(['key-', 'api-', 'sdk-', 'secret_', 'api_org_', 'EAAA', 'pat']);

/** Longer than what is missing from any token. */
const PADDING = '0'.repeat(300);

/**
 * Whether a value is a token that is still being typed: it begins with a provider's prefix, and would be of the
 * documented form if only it were longer.
 */
export function isUnfinished(value: string): boolean {
  if (value.startsWith('eyJ') && value.length < 40) return value.split('.').length < 3;
  const table = byFirst ?? index();
  for (const entry of table[value.charCodeAt(0)] ?? []) {
    const { prefix } = entry;
    if (prefix.length < 3 || COMMON_WORDS.has(prefix)) continue;
    if (prefix.startsWith(value)) return true;
    if (!value.startsWith(prefix) || (prefix.length < 4 && value.length >= 16)) continue;
    entry.pattern ??= new RegExp(`^(?:${entry.format.pattern})`);
    const length = entry.pattern.exec(value.slice(0, LONGEST) + PADDING)?.[0].length ?? 0;
    if (length > value.length && !entry.pattern.test(value)) return true;
  }
  return false;
}

let keyed:
  | Map<ProviderId, readonly { readonly format: TokenFormat; readonly pattern: RegExp }[]>
  | undefined;

/** The format of that provider, of those that need its name to be recognised, that fits the whole value. */
export function keyedFormat(provider: ProviderId, value: string): TokenFormat | undefined {
  keyed ??= new Map();
  let formats = keyed.get(provider);
  if (!formats) {
    const tokens: readonly TokenFormat[] = providers[provider].tokens;
    formats = tokens
      .filter((format) => format.keyed)
      .map((format) => ({ format, pattern: new RegExp(`^(?:${format.pattern})$`) }));
    keyed.set(provider, formats);
  }
  return formats.find(({ pattern }) => pattern.test(value))?.format;
}
