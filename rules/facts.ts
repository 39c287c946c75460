import type { TextRange } from './span.ts';

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

/** Another config as a cross-file rule sees it: names and places, never a value. */
export interface ConfigSummary {
  readonly path: string;
  /** The host's family, or its id: hosts of one application read each other's files. */
  readonly family: string;
  /** The folder it speaks for; '' for a person's own files, which count everywhere. */
  readonly folder: string;
  readonly servers: readonly ServerSummary[];
}

export interface ServerSummary {
  readonly name: string;
  /** Where its name stands. */
  readonly range: TextRange;
}
