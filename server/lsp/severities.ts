import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../../rules/findings/finding.ts';

/** Our words for how grave a finding is, as the protocol says it. */
export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
