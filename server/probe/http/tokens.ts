import { createHmac, randomBytes } from 'node:crypto';

/** Tokens that no server may take, each for another reason; all made up. */
export interface WrongTokens {
  readonly opaque: string;
  readonly expired: string;
  readonly forged: string;
  readonly unsigned: string;
}

export function wrongTokens(issuer: string, now: number): WrongTokens {
  const seconds = Math.floor(now / 1000);
  const claims = (exp: number) => ({
    iss: issuer,
    aud: issuer,
    sub: 'probe',
    scope: 'mcp',
    iat: seconds - 7200,
    exp,
  });
  return {
    opaque: randomBytes(30).toString('base64url'),
    expired: signed({ alg: 'HS256', typ: 'JWT' }, claims(seconds - 3600)),
    forged: signed({ alg: 'HS256', typ: 'JWT' }, claims(seconds + 3600)),
    // RFC 8725, section 3.1: the oldest way in.
    unsigned: `${part({ alg: 'none', typ: 'JWT' })}.${part(claims(seconds + 3600))}.`,
  };
}

function signed(header: object, claims: object): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', randomBytes(32)).update(text).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
