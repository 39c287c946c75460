import { hasDigit, isHex, isPeriodic, isReadable, monotonyOf } from './shape.ts';

/**
 * Words that stand in for a credential. A real token of 100 characters can hold `test` or `abc123`, so short ones
 * count as whole segments only; the long ones are too unlikely in noise to need that.
 */
const SEGMENTS = new Set(
  (
    'your yours here replace replacewith insert enter paste put fill fake todo tbd fixme redacted hidden masked removed ' +
    'stripped censored dummy sample placeholder mock xxx xxxx foo bar foobar baz actual goes example change changeme ' +
    'changethis replaceme sanitized omitted undefined null none unset empty blank snip yourkey yourtoken setme ' +
    'votre vos remplacez remplacer cle ici tu aqui ihr ihre dein deine hier su seu sua tua clave copiar reemplaza ' +
    'inserisci qui jouw dummykey'
  ).split(' '),
);
const ANYWHERE =
  /example|placeholder|change[-_ ]?(?:me|this)|replace[-_ ]?(?:me|this|with)|dummy|redacted|insert[-_ ]|your[-_ ]|[-_ ]here$|<[a-z][a-z _-]{1,60}>|\*{3}|\u2022{3}|\u2026|\.{3}|x{5}|X{5}|lorem/i;

/** Values that people write where a program insists on one: local models, switches, defaults. */
const FILLERS = new Set(
  (
    'none null nil undefined true false yes no on off empty unset disabled enabled default optional required na n/a ' +
    'not-needed not-required not_needed not-used unused no-key nokey no-auth noauth anonymous ollama lm-studio lmstudio ' +
    'local localhost vllm llama.cpp fake dummy test testing token secret apikey api-key api_key key password pass passwd ' +
    'bearer basic jwt oauth oauth2 x xx xxx abc todo tbd string value sk pk mykey my-key mytoken my-token mysecret ' +
    'my-secret secretkey secret-key demo sample your hidden stdin prompt env keychain keyring file auto system ' +
    'demo_key demo-key mypassword yourpassword mysecret'
  ).split(' '),
);

/** Passwords that images and tutorials come with: known to everybody, a risk only where others can reach the host. */
const DEFAULT_PASSWORDS = new Set(
  (
    'postgres postgresql root admin administrator mysql mariadb mongo mongodb redis guest test user username neo4j neo4jpassword ' +
    'minio minioadmin elastic sa toor rabbitmq example changeme password password123 passw0rd pass passwd secret letmein 123456 12345 ' +
    '1234 12345678 admin123 root123 test123 qwerty default demo dev local docker oracle system manager public supabase ' +
    'clickhouse cassandra influx influxdb grafana airflow superset metabase wordpress drupal odoo nextcloud app postgrespw'
  ).split(' '),
);

/** Spread over what a person types when something opaque is wanted. */
const KEYBOARD = /^(?:qwerty|asdf|zxcv|1q2w3e|abc123|123abc|test123|deadbeef|cafebabe|0x0+$)/i;

/** No word or name that stands in for a credential is longer; a token often is. */
const LONGEST_FILLER = 64;

/**
 * Whether a value only stands in for a credential.
 *
 * @param value without quotes around it
 * @param name the name it goes by, or ''
 * @param isPassword whether it is one that people make up
 */
export function isPlaceholder(value: string, name = '', isPassword = false): boolean {
  if (value.length <= LONGEST_FILLER) {
    if (FILLERS.has(value.toLowerCase())) return true;
    if ('<[{_(@#'.includes(value.charAt(0)) && BRACKETED.test(value)) return true;
    if (name !== '' && squash(value) === squash(name)) return true;
    if (KEYBOARD.test(value) && value.length < 20) return true;
    if (isUpperSnakeName(value)) return true;
  }
  if (KNOWN_EXAMPLES.test(value) || ANYWHERE.test(value)) return true;
  const body = isPassword ? value : bodyOf(value);
  if (body === '') return value.length > 3;
  if (isMonotonous(body) || isPeriodic(body)) return true;
  // `Password1!` is a password, however bad; `test-key-1` is no key.
  return hasStandIn(value) || (!(isPassword && hasDigit(value)) && isAboutCredentials(value));
}

