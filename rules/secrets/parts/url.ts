import { type ConfigAnalysis, judge, looksGenerated } from '../judge.ts';
import { readName } from '../name.ts';
import { isDefaultPassword, isPlaceholder } from '../placeholder.ts';
import { hasBothCases, isUuid } from '../shape.ts';
import { isLocalHost, PATH_WORD, SECRET_PATHS, type UrlParts, urlsIn } from '../url.ts';
import { MASK, part, type View } from '../view.ts';
import { type Context, named, report } from './context.ts';
import { lookIntoPairs } from './pairs.ts';
import { lookIntoWords } from './words.ts';

/** User part, path, parameters and fragment of every URL in a value. */
export function lookIntoUrls(view: View, context: Context): boolean {
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
    context.look(value, named(context, PARAMETERS.get(name) ?? name));
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
    const judgement: ConfigAnalysis = {
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
      const judgement: ConfigAnalysis = {
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
