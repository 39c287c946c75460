import * as vscode from 'vscode';
import { IGNORE, type IgnoreParams, ignore } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { applyEdit } from './apply-edit.ts';

/** Behind the quick fix "Accept … here": asks why, since whoever comes next will. */
export function registerIgnore(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(
    IGNORE,
    async (finding: Omit<IgnoreParams, 'reason'>, given?: string) => {
      const reason =
        given ??
        (await vscode.window.showInputBox({
          title: vscode.l10n.t('Why is {0} fine here?', finding.rule),
          prompt: vscode.l10n.t('The reason is written beside it.'),
          validateInput: (text) =>
            text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined,
        }));
      if (reason === undefined) return;
      const result = await session.request(ignore, { ...finding, reason });
      if (result?.edit) await applyEdit(session, result.edit, result.judged);
      else if (result?.problem) notify.warning(result.problem);
    },
  );
}