const BRACKETED = /^(?:<.*>|\[.*\]|\{[^{}":]*\}|__.*__|\(.*\)|@[A-Z_]+@|#\{.*\}#?)$/s;

/** One or two characters over and over, a long run of one, or mostly steps of one: `xxxx`, `121212`, `abcdef`. */
function isMonotonous(body: string): boolean {
  const { length } = body;
  if (length < 3) return false;
  const { distinct, run, steps } = monotonyOf(body);
  if (distinct <= (length < 6 ? 1 : 2)) return true;
  if (run >= 8 || (run >= 5 && run * 3 >= length)) return true;
  // Digits and hexadecimal have fewer neighbours to choose from, so chance makes more steps.
  return length >= 6 && steps >= (isHex(body) ? 0.75 : 0.6);
}

/** Whether a password is one that an image or tutorial comes with, or repeats its user name. */
export function isDefaultPassword(value: string, user = ''): boolean {
  const lower = value.toLowerCase();
  return DEFAULT_PASSWORDS.has(lower) || (user !== '' && lower === user.toLowerCase());
}

/** Samples of vendors' documentation: AWS marks all of its own; jwt.io's is recognised by its claims. */
const KNOWN_EXAMPLES = /EXAMPLE(?:KEY)?$|^1234567890|^0{8}-0{4}-|^123e4567-e89b-|^550e8400-e29b-/;
const FOREIGN = /[\u0400-\u04ff\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Without a prefix such as `sk-` or `ghp_`, which would hide that the rest is all `x`. */
function bodyOf(value: string): string {
  return value.replace(/^(?:[A-Za-z][A-Za-z0-9]{0,11}[-_.]){1,3}(?=.)/, (prefix) =>
    value.length - prefix.length >= 4 ? '' : prefix,
  );
}

/** `GITHUB_TOKEN`, `COPIAR_DO_ENV`: the name of a variable, where its value should be. */
function isUpperSnakeName(value: string): boolean {
  return (
    /^[A-Z][A-Z]+(?:_[A-Z0-9]+)+$/.test(value) &&
    value.replace(/[^0-9]/g, '').length <= 2 &&
    (isReadable(value) ||
      /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PAT|ENV|VAR|HERE)(?:_|$)/.test(value))
  );
}

/** A segment of letters, bounded by anything else, that is one of the words above. */
function hasStandIn(value: string): boolean {
  let readable: boolean | undefined;
  SEGMENT.lastIndex = 0;
  for (let found = SEGMENT.exec(value); found; found = SEGMENT.exec(value)) {
    const [segment] = found;
    if (segment.length <= 12 && SEGMENTS.has(segment.toLowerCase())) {
      if (segment.length > 3) return true;
      readable ??= isReadable(value);
      if (readable) return true;
    }
    // YourApiKeyHere, enteryourtoken
    if (segment.length >= 7 && RUN_TOGETHER.test(segment)) {
      readable ??= isReadable(value);
      if (readable) return true;
    }
  }
  // Scripts in which nobody issues tokens: the value is an instruction.
  return FOREIGN.test(value);
}

/** Looked for by hand, as `matchAll` makes another pattern each time. */
const SEGMENT = /[A-Za-z\u00c0-\u024f]{3,}/g;
const LETTERS = /[A-Za-z]+/g;

const RUN_TOGETHER =
  /^(?:my(?:password|secret|token|apikey)$|your|enter|insert|replace|paste)|(?:goes|key|token)here$/i;

/** `my-api-key`, `test_token`, `api-key-1`: words about a credential, and nothing else. */
function isAboutCredentials(value: string): boolean {
  if (value.length > LONGEST_FILLER) return false;
  let words = 0;
  LETTERS.lastIndex = 0;
  for (let found = LETTERS.exec(value); found; found = LETTERS.exec(value)) {
    const [word] = found;
    const isKnown = ABOUT.has(word.toLowerCase());
    // Initials may stand in front: `sg_test_key_001`.
    if (!isKnown && word.length > 2) return false;
    if (isKnown && word.length > 2) words++;
  }
  const digits = value.replace(/\D/g, '');
  return words > 0 && (digits.length <= 4 || '01234567890'.includes(digits));
}

const ABOUT = new Set(
  (
    'my the a an some any our this new api key keys token tokens secret access auth password pass test testing demo dev ' +
    'local prod value string app user client server service bearer super private public real valid invalid bot for to of ' +
    'from in env set see get copy not no needed required dashboard settings console docs readme api1 mcp sk pk github openai anthropic brave figma slack notion google supabase'
  ).split(' '),
);

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
