import { sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';
import { ask, messageOf, type Question, type Reply } from './request.ts';

const MOST_SERVERS = 3;

/**
 * What a server says about who may get in (RFC 9728). Asked for on its own origin only: a hostile 401 would send a
 * probe to any address otherwise, that of a cloud's credentials included.
 */
export async function judgeMetadata(
  steps: Steps,
  url: URL,
  { status, headers }: Reply,
  question: Pick<Question, 'timeout' | 'signal'>,
): Promise<void> {
  if (status !== 401) return;
  const advertised = /resource_metadata="([^"]{1,2000})"/.exec(
    headers['www-authenticate'] ?? '',
  )?.[1];
  const at =
    advertised === undefined
      ? new URL(`/.well-known/oauth-protected-resource${url.pathname}`, url)
      : parsed(advertised);
  if (!at || at.origin !== url.origin) {
    steps.add(
      'http.metadata',
      [],
      'fail',
      sentence`Its metadata is said to be on another origin; nothing was asked there.`,
    );
    return;
  }
  const reply = await ask(at, { ...question, method: 'GET' });
  const metadata = reply?.status === 200 ? messageOf(reply) : undefined;
  if (!metadata) {
    steps.add(
      'http.metadata',
      [],
      'review',
      sentence`It does not say who gives out its credentials.`,
    );
    return;
  }
  const resource = parsed(String(metadata.resource));
  const servers = Array.isArray(metadata.authorization_servers)
    ? metadata.authorization_servers
    : [];
  if (
    resource?.href.replace(/\/$/, '') !== url.href.replace(/\/$/, '') &&
    resource?.href !== `${url.origin}/`
  )
    steps.add('http.metadata', [], 'fail', sentence`Its metadata is for another resource.`);
  else if (servers.some((it) => parsed(String(it))?.protocol !== 'https:'))
    steps.add(
      'http.metadata',
      ['production/5'],
      'fail',
      sentence`It sends people to an authorization server without encryption.`,
    );
  else steps.add('http.metadata', [], 'pass', sentence`It says who gives out its credentials.`);
  for (const server of servers.slice(0, MOST_SERVERS)) {
    const issuer = parsed(String(server));
    if (issuer?.origin === url.origin) await judgeIssuer(steps, issuer, question);
  }
}

/**
 * What an authorization server on the same origin says of itself (RFC 8414). One elsewhere is not asked: its address is
 * the word of somebody who is not trusted.
 */
async function judgeIssuer(
  steps: Steps,
  issuer: URL,
  question: Pick<Question, 'timeout' | 'signal'>,
): Promise<void> {
  const path = issuer.pathname === '/' ? '' : issuer.pathname;
  const at = new URL(`/.well-known/oauth-authorization-server${path}`, issuer);
  const reply = await ask(at, { ...question, method: 'GET' });
  const metadata = reply?.status === 200 ? messageOf(reply) : undefined;
  if (!metadata) return;
  const methods = metadata.code_challenge_methods_supported;
  // https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization: clients must refuse to go on
  if (!Array.isArray(methods) || !methods.includes('S256'))
    steps.add(
      'http.pkce',
      [],
      'fail',
      sentence`Its authorization server offers no PKCE with S256, so that clients refuse it. Name it in code_challenge_methods_supported.`,
    );
  else
    steps.add('http.pkce', [], 'pass', sentence`Its authorization server offers PKCE with S256.`);
  if (parsed(String(metadata.issuer))?.href !== issuer.href)
    steps.add(
      'http.issuer',
      [],
      'fail',
      sentence`Its authorization server calls itself by another address than the one it is found at.`,
    );
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
