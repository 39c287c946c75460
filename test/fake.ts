import {
  type ProviderId,
  provider,
  providers,
  type TokenFormat,
} from '../rules/catalog/providers.ts';

/**
 * Credentials that look real and are not: assembled at run time from the documented shapes, so that no
 * token-shaped text is committed. The same seed gives the same values.
 */
export interface Fake {
  /** A GitHub personal access token (classic). */
  githubToken(): string;
  githubFineGrained(): string;
  openai(): string;
  anthropic(): string;
  slackBot(): string;
  slackWebhook(): string;
  stripe(mode?: 'live' | 'test'): string;
  awsKeyPair(): { readonly id: string; readonly secret: string };
  /** Three parts, signed with noise. `exp` in seconds. */
  jwt(claims?: Readonly<Record<string, unknown>>): string;
  /** A PEM private key with a body of noise. */
  privateKey(): string;
  /** The body of one token of that provider: the format is named by its label or index. */
  token(id: ProviderId, format?: number | string): string;
  /** A text matched by a catalog pattern. */
  match(pattern: string): string;
  hex(length: number): string;
  base62(length: number): string;
  base64url(length: number): string;
  uuid(): string;
  /** Twelve characters with a capital, a digit and a sign; none that a URL would have to escape. */
  password(): string;
  connectionString(password?: string, host?: string): string;
  pick<T>(list: readonly T[]): T;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
}

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const HEX = `${DIGITS}abcdef`;
const BASE62 = UPPER + LOWER + DIGITS;
const BASE64URL = `${BASE62}_-`;

/** How many characters beyond the minimum an open-ended repetition gets. */
const SPREAD = 6;

