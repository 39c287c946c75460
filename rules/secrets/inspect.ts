import type { Node } from '../config/node.ts';
import { parseJson } from '../config/parse-json.ts';
import { decodeBase64 } from './base64.ts';
import { isPublic, type Judgement, judge, looksGenerated, type Position } from './judge.ts';
import { type NameReading, readName } from './name.ts';
import { isDefaultPassword, isPlaceholder } from './placeholder.ts';
import { hasBothCases, hasDigit, hasLetter, isPath, isUuid } from './shape.ts';
import { isLocalHost, PATH_WORD, SECRET_PATHS, type UrlParts, urlsIn } from './url.ts';
import { MASK, part, shellWords, trimmed, type View } from './view.ts';

/** A judgement and what it is about, before it is turned into a detection. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly judgement: Judgement;
  /** The innermost name: of the parameter, flag or key. */
  readonly name: string;
  readonly inUrl: boolean;
}

export type Emit = (hit: Hit) => void;

interface Context {
  readonly name: string;
  readonly reading: NameReading;
  readonly position: Position;
  readonly inUrl: boolean;
  readonly depth: number;
  readonly emit: Emit;
}

/** JSON in a header in an argument in a shell string: deeper than that, nobody writes. */
const MAX_DEPTH = 5;

/**
 * Takes a value apart as far as it has parts (JSON, URLs, headers, `key=value` lists, command lines, cookies),
 * and judges each part under the name that stands beside it.
 *
 * @param view the value, references masked
 * @param position what is known about where it stands
 */
export function inspect(view: View, name: string, position: Position, emit: Emit): void {
  look(view, { name, reading: readName(name), position, inUrl: false, depth: 0, emit });
}

function look(given: View, context: Context): void {
  const view = trimmed(given);
  if (isBlank(view.text)) return;
  const deeper = { ...context, depth: context.depth + 1 };
  const hasParts = deeper.depth <= MAX_DEPTH && WAYS_IN.some((lookInto) => lookInto(view, deeper));
  if (!hasParts) judgeWhole(view, context);
}

/** Ways to take a value apart, the most telling first. Each returns whether the value was one of its kind. */
const WAYS_IN: readonly ((view: View, context: Context) => boolean)[] = [
  lookIntoJson,
  lookIntoScheme,
  lookIntoUrls,
  lookIntoHeader,
  lookIntoCookie,
  lookIntoPairs,
  lookIntoUserAndPassword,
  lookIntoWords,
  lookIntoList,
  lookIntoBase64,
];

/** Nothing, or nothing but references. */
function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text[index] !== MASK) return false;
  return true;
}

function named(context: Context, name: string, position: Position = 'value'): Context {
  return { ...context, name, reading: readName(name), position };
}

function judgeWhole(view: View, context: Context): void {
  const { text } = view;
  if (!text.includes(MASK)) {
    const judgement = judge(text, context.reading, context.name, context.position);
    if (judgement) report(view, judgement, context);
    return;
  }
  // What is left between references: only noise is a credential, a word is not.
  let start = 0;
  for (const rest of text.split(MASK)) {
    if (looksGenerated(rest, 16)) {
      const judgement = judge(rest, context.reading, context.name, context.position);
      if (judgement) report(part(view, start, start + rest.length), judgement, context);
    }
    start += rest.length + 1;
  }
}

function report(view: View, judgement: Judgement, context: Context): void {
  context.emit({
    start: view.at(0),
    end: view.at(view.text.length),
    judgement,
    name: context.name,
    inUrl: context.inUrl,
  });
}

