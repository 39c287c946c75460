import { type ProviderId, providers } from '../catalog/providers.ts';
import { memoize } from '../text/memory.ts';

/** What the name of a variable, header, flag, parameter or key says about its value. */
export interface NameReading {
  readonly kind: NameKind;
  /** `strong`: nothing else goes by that name. `weak`: the value has to look the part. */
  readonly strength: 'strong' | 'weak';
  /** What the value is, in words. */
  readonly label: string;
  readonly provider?: ProviderId;
}

/**
 * `password`: chosen by a person, any shape. `secret`: generated, opaque. `cookie`: pairs of name and secret.
 * `phrase`: a mnemonic. `connection`: an address or string that may hold a password. `public`: published by design.
 * `plain`: says nothing.
 */
export type NameKind =
  | 'password'
  | 'secret'
  | 'cookie'
  | 'phrase'
  | 'connection'
  | 'public'
  | 'plain';

const PLAIN: NameReading = { kind: 'plain', strength: 'weak', label: 'credential' };

const PASSWORD = set('password passwd passphrase pass pwd pw passcode passw pswd userpass dbpass');
const SECRET = set(
  'token secret pat apikey jwt bearer credential credentials creds cred authorization passkey authkey secretkey ' +
    'accesskey privatekey apitoken accesstoken authtoken bearertoken sessiontoken refreshtoken bottoken apisecret ' +
    'clientsecret appsecret appkey signingkey encryptionkey masterkey licensekey webhooksecret usertoken servicekey ' +
    'sharedkey tokenvalue keyvalue licence otp totp apikeys xoxb xoxp xoxc xoxd sig signature',
);
const COOKIE = set('cookie cookies');
const PHRASE = set('mnemonic seedphrase');
const CONNECTION = set(
  'url uri dsn connection conn connstr connectionstring database webhook endpoint',
);
const PUBLIC = set('public publishable anon anonymous pub site sitekey publickey anonkey');

/** Words before `key` that make it a credential beyond doubt. */
const KEYED = set(
  'api access secret private master encryption encrypt signing sign auth authentication authorization service ' +
    'management account storage subscription app application admin webhook deploy deployment integration role personal ' +
    'user session server developer dev bot root primary secondary shared hmac jwt aes rsa cipher crypto search function ' +
    'functions ingest ingestion write read maps map translator speech vision cognitive license licence consumer customer ' +
    'team org organization workspace client merchant trading wallet signer deployer partner product cloud rest sdk ssh ' +
    'tls relay llm model embedding embeddings provisioning host device agent mcp connect gateway data ' +
    'x security prod live test token',
);
/** Words before `key` that make it a name of something else. */
const UNKEYED = set(
  'partition sort foreign project file cache idempotency routing index row object group translation i18n kms locale ' +
    'registry hot short lookup order unique dedupe dedup issue jira space board document doc node dict feature flag hash ' +
    'composite metadata message event topic shard bucket s3 tag label attribute property field column entity record ' +
    'config setting settings state storage_object compound natural surrogate candidate mapping keyboard join musical gpg pgp ' +
    'tenant region zone batch job task run workflow thread conversation item asset catalog folder page section ' +
    'template theme environment resource schema table query answer menu shortcut arrow enter escape modifier',
);
/** After one of the words above, these say that the value is about a credential and not one. */
const OFF = set(
  'id ids name names file files filename path paths dir directory folder url uri endpoint host hostname port type types ' +
    'ttl expiry expires expiration expire header headers prefix suffix limit limits scope scopes policy policies provider ' +
    'env var variable algorithm algo alg arn version method mode length len size count counts max min required require ' +
    'enabled enable disabled disable tokens rotation age format field column store location region issuer audience ' +
    'manager server cache status check validation validator validate strength timeout interval budget usage window ' +
    'template ref reference alias user username email label title description rounds cost price schema table bucket ' +
    'encoding encoder model source src kind style strategy class service backend engine param parameter query ' +
    'position index number per rate ratio threshold overlap chunk chunks padding symbol address contract mint decimals ' +
    'supply standard hint question reset prompt placeholder example exists valid only optional support supported ' +
    'verification verify verified lookup resolver cmd command script helper getter exchange refresh create generate ' +
    'hash hashed digest fingerprint thumbprint checksum log logging debug rotate allow allowed deny show hide mask display',
);
/** CleanTextCache endings: they tell credentials of one kind apart. */
const TRAILING = set(
  'prod production dev development staging stage test testing local live sandbox primary secondary default backup main ' +
    'new old current read readonly ro rw write admin us eu uk asia global value val raw plain plaintext literal base64 b64 ' +
    'json string str a b c one two first second personal work home team org bot user app server client mcp api here',
);

