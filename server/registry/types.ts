import type { Answer, Lookup } from '../../rules/findings/finding.ts';

/** Where to look for a version that is on this machine already. */
export interface LocalContext {
  /** The config that starts the package. */
  readonly configPath: string;
  readonly workspaceFolders: readonly string[];
  /** Whether a version must not be proposed, wherever it is: see `refusalOf`. */
  readonly refuses?: (version: string) => boolean;
}

/** How to ask a registry. */
export interface RegistryContext {
  /** The config that starts the package: the person's `.npmrc` is looked up from there. */
  readonly configPath: string;
  /** Versions younger than this are passed over. */
  readonly minimumReleaseAgeDays: number;
  /**
   * Whether somebody has trusted the folder. Otherwise its own settings (`.npmrc`, `nuget.config`) and what its configs
   * name could send the question, and with it the person's variables and tokens, to a host of somebody else's choice.
   */
  readonly trusted: boolean;
  /** Whether a version must not be proposed: see `refusalOf`. */
  readonly refuses?: (version: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** What `registry.cjs` offers. It is a bundle of its own, loaded when somebody asks for a version. */
export interface VersionSource {
  /** From disk only, and fast enough for a light bulb; undefined where nothing is installed. */
  installedVersion(lookup: Lookup, context: LocalContext): Promise<Answer | undefined>;
  /**
   * The host that would be asked, for people; from disk only. Undefined where nobody can tell, or the folder would have
   * to be trusted first.
   */
  hostAsked(
    lookup: Lookup,
    context: Pick<RegistryContext, 'configPath' | 'trusted'>,
  ): Promise<string | undefined>;
  /**
   * Asks the registry the person has configured.
   *
   * @throws {LookupError} when there is no answer
   */
  newestVersion(lookup: Lookup, context: RegistryContext): Promise<Answer>;
}

/** A version could not be found; the message is fit to be shown: what, where, what to do. */
export class LookupError extends Error {
  override readonly name = 'LookupError';
}

/** `instanceof` does not reach across bundles. */
export function isLookupError(error: unknown): error is LookupError {
  return error instanceof Error && error.name === 'LookupError';
}
