import { entropy, hasDigit, isOpaque, isPath, isReadable } from './shape.ts';

/** Blanks: what is generated has none. */
const BREAKS = /\s/;
/** A call, an index or a member of something in a program: `get_secret("x")`, `os.environ['X']`, `secrets[0].value`. */
const CODE = /^([A-Za-z_$@][\w.$-]{1,60})(?:\([\w"'`., :/$-]{0,120}\)|\[[\w"'`., :/$-]{0,120}\])/;
/** Whole texts in brackets: JSON, a template, a stand-in. */
const WRAPPED = /^(?:\{.*\}|\[.*\]|<.*>|\(.*\))$/;
/** Patterns that describe values: `^[A-Za-z0-9]{32}$`. */
const PATTERN = /\[\^?[A-Za-z0-9]-[A-Za-z0-9]|\{\d{1,4}(?:,\d{0,4})?\}|\\[dws]/;

/**
 * Noise that holds more than the alphabets of tokens: a quote, a bracket, a comma, a letter beyond ASCII. Django makes its
 * key from `a-z0-9!@#$%^&*(-_=+)`, and secrets that a person or a password manager made may hold anything
 * (https://docs.djangoproject.com/en/stable/ref/settings/#secret-key).
 *
 * @param minimum the least length
 */
export function isOddNoise(value: string, minimum: number): boolean {
  if (value.length < minimum || isOpaque(value) || BREAKS.test(value)) return false;
  if (WRAPPED.test(value) || isCode(value) || PATTERN.test(value) || value.includes('://'))
    return false;
  if (isReadable(value) || isPath(value) || isListOfWords(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value));
  if (kinds.length < 3 && !hasDigit(value)) return false;
  return entropy(value) >= 3.2 && letterShare(value) >= 0.5;
}

function isCode(value: string): boolean {
  const name = CODE.exec(value)?.[1];
  return name !== undefined && isReadable(name);
}

/** Tables, drawings and rows of signs are no keys. */
function letterShare(value: string): number {
  return value.replace(/[^\p{L}\p{N}]/gu, '').length / value.length;
}

/** `read,write,admin`, `a:1,b:2`: names with commas between them. */
function isListOfWords(value: string): boolean {
  const pieces = value.split(/[,;]/);
  return pieces.length > 1 && pieces.every((piece) => piece.length < 8 || isReadable(piece));
}