const COMPOUND =
  /(?:token|password|passwd|passphrase|secret|apikey|accesskey|secretkey|privatekey|credentials)$/;

/** The names of variables and servers come up again in every file, and several times in each. */
const MOST_NAMES = 2000;

/** Which words a name is made of: camel case, digits and every separator split it. */
export const wordsOf = memoize(splitName, MOST_NAMES);

function splitName(name: string): readonly string[] {
  const bounded = name.slice(0, 200);
  // NEO4J_PASSWORD: a capital behind a digit begins a word only where small letters tell words apart.
  const split = /[a-z]/.test(bounded)
    ? bounded.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    : bounded;
  return (
    split
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.flatMap((word) =>
        KEEP.has(word) ? [word] : word.replace(/([a-z])(\d+)$/, '$1 $2').split(' '),
      ) ?? []
  );
}

/** Words that end in a digit. */
const KEEP = set(
  'context7 neo4j s3 b64 base64 e2b n8n auth0 i18n k8s oauth2 p12 x509 md5 sha256 f5 d1 r2',
);

const readNamed = memoize(readWords, MOST_NAMES);

/** Reads a name. The same name always reads the same. */
export function readName(name: string): NameReading {
  return name === '' ? PLAIN : readNamed(name);
}

function readWords(name: string): NameReading {
  const words = wordsOf(name);
  const found = kindOf(words);
  const provider = providerOf(words);
  if (provider === undefined) return found;
  // EXA_KEY: nothing else a provider's key could be.
  const strength = found.kind === 'secret' && words.at(-1) === 'key' ? 'strong' : found.strength;
  return { ...found, strength, provider };
}

function kindOf(all: readonly string[]): NameReading {
  const words = [...all];
  while (words.length > 1) {
    const last = words.at(-1) as string;
    const isEnding = TRAILING.has(last) || /^\d+$/.test(last) || /^v\d+$/.test(last);
    if (!isEnding || isTelling(words, words.length - 1)) break;
    words.pop();
  }
  const last = words.length - 1;
  const word = words[last] ?? '';
  if (OFF.has(word) && !CONNECTION.has(word)) return isConnection(words) ? CONNECTION_NAME : PLAIN;
  const isPublic = words.some((candidate) => PUBLIC.has(candidate));
  const direct = tellingAt(words, last);
  if (direct) return isPublic && direct.kind === 'secret' ? { ...direct, kind: 'public' } : direct;
  if (isConnection(words)) return CONNECTION_NAME;
  // A telling word further in front: TOKEN_FOR_CI. Only the ones that mean nothing else.
  for (let index = last - 1; index >= 0; index--) {
    const candidate = words[index] as string;
    if (candidate.length < 5 && candidate !== 'jwt') continue;
    const earlier = tellingAt(words, index);
    if (earlier && earlier.strength === 'strong' && earlier.kind !== 'cookie')
      return { ...earlier, strength: 'weak' };
  }
  return PLAIN;
}

const CONNECTION_NAME: NameReading = {
  kind: 'connection',
  strength: 'strong',
  label: 'connection string',
};

function isConnection(words: readonly string[]): boolean {
  return words.some((word) => CONNECTION.has(word)) && words.at(-1) !== 'name';
}

function isTelling(words: readonly string[], index: number): boolean {
  return tellingAt(words, index) !== undefined;
}

