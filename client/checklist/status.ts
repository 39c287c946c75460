import * as vscode from 'vscode';
import type { Status } from '../../rules/checklists/checklist.ts';
import type { ItemState } from '../tree/checklist-state.ts';
import { count } from '../tree/words.ts';

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
export function statusLabel(status: Status): string {
  if (status === 'review') return vscode.l10n.t('review');
  return status === 'not applicable' ? vscode.l10n.t('n/a') : statusWord(status);
}

/**
 * What a row says of its item: of one to put right, how bad it is and how long it takes. In a narrow side bar the end is
 * cut off.
 */
export function rowLabel(
  item: Pick<ItemState, 'status' | 'severity' | 'effort' | 'findings' | 'servers'>,
): string {
  const { status, severity, effort, findings, servers } = item;
  const ends = servers.flatMap(({ attestation }) => attestation?.endsIn ?? []);
  return [
    status === 'fail' ? severity : statusLabel(status),
    ...(findings.length > 0 ? [count.findings(findings.length)] : []),
    ...(status === 'fail' ? [effort] : []),
    ...(ends.length > 0 ? [runsOut(Math.min(...ends))] : []),
  ].join(' · ');
}

/** Said ahead of time, so that nobody is surprised. */
export function runsOut(days: number): string {
  if (days === 0) return vscode.l10n.t('runs out today');
  return days === 1
    ? vscode.l10n.t('runs out tomorrow')
    : vscode.l10n.t('runs out in {0} days', days);
}

/** The status in words. */
export function statusText(status: Status, findings: number): string {
  const word = statusWord(status);
  return findings === 0 ? word : `${word}, ${count.findings(findings)}`;
}

function icon(id: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}
