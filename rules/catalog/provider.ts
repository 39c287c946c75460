/** One kind of token a provider issues. Exactly one of `prefixes`, `starts`, `marker` and `keyed` tells where to look for it. */
export interface TokenFormat {
  readonly label: string;
  /** Source of a regular expression for the whole token, without anchors and flags; linear on every input. */
  readonly pattern: string;
  /** The literal beginnings; found under any name. */
  readonly prefixes?: readonly string[];
  /** The characters it can begin with, where there is no prefix; found under any name. */
  readonly starts?: string;
  /** A text inside it and how many characters stand before that; found under any name. */
  readonly marker?: { readonly text: string; readonly offset: number };
  /** The shape says too little: it counts under one of the provider's names only. */
  readonly keyed?: true;
  /** It can do everything its owner can, and the provider has a narrower kind. */
  readonly broad?: true;
  /** Where to revoke this kind, if not on the provider's page. */
  readonly revoke?: string;
}

/** Who issues a credential, and where its owner revokes it or gets a narrower one. */
export interface Provider {
  readonly label: string;
  readonly tokens: readonly TokenFormat[];
  /** Names of variables, headers and parameters that carry its credentials. */
  readonly names: readonly string[];
  readonly revoke?: string;
  readonly leastPrivilege?: string;
}
