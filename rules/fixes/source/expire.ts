import type { Signing } from '../../project/signals/caller-tokens.ts';
import type { TextEdit } from '../../text/span.ts';
import type { Here } from './here.ts';
import { broughtIn } from './imports.ts';

/** An end for a token, an hour after it was made, in the way of the library that signs it. */
export function endless(
  here: Here,
  { site, claims, options }: Signing,
): readonly TextEdit[] | undefined {
  const { call, module } = site;
  const insert = (at: number, newText: string): TextEdit => ({
    span: { start: at, end: at },
    newText,
  });
  const last = claims?.kind === 'object' ? claims.properties.at(-1) : undefined;
  if (module.language === 'python') {
    const time = last && broughtIn(here, 'time', 'time');
    if (!time) return undefined;
    return [...time.edits, insert(last.end, `, "exp": int(${time.local}.time()) + 3600`)];
  }
  if (module.language === 'go') {
    const time = last && broughtIn(here, 'time', 'time');
    if (!time || claims?.kind !== 'object') return undefined;
    const end = `${time.local}.Now().Add(${time.local}.Hour)`;
    const jwt = claims.type?.split('.')[0] ?? 'jwt';
    const written = /MapClaims$/.test(claims.type ?? '')
      ? `"exp": ${end}.Unix()`
      : `ExpiresAt: ${jwt}.NewNumericDate(${end})`;
    return /StandardClaims$/.test(claims.type ?? '')
      ? undefined
      : [...time.edits, insert(last.end, `, ${written}`)];
  }
  if (call.callee.kind === 'member' && call.callee.object.kind === 'call')
    return [insert(call.callee.object.end, `.setExpirationTime('1h')`)];
  if (options?.kind === 'object') {
    const set = options.properties.at(-1);
    return set && [insert(set.end, `, expiresIn: '1h'`)];
  }
  const key = call.args[1]?.value;
  return options || !key ? undefined : [insert(key.end, `, { expiresIn: '1h' }`)];
}
