import type { Format } from '../config/document.ts';
import type { SyntaxId } from '../references/syntax.ts';

/** What a string in a server entry is for. A host resolves references in some of these places only. */
export type Role = 'command' | 'arg' | 'env' | 'header' | 'url' | 'cwd' | 'envFile' | 'other';

export type Confidence = 'high' | 'medium' | 'low';

/** Where a host keeps a config file. `~` is the home folder, `%APPDATA%` Windows' roaming data. */
export interface HostFile {
  readonly path: string;
  readonly scope: 'workspace' | 'user' | 'managed';
  readonly os?: 'macos' | 'windows' | 'linux';
}

/** Where in a file a host looks for servers. */
export interface Root {
  /** Keys from the top; `*` is any key; no keys at all means that the file itself is the server map. */
  readonly path: readonly string[];
}

/** Which keys of a server entry mean what, in the order in which the host prefers them. */
export interface Fields {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly headers: readonly string[];
  readonly url: readonly string[];
  readonly type: readonly string[];
  readonly cwd: readonly string[];
  readonly envFile: readonly string[];
}

/** How a host replaces a reference by a value. */
export interface ReferenceSupport {
  /** Every syntax it resolves. */
  readonly understands: readonly SyntaxId[];
  /** The one to write in place of a secret; null where it resolves none. */
  readonly writes: SyntaxId | null;
  /** The places where it resolves them. */
  readonly places: readonly Role[];
  /** What becomes of a reference that it cannot resolve, as an end of a sentence. */
  readonly unresolved: string;
}

export interface OffSwitch {
  readonly key: string;
  readonly value: boolean;
}

/**
 * An application that reads a config. One file per host in this folder, all of the same shape; the facts
 * come from its documentation or source, named in `sources`.
 */
export interface Host {
  readonly id: string;
  readonly label: string;
  /** The application, where several of its files are hosts of their own: `vscode` for all of VS Code's. */
  readonly family?: string;
  readonly files: readonly HostFile[];
  /** Matched against a path with forward slashes. */
  readonly globs: readonly string[];
  readonly format: Format;
  /** Whether the host's own parser takes comments and trailing commas; null where nobody could verify it. */
  readonly comments: boolean | null;
  readonly trailingCommas: boolean | null;
  readonly roots: readonly Root[];
  /** Where `${input:…}` definitions stand, for hosts that ask for values. */
  readonly inputs: readonly string[] | null;
  readonly fields: Fields;
  /** The values of the transport field it knows; missing where it does not read that field. */
  readonly transports?: readonly string[];
  readonly references: ReferenceSupport;
  /** The key of a server entry that switches it off; null where the host keeps that elsewhere. */
  readonly off: OffSwitch | null;
  /** How a person stops one server, and whether that works without restarting the host. */
  readonly stop: { readonly how: string; readonly live: boolean | null };
  /** Keys that let tools run unasked. */
  readonly approvalKeys: readonly string[];
  /** Whether the whole file is about MCP, or a settings file of which it is a part. */
  readonly dedicated: boolean;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
}

/** The keys most hosts agree on. */
export const commonFields: Fields = {
  command: ['command'],
  args: ['args'],
  env: ['env'],
  headers: ['headers'],
  url: ['url'],
  type: ['type'],
  cwd: ['cwd'],
  envFile: ['envFile'],
};
