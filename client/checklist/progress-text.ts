import * as vscode from 'vscode';
import type { Progress } from '../../rules/checklists/progress.ts';
import { duration } from '../../rules/text/duration.ts';

/** How far it is, as `6 of 9 done, 1 not applicable`. */
export function doneText({ done, applies, notApplicable }: Progress): string {
  return notApplicable === 0
    ? vscode.l10n.t('{0} of {1} done', done, applies)
    : vscode.l10n.t('{0} of {1} done, {2} not applicable', done, applies, notApplicable);
}

/** What is left, the criticals first, as `3 criticals, about 1 h 40`. */
export function leftText(progress: Progress): string {
  const { critical, failing, review, accepted, minutes } = progress;
  const { t } = vscode.l10n;
  const others = failing - critical;
  const parts: string[] = [];
  if (critical > 0)
    parts.push(
      about(critical === 1 ? t('1 critical') : t('{0} criticals', critical), minutes.critical),
    );
  if (others > 0)
    parts.push(
      about(
        critical > 0 ? t('{0} more failing', others) : t('{0} failing', others),
        minutes.others,
      ),
    );
  if (review > 0)
    parts.push(review === 1 ? t('1 needs your review') : t('{0} need your review', review));
  if (accepted > 0) parts.push(t('{0} accepted', accepted));
  return parts.join(' · ');
}

function about(what: string, minutes: number): string {
  return minutes === 0 ? what : vscode.l10n.t('{0}, about {1}', what, duration(minutes));
}

/** What the badge says when it is read out. */
export function failingText({ failing, applies }: Progress): string {
  return failing === 1
    ? vscode.l10n.t('MCP Checklist: 1 of {0} items fails', applies)
    : vscode.l10n.t('MCP Checklist: {0} of {1} items fail', failing, applies);
}
