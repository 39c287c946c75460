import type { Severity } from './finding.ts';

/** What a person can change about the judgement. Validated where it comes in (`server/lsp/settings-store.ts`). */
export interface Settings {
  /** Severity by rule id; `off` silences a rule. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly strictness: 'default' | 'strict';
  /** Whether a person says it for one run: then it counts before what a team wrote down. */
  readonly forOneRun?: boolean;
}

export const defaultSettings: Settings = { rules: {}, strictness: 'default' };
