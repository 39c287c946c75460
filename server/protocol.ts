import type { DiagnosticSeverity, Range } from 'vscode-languageserver-protocol';
import { NotificationType, NotificationType0 } from 'vscode-languageserver-protocol';
import type { Status } from '../rules/checklists/checklist.ts';

/** The diagnostics' source: what Problems panels and other extensions filter by. */
export const SOURCE = 'mcp-checklist';

/** The kind under which editors run all safe fixes, on save if asked to. */
export const FIX_ALL = 'source.fixAll.mcpChecklist';

/** What a client may say when it starts the server; every part is optional. */
export interface InitializationOptions {
  /** Ask for {@link checklistChanged}. */
  readonly checklist?: boolean;
  /** The editor marks JSON syntax errors itself. */
  readonly syntaxReported?: boolean;
  /** False where nobody has trusted the folder yet: its own registry settings are not used then. */
  readonly trusted?: boolean;
  /** Used where the client cannot be asked for its configuration. */
  readonly settings?: unknown;
}

/**
 * The checklist of everything in reach, sent by the server after start and whenever it changed, to clients that
 * asked for it. Clients that do not know it lose the side bar, nothing else.
 */
export const checklistChanged = new NotificationType<ChecklistState>(
  'mcpChecklist/checklistChanged',
);

/** Sent by a client whose person asks for a fresh look at everything, also at what no watcher reports. */
export const refreshChecklist = new NotificationType0('mcpChecklist/refresh');

export interface ChecklistState {
  readonly configs: number;
  readonly servers: number;
  readonly items: readonly ItemState[];
  /** Every config, open or not: how a client knows which documents are one. */
  readonly files: readonly FileState[];
}

export interface FileState {
  readonly uri: string;
  /** Whose config it is, as a person calls it. */
  readonly host: string;
  readonly servers: number;
}

export interface ItemState {
  readonly number: number;
  readonly title: string;
  /** The title for where there is little room. */
  readonly short: string;
  readonly severity: 'critical' | 'high' | 'medium';
  readonly effort: string;
  readonly question: string;
  readonly status: Status;
  readonly evidence: readonly EvidenceState[];
  readonly findings: readonly FindingState[];
}

/** One reason for a status: a sentence, or the name of a server that it is about. */
export interface EvidenceState {
  readonly text: string;
  /** The config in which the server stands; null for a sentence. */
  readonly uri: string | null;
}

/** Enough of a finding to show it and to go there. */
export interface FindingState {
  readonly uri: string;
  readonly range: Range;
  readonly rule: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  readonly server: string;
}

/**
 * A fix of a finding, in the `data` of a code action: enough to find it again in the same version of the
 * document, and never any of its text.
 */
export interface FixHandle {
  readonly uri: string;
  readonly version: number;
  readonly rule: string;
  /** The offset at which the finding starts. */
  readonly start: number;
  readonly fix: string;
  /** Where the secret stands that the fix takes out, and the reference's name, for clients that rescue it. */
  readonly moves?: { readonly range: Range; readonly name: string };
}

/** Applies a fix, for clients that cannot wait for an edit inside a code action. Its argument: a {@link FixHandle}. */
export const APPLY_FIX = 'mcpChecklist.applyFix';
