import { type Provider, type ProviderId, providers } from './providers.ts';

/** Where the owner of a credential goes with it. */
export interface Pages {
  readonly revoke?: string;
  readonly leastPrivilege?: string;
}

/**
 * The pages of a provider, for one kind of its tokens.
 *
 * @param id a key of the catalog; an unknown one has no pages
 * @param label what the token was called, as in "GitHub fine-grained personal access token"
 */
export function pagesOf(id: string | null | undefined, label: string): Pages {
  if (!id || !Object.hasOwn(providers, id)) return {};
  const { tokens, revoke, leastPrivilege }: Provider = providers[id as ProviderId];
  const own = tokens.find((token) => token.revoke && label.endsWith(token.label))?.revoke;
  const page = own ?? revoke;
  return { ...(page && { revoke: page }), ...(leastPrivilege && { leastPrivilege }) };
}
