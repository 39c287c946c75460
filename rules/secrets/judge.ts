import type { ProviderId } from '../catalog/providers.ts';
import type { Confidence } from '../findings/confidence.ts';
import type { Traits } from './candidate.ts';
import { isUnfinished, keyedFormat, labelOf } from './format.ts';
import type { NameReading } from './name.ts';
import { isOddNoise } from './odd.ts';
import { isDefaultPassword, isPlaceholder } from './placeholder.ts';
import {
  entropy,
  hasBothCases,
  hasDigit,
  hasLetter,
  isDigits,
  isEmail,
  isHex,
  isHost,
  isNumber,
  isOpaque,
  isPath,
  isReadable,
  isUuid,
  isVersionOrDate,
} from './shape.ts';

/** What a value turned out to be. */
export interface ConfigAnalysis {
  readonly verdict: 'credential' | 'placeholder';
  readonly confidence: Confidence;
  readonly label: string;
  readonly provider?: ProviderId;
  readonly traits: Traits;
}

/**
 * Where in a string a value stands. `password`: between the colon and the `@` of a URL. `authorization`: after
 * the scheme of an Authorization header. In both, nothing but a credential goes.
 */
export type Position = 'value' | 'argument' | 'authorization' | 'password' | 'cookie' | 'path';

/** Judges one value that is not made of parts, by its name, its position and its shape. Undefined: no credential. */
export function judge(
  value: string,
  reading: NameReading,
  name: string,
  position: Position,
): ConfigAnalysis | undefined {
  if (isNothing(value) || isIndirect(value)) return undefined;
  const kind =
    position === 'password' ? 'password' : position === 'authorization' ? 'secret' : reading.kind;
  const strong =
    reading.strength === 'strong' || position === 'password' || position === 'authorization';
  if (kind === 'public' || isPublic(value)) return undefined;
  const label = labelFor(kind, reading, position);
  const told = reading.provider === undefined ? {} : { provider: reading.provider };
  const result = (confidence: Confidence, more?: Partial<ConfigAnalysis>): ConfigAnalysis => ({
    verdict: 'credential',
    confidence,
    label,
    ...told,
    traits: {},
    ...more,
  });

  if (position === 'cookie' && kind === 'plain') return judgeCookiePair(value, name, result);
  if (position === 'argument' && kind === 'plain' && (name === 'k' || name === 'p')) {
    return isShortFlagSecret(value, name) ? result('medium', { label: SHORT[name] }) : undefined;
  }
  if (kind === 'plain' || kind === 'connection') {
    return judgeUnnamed(value, name === '' ? position : 'value', result);
  }
  if (isPlaceholder(value, name, kind === 'password')) {
    return strong && value.length > 1 ? result('medium', { verdict: 'placeholder' }) : undefined;
  }
  if (isUnfinished(value)) return undefined;
  if (kind === 'password') {
    const confidence = passwordConfidence(value, strong, position);
    return confidence && result(confidence);
  }
  if (kind === 'phrase') {
    return /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/.test(value)
      ? result('high')
      : opaque(value, true, result);
  }
  if (kind === 'cookie' || position === 'cookie')
    return opaque(value, strong && kind !== 'cookie', result);
  if (reading.provider !== undefined && strong) {
    const format = keyedFormat(reading.provider, value);
    if (format && !isReadable(value)) {
      return result('high', {
        label: labelOf(reading.provider, format),
        traits: format.broad ? { broad: true } : {},
      });
    }
  }
  return opaque(value, strong, result, / key$/.test(reading.label));
}

type Result = (confidence: Confidence, more?: Partial<ConfigAnalysis>) => ConfigAnalysis;

function labelFor(kind: NameReading['kind'], reading: NameReading, position: Position): string {
  if (position === 'password') return 'password in a URL';
  if (kind === 'secret' && reading.kind === 'plain') return 'credential';
  return reading.label;
}

/** Values that carry no information, whatever they are called. */
function isNothing(value: string): boolean {
  return (
    value.length < 2 ||
    /^(?:true|false|yes|no|on|off|null|none|nil|undefined|bearer|basic|digest|jwt|oauth2?|stdin|prompt|auto|default|env)$/i.test(
      value,
    )
  );
}

/** Texts that name the place of a secret, in a syntax that no host resolves, or an encrypted one. */
function isIndirect(value: string): boolean {
  return INDIRECT.test(value);
}

/**
 * arn: (AWS), projects/…/secrets/… (Google), @Microsoft.KeyVault(…) (Azure), ENC[…] (sops), encrypted: (dotenvx),
 * var.x, local.x, data.a.b.x (Terraform), secrets.x, inputs.x, steps.a.outputs.x (GitHub Actions), process.env / os.environ / getenv (code where a value should be), file: and env: prefixes of many tools.
 */
