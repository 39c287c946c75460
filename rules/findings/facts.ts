import type { TextRange } from '../text/span.ts';

/** What rules may know beyond the text. It is handed in: a rule fetches nothing and asks no clock. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** Milliseconds that only ever grow, of processor time where there is such a clock: a file that takes too long is left. */
  readonly clock?: () => number;
  /** So many findings are listed of one file; 500 where nobody says otherwise. */
  readonly mostFindings?: number;
  /** True where the editor's own JSON support already marks syntax errors in this file, and VS Code what it does not resolve. */
  readonly syntaxReported?: boolean;
  /** The folder a person works in, absolute: only the way from there to the file means anything. */
  readonly folder?: string | undefined;
  /** Undefined where nobody asked. */
  readonly git?: GitFacts;
  /** Whether every user of this machine can read the file. */
  readonly readableByAll?: boolean;
  /** Undefined where nothing is known of other configs. */
  readonly namesakes?: NamesakeFacts;
  /** Undefined where nothing is known of other configs. */
  readonly credentials?: CredentialFacts;
  readonly digest?: Digest;
  /** The names of servers that are off by a file beside the config; undefined where nobody looked. */
  readonly off?: ReadonlySet<string>;
  /** Ids of the secrets managers that can start a server here: see `secretManagers`. */
  readonly secretManagers?: readonly string[];
  /** What the paths of those servers say that were cut out of the text; undefined where it is all there. */
  readonly cutOut?: Systems;
}

/** Whether paths are such as Windows has, and such as others have. */
export interface Systems {
  readonly windows: boolean;
  readonly others: boolean;
}

/**
 * HMAC-SHA-256 or its like, in hex: the same for the same key and text, and no way back. Handed in, because what a
 * browser has for it is not what Node has.
 */
export type Digest = (key: string, text: string) => string;

export interface GitFacts {
  /** `open`: in a repository, and one `git add` away from being part of it. */
  readonly stateOf: (path: string) => 'tracked' | 'ignored' | 'open' | 'outside' | 'unknown';
}

/** Where credentials stand in other configs, without any of them. */
export interface CredentialFacts {
  /** A keyed hash: it says of two values whether they are one, and nothing else. */
  readonly hash: (value: string) => string;
  readonly elsewhere: (hash: string) => Elsewhere<CredentialPlace> & {
    /** What the places are for, where names tell: all of them, not only those that are listed. */
    readonly environments: readonly string[];
  };
}

/** Servers of the same name in the configs that the application reads beside this one. */
export type NamesakeFacts = (server: string) => Elsewhere<NamesakePlace>;

/** What other configs have too. Of many places only the first are listed: nobody reads a thousand. */
export interface Elsewhere<T> {
  /** In the order of their paths. */
  readonly places: readonly T[];
  /** How many there are. */
  readonly count: number;
}

export interface NamesakePlace {
  readonly path: string;
  readonly range: TextRange;
}

export interface CredentialPlace {
  readonly path: string;
  readonly range: TextRange;
  readonly server: string;
  readonly environment: string | undefined;
}

/** Another config as a cross-file rule sees it: names and places, never a value. */
export interface ConfigSummary {
  readonly path: string;
  /** The host's family, or its id: hosts of one application read each other's files. */
  readonly family: string;
  /** The folder it speaks for; '' for a person's own files, which count everywhere; undefined where no application is known to read it. */
  readonly folder: string | undefined;
  readonly servers: readonly ServerSummary[];
  readonly credentials: readonly CredentialSummary[];
}

export interface ServerSummary {
  readonly name: string;
  /** Where its name stands. */
  readonly range: TextRange;
}

export interface CredentialSummary extends Omit<CredentialPlace, 'path'> {
  readonly hash: string;
}
