import * as vscode from 'vscode';
import type { Status } from '../../rules/checklists/checklist.ts';

/** Shapes differ as well as colours: a status must be told apart without either one alone. */
const ICONS: Readonly<Record<Status, vscode.ThemeIcon>> = {
  pass: icon('pass', 'testing.iconPassed'),
  fail: icon('error', 'testing.iconFailed'),
  review: icon('question', 'list.warningForeground'),
  accepted: icon('mute', 'list.warningForeground'),
  attested: icon('verified', 'testing.iconPassed'),
  'not applicable': icon('circle-slash', 'disabledForeground'),
};

export function statusIcon(status: Status): vscode.ThemeIcon {
  return ICONS[status];
}

function statusWord(status: Status): string {
  switch (status) {
    case 'pass':
      return vscode.l10n.t('pass');
    case 'fail':
      return vscode.l10n.t('fail');
    case 'review':
      return vscode.l10n.t('needs your review');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'attested':
      return vscode.l10n.t('attested');
    case 'not applicable':
      return vscode.l10n.t('not applicable');
  }
}

/** The status for a narrow row. */
export function statusLabel(status: Status, findings: number): string {
  const word = status === 'not applicable' ? vscode.l10n.t('n/a') : statusWord(status);
  return findings === 0 ? word : `${word} · ${findings}`;
}

/** The status in words. */
export function statusText(status: Status, findings: number): string {
  const word = statusWord(status);
  if (findings === 0) return word;
  return findings === 1
    ? vscode.l10n.t('{0}, 1 finding', word)
    : vscode.l10n.t('{0}, {1} findings', word, findings);
}

/** Whether an item asks nothing of anybody. */
export function isSettled(status: Status): boolean {
  return status !== 'fail' && status !== 'review';
}

function icon(id: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}