const INDIRECT =
  /^(?:arn:aws|projects\/[^/]{1,80}\/(?:secrets|locations)\/|@Microsoft\.KeyVault\(|ENC\[|encrypted:|process\.env|import\.meta|os\.environ|getenv|(?:env|file|keychain|keyring|secret|ssm|vault|cmd|exec|ref|doppler):(?!.{24})|(?:file|env):|[{$<%][{%]?$)|^(?:env|secrets?|config|settings|vars?|local|data|module|inputs?|outputs?|params?|parameters|values|steps|needs|context)(?:\.[A-Za-z_][A-Za-z_-]{0,60}\d{0,2}|\[["']?[\w-]{1,60}["']?\]){1,6}$/;

/** Made to be published: see `Public by design` in the catalog, and the vendors' pages named there. */
const PUBLIC =
  /^(?:pk_(?:live|test|prod)_|pk\.eyJ|sb_publishable_|phc_|pk-lf-|pub[0-9a-f]{32}$|AC[0-9a-f]{32}$|mdb_sa_id_|age1[a-z0-9]{20}|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2|sha(?:1|256|384|512)[-:]|0x[0-9a-fA-F]{40}$|G-[A-Z0-9]{6,12}$|UA-\d|6L[A-Za-z0-9_-]{38}$|[0-9]+-[a-z0-9]{20,40}\.apps\.googleusercontent\.com$|data:[a-z]+\/)/;

export function isPublic(value: string): boolean {
  return PUBLIC.test(value);
}

/** Any six characters may be a password; words and short numbers are more likely a default or a switch. */
function passwordConfidence(
  value: string,
  strong: boolean,
  position: Position,
): Confidence | undefined {
  if (position !== 'password' && (isPath(value) || isEmail(value))) return undefined;
  if (!strong) return looksGenerated(value, 12) ? 'medium' : undefined;
  if (value.length < 4) return position === 'password' ? 'low' : undefined;
  if (isDefaultPassword(value)) return 'low';
  if (position === 'password') return 'high';
  if (/\s/.test(value)) return isProse(value) ? 'low' : 'medium';
  return value.length < 6 || (isDigits(value) && value.length < 8) ? 'low' : 'medium';
}

/** Words of sentences about a password; word lists for pass phrases hold none of them. */
const SENTENCE =
  /(?:^|\s)(?:the|your|you|my|our|this|that|see|ask|set|use|get|put|add|enter|please|here|from|for|with|without|not|no|is|are|was|be|to|of|in|on|at|as|a|an|or|and|if|when|same|value|password|passphrase|passwd|secret|token|key|env|environment|variable|config|file|vault|manager|keychain|default|required|optional|needed|stored|generated)(?=[\s.,:;!?]|$)/i;

/** A remark where the password should be. A pass phrase is a row of words, groups of signs, or a few of both. */
function isProse(value: string): boolean {
  return SENTENCE.test(value) || value.length > 120;
}

/** A value under a name that says "generated secret". */
function opaque(
  value: string,
  strong: boolean,
  result: Result,
  isKey = false,
): ConfigAnalysis | undefined {
  if (!isOpaque(value)) return isOddNoise(value, strong ? 12 : 24) ? result('medium') : undefined;
  if (isPath(value) || isEmail(value) || isHost(value) || isVersionOrDate(value)) return undefined;
  if (isNumber(value) && (value.length < 16 || !isDigits(value))) return undefined;
  if (!strong) {
    if (isResourceName(value)) return undefined;
    // SCRAPFLY_KEY: whose it is remains open, that it is a key does not.
    if (isUuid(value)) return result(isKey ? 'medium' : 'low');
    if (looksGenerated(value, isKey ? 14 : 20)) return result('medium');
    return looksGenerated(value, 16) ? result('low') : undefined;
  }
  if (isUuid(value)) return result('medium');
  if (isDigits(value)) return result('low');
  const { length } = value;
  const readable = isReadable(value);
  if (length < 8)
    return hasDigit(value) && hasLetter(value) && !readable ? result('low') : undefined;
  // One word is a mode or a column, not a secret: `--key created_at`.
  if (readable) return length >= 12 || hasDigit(value) ? result('low') : undefined;
  const bits = entropy(value);
  const mixed = hasDigit(value) || hasBothCases(value);
  if (length >= 20) return result(bits >= 2.7 ? 'medium' : 'low');
  if (mixed && hasLetter(value)) return result(bits >= 2.4 ? 'medium' : 'low');
  return result(length >= 12 && bits >= 2.7 ? 'medium' : 'low');
}

/** `acme7-dev-neu-kv02-s1`: short parts in lower case, as clouds name vaults, clusters and buckets. */
function isResourceName(value: string): boolean {
  return /^[a-z][a-z0-9]{0,7}(?:-[a-z0-9]{1,8}){2,7}$/.test(value);
}

/** Noise: no words, more than one kind of character, as many different ones as chance would give. */
export function looksGenerated(value: string, minimum: number): boolean {
  if (value.length < minimum || !isOpaque(value) || !hasDigit(value) || !hasLetter(value))
    return false;
  return entropy(value) >= (isHex(value) ? 2.8 : 3.2) && !isReadable(value) && !isPath(value);
}

/**
 * Beginnings that many services give to their secret keys: `sk-…`, `x_live_…`, `x_api_…`, `xpat_…`. Only the part
 * behind them is judged.
 */
const SECRET_PREFIX =
  /^(?:s[kq][-_]|[a-z0-9]{2,12}[-_](?:live|prod|api|apikey|pat|sk|secret|sec|key|token|tok)[-_]|(?:api|apikey|secret|token|pat|key|access|live|sec|sess|bearer|auth)[-_])(?:[a-z0-9]{1,8}[-_])?(?=[A-Za-z0-9_-]{20,}$)/;

/** Under a name that says nothing, only a telling beginning counts; noise alone is a guess. */
function judgeUnnamed(
  value: string,
  position: Position,
  result: Result,
): ConfigAnalysis | undefined {
  const prefix = SECRET_PREFIX.exec(value)?.[0];
  if (prefix !== undefined) {
    const body = value.slice(prefix.length);
    if (isPlaceholder(value)) return result('medium', { verdict: 'placeholder', label: 'API key' });
    if (looksGenerated(body, 20) && !isUuid(body) && !isUnfinished(value))
      return result('medium', { label: 'API key' });
  }
  if (position === 'argument') {
    if (isAskingPlaceholder(value)) return result('low', { verdict: 'placeholder' });
    // Mixed case and digits, no separators that names and ids have: a token given by position.
    if (
      /^[A-Za-z0-9_-]{32,}$/.test(value) &&
      hasBothCases(value) &&
      looksGenerated(value, 32) &&
      !isContentId(value)
    ) {
      return result('low');
    }
  }
  return undefined;
}

/** What sites call the cookie that logs one in: Facebook, LinkedIn, X, Slack, frameworks. */
const SESSION_COOKIE =
  /^(?:xs|li_at|auth_token|ct0|d|jsessionid|phpsessid|sessionid|session|sid|connect\.sid|asp\.net_sessionid)$/i;

/** Cookies that count, measure and remember settings. */
const HARMLESS_COOKIE =
  /^(?:_?_?(?:ga|gid|gat|gcl|fbp|fbc|hj|utm|cf_bm|mkto|uet|clck|clsk|pk)|lang|locale|theme|tz|timezone|currency|device|visitor|visit|guest|anonymous|consent|optanon|cookie|ab_|exp|bcookie|lidc|nid$|datr$|fr$|wd$|sb$)/i;

/** `li_at=…; xs=…`: under the name of a cookie, noise is what logs one in, whatever the site calls it. */
function judgeCookiePair(value: string, name: string, result: Result): ConfigAnalysis | undefined {
  const plain = value.replace(/^"|"$/g, '').replace(/%[0-9A-Fa-f]{2}/g, ':');
  if (HARMLESS_COOKIE.test(name) || isPlaceholder(plain, name)) return undefined;
  const noise = looksGenerated(plain, 16) || isOddNoise(plain, 16);
  return noise || (SESSION_COOKIE.test(name) && plain.length >= 16 && hasDigit(plain))
    ? result('medium', { label: 'session cookie' })
    : undefined;
}

const SHORT = { k: 'API key', p: 'password' } as const;

/**
 * `-k <key>`, `-p <password>`: most programs mean a key and a password, some a project or a port, so only noise counts.
 * An id in hexadecimal or of one case is no password.
 */
function isShortFlagSecret(value: string, name: 'k' | 'p'): boolean {
  if (isPlaceholder(value) || isUnfinished(value) || isUuid(value)) return false;
  if (name === 'k') return looksGenerated(value, 20);
  if (isOddNoise(value, 10)) return true;
  // Of twelve characters some come twice, so noise is asked for less of it.
  return (
    value.length >= 10 &&
    hasBothCases(value) &&
    hasDigit(value) &&
    isOpaque(value) &&
    !isReadable(value) &&
    !isPath(value) &&
    !isHost(value) &&
    !isEmail(value) &&
    entropy(value) >= 2.9
  );
}

/** Content ids of IPFS, Google documents. */
function isContentId(value: string): boolean {
  return /^(?:Qm[1-9A-HJ-NP-Za-km-z]{44}|baf[a-z2-7]{50,}|1[A-Za-z0-9_-]{43})$/.test(value);
}

/** `YOUR_API_KEY`, `<your token>`: a stand-in that says itself that a credential belongs there. */
function isAskingPlaceholder(value: string): boolean {
  return (
    value.length < 80 &&
    /key|token|secret|passw|credential/i.test(value) &&
    /your|votre|<[^<>]+>|here$|insert|repla|rempla|enter/i.test(value) &&
    isPlaceholder(value)
  );
}
