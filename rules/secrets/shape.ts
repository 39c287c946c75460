/** What the characters of a value say about it, without its name. All linear in the length of the value. */

/** Bits per character (Shannon). Random base62 of 20-40 characters has 4.0-4.9, random hex 3.4-3.9, words 2.5-3.6. */
export function entropy(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  // Characters beyond ASCII share one place: rare enough not to matter.
  counts.fill(0);
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index) & 0xffff;
    const slot = Math.min(code, 127);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / length) * Math.log2(count / length);
  }
  return bits;
}

const counts = new Uint32Array(128);

/** The textual form of RFC 9562. */
const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const DIGITS = /^\d+$/;

export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}

export function isHex(text: string): boolean {
  return HEX.test(text);
}

export function isNumber(text: string): boolean {
  return /^[+-]?\d[\d.,_:%]*(?:e[+-]?\d+|ms|s|m|h|d|k|kb|mb|gb|px|%)?$/i.test(text);
}

export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

/** The alphabets of tokens: base64 of either kind, and the separators found between their parts. */
const OPAQUE = /^[A-Za-z0-9_\-+/=.~:|*!@$%^&#]+$/;

/** One unbroken run of the characters that generated tokens are made of. */
export function isOpaque(text: string): boolean {
  return OPAQUE.test(text);
}

export function hasDigit(text: string): boolean {
  return /\d/.test(text);
}

export function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text);
}

export function hasBothCases(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text);
}

/**
 * Which letters follow a letter in words, one bit per letter, a to z: the pairs that make up 96.5 % of all
 * pairs in 10,000 words of technical English. Of random letters, 42 % of the pairs are among them.
 */
const FOLLOWERS = [
  0x37ebd6e, 0x164b15, 0x11e4d95, 0x1164959, 0x1effb7f, 0x11a4931, 0x166991, 0x1a4111, 0x2aefc7f,
  0x44010, 0x40111, 0x13c4919, 0x14d913, 0x13ced7d, 0xfefd6f, 0x1ed991, 0x100000, 0x13efd7f,
  0x11ccd95, 0x15ec99d, 0xeb95f, 0x4111, 0x66191, 0x88110, 0x4e011, 0x110,
];

/** The share of a value's letters and digits that stand in something that reads like a word of four or more letters. */
export function readability(text: string): number {
  let counted = 0;
  let inWords = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (!isLetter(code)) {
      if (code >= 48 && code <= 57) counted++;
      index++;
      continue;
    }
    const end = endOfRun(text, index);
    const length = end - index;
    counted += length;
    if (length > 2 && readsLikeWord(text, index, end)) {
      // `the`, `api`, `dev`: too short to tell from noise, so they count for half.
      inWords += length > 3 ? length : 1.5;
    }
    index = end;
  }
  return counted === 0 ? 0 : inWords / counted;
}

/** Letters of one case, or a capital before small letters: what a camel-case splitter calls a word. */
function endOfRun(text: string, start: number): number {
  let end = start + 1;
  if (isCapital(text.charCodeAt(start))) {
    while (isCapital(text.charCodeAt(end))) end++;
    if (!isSmall(text.charCodeAt(end))) return end;
    // `APIKey`: the last capital belongs to the next word.
    if (end - start > 1) return end - 1;
  }
  while (isSmall(text.charCodeAt(end))) end++;
  return end;
}

