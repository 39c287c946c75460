import { rules } from '../checks/index.ts';
import type { Finding } from '../findings/finding.ts';
import { type SafeText, safe } from '../secrets/safe.ts';

/** The rules that speak for an item: their messages name the problem, then what comes of it. */
const ofItems = new Set(rules.flatMap(({ meta }) => (meta.items.length > 0 ? [meta.id] : [])));

/**
 * What is wrong, for a row with little room: the message without its advice and its consequence, and without what the
 * item says already. Throws nothing.
 */
export function headlineOf({ rule, message }: Pick<Finding, 'rule' | 'message'>): SafeText {
  const text = String(message).replace(/\.$/, '');
  const bare = head(text, /; |\. (?=[A-Z])/);
  const short = bare === text && ofItems.has(rule) ? head(text, /: /) : bare;
  return safe.text(rule === 'plaintext-secret' ? short.replace(' in plain text', '') : short);
}

function head(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}