/** A generator of its own, for tests that must not depend on the order of others. */
export function seeded(seed: number): Fake {
  const next = random(seed);
  const integer = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[integer(0, list.length - 1)] as T;
  const text = (alphabet: string, length: number): string => {
    let result = '';
    for (let index = 0; index < length; index++)
      result += alphabet[integer(0, alphabet.length - 1)];
    return result;
  };
  const match = (pattern: string): string => new Expansion(pattern, integer).read();

  const fake: Fake = {
    githubToken: () => `ghp_${text(BASE62, 36)}`,
    githubFineGrained: () => `github_pat_${text(BASE62, 22)}_${text(BASE62, 59)}`,
    openai: () => `sk-proj-${text(BASE64URL, 74)}T3BlbkFJ${text(BASE62, 74)}`,
    anthropic: () => `sk-ant-api03-${text(BASE62, 93)}AA`,
    slackBot: () => `xoxb-${text(DIGITS, 12)}-${text(DIGITS, 13)}-${text(BASE62, 24)}`,
    slackWebhook: () =>
      `https://hooks.slack.com/services/T${text(UPPER + DIGITS, 10)}/B${text(UPPER + DIGITS, 10)}/${text(BASE62, 24)}`,
    stripe: (mode = 'live') => `sk_${mode}_${text(BASE62, 24)}`,
    awsKeyPair: () => ({
      id: `AKIA${text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
      secret: text(`${BASE62}/+`, 40),
    }),
    jwt: (claims = {}) =>
      [{ alg: 'HS256', typ: 'JWT' }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat(text(BASE64URL, 43))
        .join('.'),
    privateKey: () => {
      const lines = Array.from({ length: 12 }, () => text(`${BASE62}+/`, 64)).join('\n');
      return `${dashes('BEGIN')}\n${lines}\n${dashes('END')}\n`;
    },
    token: (id, format = 0) => match(formatOf(id, format).pattern),
    match,
    hex: (length) => text(HEX, length),
    base62: (length) => text(BASE62, length),
    base64url: (length) => text(BASE64URL, length),
    uuid: () =>
      `${[8, 4].map((n) => text(HEX, n)).join('-')}-4${text(HEX, 3)}-${text('89ab', 1)}${text(HEX, 3)}-${text(HEX, 12)}`,
    password: () => `${text(UPPER, 1)}${text(BASE62, 8)}${text(DIGITS, 2)}${text('!*_~', 1)}`,
    connectionString: (password, host = `db-${text(LOWER, 6)}.internal.net`) =>
      `postgresql://${text(LOWER, 6)}:${password ?? fake.password()}@${host}:5432/${text(LOWER, 5)}`,
    pick,
    integer,
  };
  return fake;
}

/** For tests that want any token at all. */
export const fake: Fake = seeded(20261101);

/** Every format of the catalog. */
export function everyFormat(): readonly {
  readonly id: ProviderId;
  readonly format: TokenFormat;
}[] {
  return (Object.keys(providers) as ProviderId[]).flatMap((id) =>
    provider(id).tokens.map((format) => ({ id, format })),
  );
}

function formatOf(id: ProviderId, format: number | string): TokenFormat {
  const { tokens } = provider(id);
  const found =
    typeof format === 'number'
      ? tokens[format]
      : tokens.find(({ label }) => label.includes(format));
  if (!found) throw new Error(`${id} has no token format ${format}`);
  return found;
}

/** Written in two halves, or tools that look for private keys would stop at this file. */
function dashes(word: string): string {
  return `-----${word} ${['PRIVATE', 'KEY'].join(' ')}-----`;
}

/** mulberry32, from the public domain: 32 bits of state are plenty for tests. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a text for the part of the regular expression grammar that the catalog uses. */
class Expansion {
  readonly #pattern: string;
  readonly #integer: (low: number, high: number) => number;
  #position = 0;

  constructor(pattern: string, integer: (low: number, high: number) => number) {
    this.#pattern = pattern;
    this.#integer = integer;
  }

  read(): string {
    const choices = [this.#sequence()];
    while (this.#pattern[this.#position] === '|') {
      this.#position++;
      choices.push(this.#sequence());
    }
    return (choices[this.#integer(0, choices.length - 1)] as () => string)();
  }

  #sequence(): () => string {
    const parts: (() => string)[] = [];
    while (this.#position < this.#pattern.length) {
      const character = this.#pattern[this.#position];
      if (character === '|' || character === ')') break;
      parts.push(this.#repeated(this.#atom()));
    }
    return () => parts.map((part) => part()).join('');
  }

  #atom(): () => string {
    const character = this.#pattern[this.#position++];
    if (character === '(') {
      this.#position += 2; // ?:
      const choices = [this.#sequence()];
      while (this.#pattern[this.#position] === '|') {
        this.#position++;
        choices.push(this.#sequence());
      }
      this.#position++;
      return () => (choices[this.#integer(0, choices.length - 1)] as () => string)();
    }
    if (character === '[') {
      const alphabet = this.#class();
      return () => alphabet[this.#integer(0, alphabet.length - 1)] as string;
    }
    const literal = (character === '\\' ? this.#pattern[this.#position++] : character) as string;
    return () => literal;
  }

  #class(): string {
    let alphabet = '';
    while (this.#pattern[this.#position] !== ']') {
      if (this.#pattern[this.#position] === '\\') this.#position++;
      const first = this.#pattern[this.#position++] as string;
      if (this.#pattern[this.#position] === '-' && this.#pattern[this.#position + 1] !== ']') {
        const last = this.#pattern[this.#position + 1] as string;
        this.#position += 2;
        for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
          alphabet += String.fromCharCode(code);
        }
      } else {
        alphabet += first;
      }
    }
    this.#position++;
    return alphabet;
  }

  #repeated(atom: () => string): () => string {
    const rest = this.#pattern.slice(this.#position);
    const quantifier = /^(?:\{(\d+)(,(\d*))?\}|[?+*])/.exec(rest);
    if (!quantifier) return atom;
    this.#position += quantifier[0].length;
    let low = quantifier[0] === '+' ? 1 : 0;
    let high = quantifier[0] === '?' ? 1 : low + SPREAD;
    if (quantifier[1] !== undefined) {
      low = Number(quantifier[1]);
      high =
        quantifier[2] === undefined
          ? low
          : Math.min(Number(quantifier[3] || Infinity), low + SPREAD);
    }
    return () => Array.from({ length: this.#integer(low, high) }, atom).join('');
  }
}