function readsLikeWord(text: string, start: number, end: number): boolean {
  let common = 0;
  for (let index = start + 1; index < end; index++) {
    const first = (text.charCodeAt(index - 1) | 0x20) - 97;
    const second = (text.charCodeAt(index) | 0x20) - 97;
    if (((FOLLOWERS[first] ?? 0) >> second) & 1) common++;
  }
  // One uncommon pair is allowed in six: `project`.
  return common >= (end - start - 1) * 0.8;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isLetter(code: number): boolean {
  return isCapital(code) || isSmall(code);
}

/** Words rather than noise. */
export function isReadable(text: string): boolean {
  return readability(text) >= 0.62;
}

/** A path of a file or folder: `./x`, `~/x`, `C:\x`, `/usr/x`, `keys/service.pem`. */
export function isPath(text: string): boolean {
  if (/^(?:\.{1,2}|~)(?:[\\/]|$)|^[A-Za-z]:[\\/]|^\\\\/.test(text)) return true;
  if (FILE_NAME.test(text)) return true;
  // Mostly words between the slashes; those of base64 stand between noise.
  let slashes = 0;
  let readable = 0;
  let counted = 0;
  for (const segment of text.split(/[\\/]/)) {
    slashes++;
    counted += segment.length;
    if (segment.length < 4 || isDigits(segment) || isReadable(segment)) readable += segment.length;
  }
  return slashes > 1 && readable > counted * 0.6 && (slashes > 2 || isReadable(text));
}

/** A name with an extension that files have and tokens do not. */
const FILE_NAME =
  /^[^\s?&=]{1,200}\.(?:json|jsonc|ya?ml|toml|env|pem|key|crt|cer|p12|pfx|jks|pub|txt|md|js|mjs|cjs|ts|py|sh|bat|cmd|exe|ps1|db|sqlite3?|log|conf|cfg|ini|xml|jar|dll|so|php|rb|go|rs|png|jpe?g|svg|gif|webp|pdf|csv|zip|gz|tgz|tar|html?|css|lock|sock)$/i;

/** `name@host.tld` */
export function isEmail(text: string): boolean {
  return text.length < 200 && /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(text);
}

/** `host.tld`, `host:port`, with a dot or a port. */
export function isHost(text: string): boolean {
  return (
    text.length < 200 &&
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12}(?::\d{1,5})?$/.test(text) &&
    !/^[a-z0-9]{2,4}\.[A-Za-z0-9]{24,}$/.test(text)
  );
}

/** The last part of a version, date or ISO time. */
export function isVersionOrDate(text: string): boolean {
  return /^v?\d+(?:\.\d+){1,3}(?:[-+][0-9A-Za-z.-]{1,30})?$|^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(
    text,
  );
}

/** A text of eight characters or more that is one piece of up to twelve repeated. */
export function isPeriodic(text: string): boolean {
  if (text.length < 8) return false;
  for (let period = 1; period <= Math.min(12, text.length / 2); period++) {
    let index = period;
    while (index < text.length && text.charCodeAt(index) === text.charCodeAt(index - period))
      index++;
    if (index === text.length) return true;
  }
  return false;
}

/** How little a text varies. */
export interface Monotony {
  /** How many different characters it has; counting stops at three. */
  readonly distinct: number;
  /** The length of the longest run of one character. */
  readonly run: number;
  /**
   * The share of characters that are equal to or one step from the one before, or from the one before that: high in
   * `12345678`, `AbCdEf` and `a1b2c3`, near 0.1 in noise.
   */
  readonly steps: number;
}

export function monotonyOf(text: string): Monotony {
  const { length } = text;
  let distinct = 0;
  let first = -1;
  let second = -1;
  let beforePrevious = -9;
  let previous = -9;
  let run = 0;
  let longest = 0;
  let steps = 0;
  let doubleSteps = 0;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    const code = unit >= 65 && unit <= 90 ? unit + 32 : unit;
    if (distinct < 3 && code !== first && code !== second) {
      distinct++;
      if (distinct === 1) first = code;
      else second = code;
    }
    run = code === previous ? run + 1 : 1;
    if (run > longest) longest = run;
    if (Math.abs(code - previous) <= 1) steps++;
    if (Math.abs(code - beforePrevious) <= 1) doubleSteps++;
    beforePrevious = previous;
    previous = code;
  }
  const share = Math.max(steps / Math.max(length - 1, 1), doubleSteps / Math.max(length - 2, 1));
  return { distinct, run: longest, steps: share };
}
