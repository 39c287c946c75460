import { type Provider, type ProviderId, providers } from '../catalog/providers.ts';
import { rules } from '../checks/index.ts';
import type { Finding, FoundCredential } from '../findings/finding.ts';
import { type SafeText, safe } from '../secrets/safe.ts';

/** The rules that speak for an item: their messages name the problem, then what comes of it. */
const ofItems = new Set(rules.flatMap(({ meta }) => (meta.items.length > 0 ? [meta.id] : [])));

/**
 * What is wrong, for a row with little room: the message without its advice and its consequence, without the kind of a
 * token, and without what the item says already. Throws nothing.
 */
export function headlineOf({
  rule,
  message,
  credential,
}: Pick<Finding, 'rule' | 'message' | 'credential'>): SafeText {
  const text = String(message).replace(/\.$/, '');
  const bare = head(text, /; |\. (?=[A-Z])/);
  const short = bare === text && ofItems.has(rule) ? head(text, /: /) : bare;
  const said = rule === 'plaintext-secret' ? short.replace(' in plain text', '') : short;
  return safe.text(credential ? withShortName(said, credential) : withoutOwner(said));
}

function head(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}

/** `server-github has no version`: whose package it is would fill the row. */
function withoutOwner(text: string): string {
  const name = head(text, / /);
  const isName = /^@?[\w.-]+\/(?!\/)/.test(name) && !name.endsWith('/');
  return isName ? text.slice(name.lastIndexOf('/') + 1) : text;
}

/** "Stripe key" for a "Stripe secret key": which of its kinds it is, the message tells. */
function withShortName(text: string, { provider, label }: FoundCredential): string {
  const kind = head(label, /, | in (?:the path of )?a URL$/);
  const owner =
    provider !== null && Object.hasOwn(providers, provider)
      ? (providers[provider as ProviderId] as Provider).label
      : '';
  if (!text.startsWith(kind)) return text;
  const what = kind.match(/\b(?:key|token|password|secret|webhook|cookie)\b/g)?.at(-1);
  if (owner === '' || what === undefined) return text.charAt(0).toUpperCase() + text.slice(1);
  return `${head(owner, / [(/]/)} ${what}${text.slice(kind.length)}`;
}