/** `{"Authorization": "Bearer …"}` as the value of a variable or argument. */
function lookIntoJson(view: View, context: Context): boolean {
  const { text } = view;
  if (!/^[[{]\s*["[{]/.test(text.slice(0, 200))) return false;
  const { roots, refused } = parseJson(text);
  const root = roots[0];
  if (refused || !root || (root.kind !== 'object' && root.kind !== 'array')) return false;
  lookIntoNode(root, view, context);
  return true;
}

function lookIntoNode(node: Node, view: View, context: Context): void {
  if (node.kind === 'array') for (const item of node.items) lookIntoNode(item, view, context);
  if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (value) lookIntoNode(value, view, named(context, key.value));
    }
  }
  if (node.kind === 'text') {
    const inner: View = {
      text: node.value,
      at: (index) => view.at(node.spanOf(index, index).start),
    };
    look(inner, context);
  }
}

/** Any word may be a scheme (RFC 9110 §11.1); these are the ones that also count outside of Authorization headers. */
const SCHEME =
  /^(?:Bearer|Basic|Token|ApiKey|Api-Key|Key|GenieKey|SSWS|Bot|FlyV1|JWT|OAuth|Negotiate|Klaviyo-API-Key|DeepL-Auth-Key|PVEAPIToken|Splunk|Digest)$/i;

/** `Bearer X`, `Basic base64(user:password)`, `Token token=X`. */
function lookIntoScheme(view: View, context: Context): boolean {
  // The scheme is a token of RFC 9110 and followed by one or more blanks; bounded, and blanks are no token.
  const match = /^([A-Za-z][A-Za-z0-9_-]{1,30})(?:[ \t]+|%20|\+)(?=\S)/.exec(
    view.text.slice(0, 80),
  );
  if (!match) return false;
  const scheme = match[1] as string;
  const isAuthorization = /authorization|(?:^|[-_ ])auth$/i.test(context.name);
  if (!SCHEME.test(scheme) && (!isAuthorization || !/[ \t]$/.test(match[0]))) return false;
  const rest = part(view, match[0].length);
  if (!isAuthorization && /\s/.test(rest.text.trim())) return false;
  if (/^basic$/i.test(scheme)) {
    lookIntoBasic(rest, context);
    return true;
  }
  // Snowflake Token="…", Token token=…, Digest username="…"
  if (/^[A-Za-z]\w*=["']?[^=]/.test(rest.text) && lookIntoPairs(rest, named(context, context.name)))
    return true;
  look(rest, { ...context, position: 'authorization' });
  return true;
}

function lookIntoBasic(view: View, context: Context): void {
  const { text } = view;
  if (text.includes(MASK)) return;
  const decoded = decodeBase64(text);
  const colon = decoded?.indexOf(':') ?? -1;
  if (decoded === undefined || colon < 0) {
    look(view, { ...context, position: 'authorization' });
    return;
  }
  const password = decoded.slice(colon + 1) || decoded.slice(0, colon);
  const placeholder = isPlaceholder(password) || isPlaceholder(text);
  report(
    view,
    {
      verdict: placeholder ? 'placeholder' : 'credential',
      confidence: isDefaultPassword(password, decoded.slice(0, colon)) ? 'medium' : 'high',
      label: 'user name and password',
      ...(context.reading.provider && { provider: context.reading.provider }),
      traits: {},
    },
    context,
  );
}

function lookIntoUrls(view: View, context: Context): boolean {
  const urls = urlsIn(view);
  if (urls.length === 0) return false;
  for (const url of urls) lookIntoUrl(url, { ...context, inUrl: true });
  // A command line with a URL in it has other words to look at.
  const covers = urls[0]?.start === 0 && urls.at(-1)?.end === view.text.length;
  if (!covers && /\s/.test(view.text)) lookIntoWords(view, context);
  else if (!covers) lookIntoPairs(view, context);
  return true;
}

/** Parameters that say more in an address than elsewhere: the key of an Azure function, a shared access signature. */
const PARAMETERS = new Map([
  ['code', 'access_key'],
  ['sig', 'access_key'],
  ['auth', 'auth_token'],
]);

function lookIntoUrl(url: UrlParts, context: Context): void {
  lookIntoUserinfo(url, context);
  for (const { name, value } of url.parameters) {
    look(value, named(context, PARAMETERS.get(name) ?? name));
  }
  if (!lookIntoSecretPath(url, context)) lookIntoPath(url, context);
}

function lookIntoUserinfo({ user, password, host, scheme }: UrlParts, context: Context): void {
  // The key in a Sentry DSN is public (https://docs.sentry.io/concepts/key-terms/dsn-explainer/).
  if (!user || /(?:^|\.)sentry\.io$/.test(host)) return;
  const isToken = password === undefined || /^(?:|x-oauth-basic|api|x)$/.test(password.text);
  if (isToken) {
    if (looksGenerated(user.text, 16)) {
      const judgement = judge(user.text, readName('token'), '', 'authorization');
      if (judgement) report(user, judgement, context);
    }
    return;
  }
  if (password.text.includes(MASK)) return;
  const words = passwordPlaceholders(user.text, password.text);
  const judgement = judge(password.text, context.reading, '', 'password');
  if (!judgement) return;
  const isDefault = isDefaultPassword(password.text, user.text);
  report(
    password,
    {
      ...judgement,
      verdict: words ? 'placeholder' : judgement.verdict,
      confidence: isDefault ? (isLocalHost(host) ? 'low' : 'medium') : judgement.confidence,
      label: /^https?$/.test(scheme) ? 'password in a URL' : 'password in a connection string',
    },
    context,
  );
}

/** `user:password@`, `username:pass@`: the names of the parts instead of the parts. */
function passwordPlaceholders(user: string, password: string): boolean {
  return (
    /^(?:pass(?:word|wd)?|pwd|pw|secret|token|mypassword|yourpassword|my-?secret-?pw)$/i.test(
      password,
    ) &&
    /^(?:user(?:name)?|usr|login|my_?user|your_?user(?:name)?|db_?user|admin|root|postgres)$/i.test(
      user,
    )
  );
}

function lookIntoSecretPath(url: UrlParts, context: Context): boolean {
  for (const { host, path, label } of SECRET_PATHS) {
    if (!host.test(url.host)) continue;
    const match = path.exec(url.path.text);
    const secret = match?.[1];
    if (!match || secret === undefined || secret.includes(MASK)) continue;
    const start = match.index + match[0].lastIndexOf(secret);
    const verdict = isPlaceholder(secret) && !isUuid(secret) ? 'placeholder' : 'credential';
    const provider = readName(label).provider;
    const judgement: Judgement = {
      verdict,
      confidence: 'high',
      label,
      ...(provider && { provider }),
      traits: {},
    };
    report(part(url.path, start, start + secret.length), judgement, context);
    return true;
  }
  return false;
}

/** Sites whose addresses hold the ids of documents, files and transactions. */
function isDocument(host: string): boolean {
  return /(?:^|\.)(?:google|figma|notion|github|githubusercontent|gitlab|etherscan|solscan|ipfs|cdn|npmjs|pythonhosted)\b/.test(
    host,
  );
}

function lookIntoPath(url: UrlParts, context: Context): void {
  const { text } = url.path;
  let before = '';
  let start = 0;
  while (start < text.length) {
    const slash = text.indexOf('/', start);
    const end = slash < 0 ? text.length : slash;
    const segment = text.slice(start, end);
    const isKeyed =
      PATH_WORD.test(before) && looksGenerated(segment, 16) && !segment.includes(MASK);
    // Ids are shorter, UUIDs or of one case; hashes of content are hexadecimal.
    const isMixed = hasBothCases(segment) && looksGenerated(segment, 24);
    const isLong = isMixed && segment.length >= (isDocument(url.host) ? 56 : 40);
    if ((isKeyed || isMixed) && !segment.includes(MASK) && !isPlaceholder(segment)) {
      const judgement: Judgement = {
        verdict: 'credential',
        confidence: isKeyed || isLong ? (isUuid(segment) ? 'low' : 'medium') : 'low',
        label: 'token in the path of a URL',
        ...(context.reading.provider && { provider: context.reading.provider }),
        traits: {},
      };
      report(part(url.path, start, end), judgement, context);
    }
    before = segment;
    start = end + 1;
  }
}

/** `X-API-Key: …` as one string, as `--header` takes it. */
function lookIntoHeader(view: View, context: Context): boolean {
  // A field name of RFC 9110 §5.1, a colon, and something behind it.
  const match = /^([A-Za-z][A-Za-z0-9_-]{1,60}):[ \t]*(?=\S)/.exec(view.text.slice(0, 160));
  const name = match?.[1];
  if (!match || name === undefined) return false;
  const reading = readName(name);
  if (reading.kind !== 'secret' && reading.kind !== 'cookie' && reading.kind !== 'password') {
    // An ordinary field: its value is judged under its own name, unless this is no header at all.
    if (!/^X-/i.test(name)) return false;
  }
  // Prose: `password: see the wiki`.
  if (reading.kind === 'password' && /\s/.test(view.text.slice(match[0].length))) return false;
  // Several, one per line.
  const rest = part(view, match[0].length);
  const newline = rest.text.search(/[\r\n]/);
  look(newline < 0 ? rest : part(rest, 0, newline), named(context, name));
  if (newline >= 0) look(part(rest, newline), context);
  return true;
}

function lookIntoCookie(view: View, context: Context): boolean {
  if (context.reading.kind !== 'cookie' || !view.text.includes('=')) return false;
  let found = false;
  for (const piece of splitAt(view, ';')) {
    const equals = piece.text.indexOf('=');
    if (equals <= 0) continue;
    const name = piece.text.slice(0, equals).trim();
    found = true;
    look(part(piece, equals + 1), named(context, name, 'cookie'));
  }
  return found;
}

/** A name as it stands in front of `=`: of a variable, flag, property or field (`User Id`). */
const PAIR = /^\s*(?:--?|\$env:|export\s|set\s)?([A-Za-z_][\w .:-]{0,60}?)\s*=/;

/**
 * `--flag=value`, `NAME=value`, `Server=…;Password=…`, `host=… password=…`, `a=1&b=2`. Each value goes by its own name;
 * where that says nothing, an only pair goes by the name of the whole.
 */
function lookIntoPairs(view: View, context: Context): boolean {
  const { text } = view;
  if (!text.includes('=') || !PAIR.test(text.slice(0, 160))) return false;
  for (const separator of [';', '&', ',']) {
    if (!text.includes(separator)) continue;
    const pieces = splitAt(view, separator);
    const pairs = pieces.filter((piece) => PAIR.test(piece.text.slice(0, 160)));
    // The last piece may be empty, and a value may hold the separator once.
    if (pairs.length < 2 && !(separator === ';' && pieces.length === 2)) continue;
    if (pairs.length < pieces.length / 2) continue;
    for (const pair of pairs) lookIntoPair(pair, context);
    return true;
  }
  if (!/\s/.test(text.trim())) return lookIntoPair(view, context);
  // Authorization=Bearer …
  const name = PAIR.exec(text.slice(0, 160))?.[1] ?? '';
  return /authorization$/i.test(name) && lookIntoPair(view, context);
}

function lookIntoPair(view: View, context: Context): boolean {
  const match = PAIR.exec(view.text.slice(0, 160));
  const name = match?.[1];
  if (!match || name === undefined) return false;
  const value = part(view, match[0].length);
  const isFlag = /^\s*-/.test(match[0]);
  // `abc==`: padding, no pair.
  if (!isFlag && /^=*$/.test(value.text) && value.text !== '') return false;
  const inner = named(context, name);
  const isTelling =
    inner.reading.kind !== 'plain' ||
    isFlag ||
    context.reading.kind === 'plain' ||
    context.reading.kind === 'connection';
  if (!isTelling) return false;
  look(value, inner);
  return true;
}

/** Names that take a user and a password in one: `curl -u`, `BASIC_AUTH`, `NEO4J_AUTH`. */
const USER_AND_PASSWORD =
  /^(?:u|user|proxy-user|login|userpass)$|(?:^|[_-])(?:auth|basic|credentials?|userpass|login)$/i;

/** `admin:password`, `neo4j/password`. A user and a group, or two numbers, are none. */
function lookIntoUserAndPassword(view: View, context: Context): boolean {
  if (!USER_AND_PASSWORD.test(context.name)) return false;
  // A user name without the characters of a token, then all the rest.
  const match = /^([A-Za-z][\w.@-]{0,63})[:/](?=[^\s/]{6,128}$)/.exec(view.text.slice(0, 200));
  if (!match) return false;
  const password = part(view, match[0].length);
  if (!hasDigit(password.text) || !hasLetter(password.text) || isPath(view.text)) return false;
  const judgement = judge(password.text, readName('password'), '', 'value');
  if (judgement) report(password, judgement, context);
  return true;
}

/** `key1,key2`: several secrets under one name. */
function lookIntoList(view: View, context: Context): boolean {
  if (context.reading.kind !== 'secret' || !view.text.includes(',')) return false;
  const pieces = splitAt(view, ',').map(trimmed);
  if (!pieces.every((piece) => piece.text === '' || looksGenerated(piece.text, 16))) return false;
  for (const piece of pieces) if (piece.text !== '') judgeWhole(piece, context);
  return true;
}

/** The words of a command line: flags name the word behind them. */
function lookIntoWords(view: View, context: Context): boolean {
  if (!/\s/.test(view.text)) return false;
  const words = shellWords(view);
  if (words.length < 2) return false;
  if (isPublic(view.text)) return true;
  let previous = '';
  let found = 0;
  const counting: Emit = (hit) => {
    found++;
    context.emit(hit);
  };
  for (const word of words) {
    const flag = flagOf(previous);
    const inner = { ...named(context, flag, context.position), emit: counting };
    // A word of prose is no value; behind a flag or inside of quotes, it is one.
    if (flag !== '' || /[=:/{]/.test(word.text) || word.text.length >= 16) look(word, inner);
    previous = word.text;
  }
  if (found === 0 && (context.reading.kind === 'password' || context.reading.kind === 'phrase'))
    return false;
  return true;
}

/** The name a flag gives to the word behind it; '' for what is no flag. */
export function flagOf(word: string): string {
  return /^--?[A-Za-z][\w.-]{0,60}$/.test(word) ? word.replace(/^-+/, '') : '';
}

/** `?config=eyJ…`: JSON in base64, as Smithery and others take it. */
function lookIntoBase64(view: View, context: Context): boolean {
  const { text } = view;
  if (!/^(?:eyJ|eyA|ewo|ewog)[A-Za-z0-9+/_=-]{12,}$/.test(text)) return false;
  const decoded = decodeBase64(text, 65536);
  if (decoded === undefined || !/^\{\s*"/.test(decoded)) return false;
  let best: Hit | undefined;
  const inner = { text: decoded, at: (index: number) => index };
  const isBetter = (hit: Hit): boolean => !best || rank(hit.judgement) > rank(best.judgement);
  const emit: Emit = (hit) => {
    if (isBetter(hit)) best = hit;
  };
  lookIntoJson(inner, { ...context, emit });
  if (best)
    report(
      view,
      { ...best.judgement, label: `${best.judgement.label}, in base64` },
      { ...context, name: best.name },
    );
  return best !== undefined || context.reading.kind === 'plain';
}

function rank({ verdict, confidence }: Judgement): number {
  return (verdict === 'credential' ? 10 : 0) + { high: 3, medium: 2, low: 1 }[confidence];
}

function splitAt(view: View, separator: string): readonly View[] {
  const pieces: View[] = [];
  let start = 0;
  for (;;) {
    const end = view.text.indexOf(separator, start);
    pieces.push(part(view, start, end < 0 ? view.text.length : end));
    if (end < 0) return pieces;
    start = end + separator.length;
  }
}
