import { sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';
import type { Reply } from './request.ts';

/**
 * Where it sends its clients. Nobody follows here; a client that does hands its headers on, and of those only
 * `Authorization` and `Cookie` are left out by `fetch`: a credential in `X-API-Key` goes along.
 */
export function judgeRedirect(steps: Steps, url: URL, { status, headers }: Reply): void {
  const { location } = headers;
  if (status < 300 || status >= 400 || location === undefined) return;
  if (!URL.canParse(location, url.href)) return;
  const there = new URL(location, url);
  const items = ['production/5'];
  if (url.protocol === 'https:' && there.protocol === 'http:')
    steps.add(
      'http.redirect',
      items,
      'fail',
      sentence`It sends its clients on to an address without encryption; nothing was sent there.`,
    );
  else if (there.origin !== url.origin)
    steps.add(
      'http.redirect',
      [],
      'review',
      sentence`It sends its clients on to another origin, where a credential in a header such as X-API-Key would go along; nothing was sent there. Put the last address into the config.`,
    );
  else
    steps.add(
      'http.redirect',
      [],
      'review',
      sentence`It sends its clients on to another path of its own. Put that into the config.`,
    );
}
