import { decodeBase64 } from './base64.ts';

/** What a JSON Web Token says about itself: RFC 7519 §4.1, and Supabase's `role`. */
export interface Claims {
  readonly expires?: number;
  readonly role?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly name?: string;
}

/**
 * Three base64url parts, the first two JSON objects (RFC 7515 §7.1): `{"` is always written `eyJ`. The parts
 * exclude the dot between them, so that there is one way to match.
 */
export const JWT = /^eyJ[A-Za-z0-9_-]{8,8192}\.eyJ[A-Za-z0-9_-]{4,32768}\.[A-Za-z0-9_-]{16,4096}/;

/** The claims in the payload, or undefined when it is not readable. Never throws. */
export function claimsOf(token: string): Claims | undefined {
  const payload = decodeBase64(token.split('.', 2)[1] ?? '', 32768);
  if (payload === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { exp, role, iss, sub, name } = value as Record<string, unknown>;
  return {
    ...(typeof exp === 'number' && { expires: exp }),
    ...(typeof role === 'string' && { role }),
    ...(typeof iss === 'string' && { issuer: iss }),
    ...(typeof sub === 'string' && { subject: sub }),
    ...(typeof name === 'string' && { name }),
  };
}
