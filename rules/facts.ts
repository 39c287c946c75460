import type { Host } from './hosts/host.ts';
import type { Span } from './span.ts';

/** What rules may know beyond the text. It is handed in: a rule fetches nothing and asks no clock. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** True where the editor's own JSON support already marks syntax errors in this file. */
  readonly syntaxReported?: boolean;
  /** Undefined outside a repository, or where nobody asked. */
  readonly git?: { readonly tracked: boolean; readonly ignored: (path: string) => boolean };
  /** Every other config in reach, as a summary. */
  readonly others?: readonly ConfigSummary[];
}

/** Another config as a cross-file rule sees it: fingerprints and keyed hashes, never a value. */
export interface ConfigSummary {
  readonly path: string;
  readonly host: Host['id'];
  /** The host's family, or its id. */
  readonly family: string;
  readonly environment: string | null;
  readonly servers: readonly ServerSummary[];
}

export interface ServerSummary {
  readonly name: string;
  /** Its name in the text. */
  readonly span: Span;
  /** Of command, arguments, URL and version, without any secret. */
  readonly fingerprint: string;
  readonly credentials: readonly CredentialSummary[];
}

export interface CredentialSummary {
  /** HMAC of the value under a key that leaves no process. */
  readonly hash: string;
  readonly pointer: string;
  readonly span: Span;
}
