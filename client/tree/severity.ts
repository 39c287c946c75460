import * as vscode from 'vscode';
import type { FindingState } from '../../server/protocol.ts';

type Severity = FindingState['severity'];

const ICONS: Readonly<Record<Severity, readonly [icon: string, color: string]>> = {
  1: ['error', 'problemsErrorIcon.foreground'],
  2: ['warning', 'problemsWarningIcon.foreground'],
  3: ['info', 'problemsInfoIcon.foreground'],
  4: ['lightbulb', 'problemsInfoIcon.foreground'],
};

/** The icons of the Problems panel. */
export function severityIcon(severity: Severity): vscode.ThemeIcon {
  const [icon, color] = ICONS[severity];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

export function severityWord(severity: Severity): string {
  switch (severity) {
    case 1:
      return vscode.l10n.t('Error');
    case 2:
      return vscode.l10n.t('Warning');
    case 3:
      return vscode.l10n.t('Information');
    case 4:
      return vscode.l10n.t('Hint');
  }
}