/** What the word at that place says, given the words before it. */
function tellingAt(words: readonly string[], index: number): NameReading | undefined {
  const word = words[index] ?? '';
  const before = words[index - 1] ?? '';
  if (PASSWORD.has(word)) {
    const weak = word.length <= 3 && index === 0 && word !== 'pwd';
    return { kind: 'password', strength: weak ? 'weak' : 'strong', label: 'password' };
  }
  if (COOKIE.has(word)) return { kind: 'cookie', strength: 'strong', label: 'cookie' };
  if (PHRASE.has(word) || (word === 'phrase' && SECRETS_BEFORE_PHRASE.has(before))) {
    return { kind: 'phrase', strength: 'strong', label: 'recovery phrase' };
  }
  if (SECRET.has(word)) {
    const weak =
      word === 'sig' ||
      word === 'signature' ||
      word === 'otp' ||
      word === 'cred' ||
      word === 'licence';
    return { kind: 'secret', strength: weak ? 'weak' : 'strong', label: labelOf(words, index) };
  }
  if (word === 'key' || word === 'keys') {
    if (UNKEYED.has(before)) return undefined;
    const strong = index === 0 || KEYED.has(before) || COMPOUND.test(before);
    return {
      kind: 'secret',
      strength: strong && word === 'key' ? 'strong' : 'weak',
      label: labelOf(words, index),
    };
  }
  // X-Auth, MCP_AUTH, SESSION, SESSDATA: often a mode or a name, so the value has to look like a secret.
  if (WEAK.has(word)) return { kind: 'secret', strength: 'weak', label: 'credential' };
  if (word.length > 5 && word !== 'tokens' && COMPOUND.test(word)) {
    const kind = /pass/.test(word) ? 'password' : 'secret';
    return {
      kind,
      strength: 'strong',
      label: kind === 'password' ? 'password' : labelOf([word], 0),
    };
  }
  return undefined;
}

const SECRETS_BEFORE_PHRASE = set('seed recovery secret backup mnemonic wallet');
const WEAK = set(
  'auth authentication session sessionid jsessionid sessdata sid psid phpsessid sessid csrf xsrf salt pepper nonce tokens secrets seed license pin',
);

function labelOf(words: readonly string[], index: number): string {
  const word = words[index] ?? '';
  const before = words[index - 1] ?? '';
  if (word === 'key' || word === 'keys') {
    return before === 'private'
      ? 'private key'
      : before === 'secret' || before === 'access'
        ? `${before} key`
        : 'API key';
  }
  if (/apikey/.test(word)) return 'API key';
  if (word === 'pat') return 'personal access token';
  if (word === 'jwt' || word === 'bearer') return 'bearer token';
  if (/secret/.test(word))
    return before === 'client' || word === 'clientsecret' ? 'client secret' : 'secret';
  if (/cred|authorization/.test(word)) return 'credential';
  if (/key$/.test(word)) return 'key';
  if (/token/.test(word)) {
    return ['access', 'refresh', 'bot', 'session', 'auth', 'bearer'].includes(before)
      ? `${before} token`
      : 'token';
  }
  return 'credential';
}

/** Words that say nothing about who issued a credential. */
const GENERIC = set(
  'api key keys token tokens secret secrets access personal auth authtoken private service account role client app ' +
    'application bot user url uri dsn connection string database webhook server management admin password pw pat jwt ' +
    'x header headers openapi mcp rest management license gateway integration internal storage hub sdk id xoxc xoxd ' +
    'ext oauth refresh session org maps generative ai bearer proxy authorization postgres redis mongodb basic bedrock ' +
    'subscription cloud search storage',
);

/** Kinds of credential rather than someone who issues them. */
const NO_PROVIDER = set('private-key jwt connection-string basic-auth');

let providerByWords: Map<string, ProviderId> | undefined;

/** Who issues the credentials that go by this name. */
function providerOf(words: readonly string[]): ProviderId | undefined {
  providerByWords ??= indexProviders();
  const whole = providerByWords.get(`=${words.join(' ')}`);
  if (whole) return whole;
  for (let length = Math.min(3, words.length); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const found = providerByWords.get(words.slice(start, start + length).join(' '));
      if (found) return found;
    }
  }
  return undefined;
}

function indexProviders(): Map<string, ProviderId> {
  const index = new Map<string, ProviderId>();
  for (const [id, { names }] of Object.entries(providers) as [
    ProviderId,
    { names: readonly string[] },
  ][]) {
    if (NO_PROVIDER.has(id)) continue;
    const own = id.replaceAll('-', ' ');
    // Of one whose names nobody wrote down, the tokens say whose they are: SOCKET_TOKEN may be anyone's.
    if (!GENERIC.has(own) && names.length > 0) index.set(own, id);
    for (const name of names) {
      const words = wordsOf(name);
      const telling = words.filter((word) => !GENERIC.has(word));
      // API_TOKEN and its like stand in the table because one server uses them: they name nobody.
      if (telling.length === 0) continue;
      index.set(`=${words.join(' ')}`, id);
      const key = telling.join(' ');
      if (key.length > 2 && !index.has(key)) index.set(key, id);
    }
  }
  return index;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
