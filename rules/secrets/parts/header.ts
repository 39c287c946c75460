import { decodeBase64 } from '../base64.ts';
import { readName } from '../name.ts';
import { isDefaultPassword, isPlaceholder } from '../placeholder.ts';
import { MASK, part, splitAt, type View } from '../view.ts';
import { type Context, named, report } from './context.ts';
import { lookIntoPairs } from './pairs.ts';

/** Any word may be a scheme (RFC 9110 §11.1); these are the ones that also count outside of Authorization headers. */
const SCHEME =
  /^(?:Bearer|Basic|Token|ApiKey|Api-Key|Key|GenieKey|SSWS|Bot|FlyV1|JWT|OAuth|Negotiate|Klaviyo-API-Key|DeepL-Auth-Key|PVEAPIToken|Splunk|Digest)$/i;

/** `Bearer X`, `Basic base64(user:password)`, `Token token=X`. */
export function lookIntoScheme(view: View, context: Context): boolean {
  // The scheme is a token of RFC 9110 and followed by one or more blanks; bounded, and blanks are no token.
  const match = /^([A-Za-z][A-Za-z0-9_-]{1,30})(?:[ \t]+|%20|\+)(?=\S)/.exec(
    view.text.slice(0, 80),
  );
  if (!match) return false;
  const scheme = match[1] as string;
  const isAuthorization = /authorization|authentication$|(?:^|[-_ ])auth$/i.test(context.name);
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
  context.look(rest, { ...context, position: 'authorization' });
  return true;
}

function lookIntoBasic(view: View, context: Context): void {
  const { text } = view;
  if (text.includes(MASK)) return;
  const decoded = decodeBase64(text);
  const colon = decoded?.indexOf(':') ?? -1;
  if (decoded === undefined || colon < 0) {
    context.look(view, { ...context, position: 'authorization' });
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

/** `X-API-Key: …` as one string, as `--header` takes it. */
export function lookIntoHeader(view: View, context: Context): boolean {
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
  context.look(newline < 0 ? rest : part(rest, 0, newline), named(context, name));
  if (newline >= 0) context.look(part(rest, newline), context);
  return true;
}

/** `name=value; name=value`, under the name of a cookie. */
export function lookIntoCookie(view: View, context: Context): boolean {
  if (context.reading.kind !== 'cookie' || !view.text.includes('=')) return false;
  let found = false;
  for (const piece of splitAt(view, ';')) {
    const equals = piece.text.indexOf('=');
    if (equals <= 0) continue;
    const name = piece.text.slice(0, equals).trim();
    found = true;
    context.look(part(piece, equals + 1), named(context, name, 'cookie'));
  }
  return found;
}
