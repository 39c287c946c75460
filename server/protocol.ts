import { NotificationType } from 'vscode-languageserver-protocol';
import type { DiagnosticSeverity, Range } from 'vscode-languageserver-types';
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
  /** Used where the client cannot be asked for its configuration. */
  readonly settings?: unknown;
}

/**
 * The checklist of everything in reach, sent by the server after start and whenever it changed, to clients that
 * asked for it. Clients that do not know it lose the side bar, nothing else.
 */
export const checklistChanged = new NotificationType<ChecklistState>('mcpChecklist/checklistChanged');

export interface ChecklistState {
  readonly configs: number;
  readonly servers: number;
  readonly items: readonly ItemState[];
}

export interface ItemState {
  readonly number: number;
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium';
  readonly effort: string;
  readonly question: string;
  readonly status: Status;
  readonly evidence: readonly string[];
  readonly findings: readonly FindingState[];
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
