import * as vscode from 'vscode';
import {
  MOVE_SECRETS,
  type MoveParams,
  type MoveResult,
  moveSecrets,
  type SecretsAnswer,
  type SecretsGo,
} from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { applyEdit } from './apply-edit.ts';
import { askForSecrets } from './ask-for-secrets.ts';
import { copyForAMinute } from './clipboard.ts';
import { showNextSteps } from './next-steps.ts';

/** Behind every quick fix that takes secrets out of a file. */
export function registerMoveSecrets(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(MOVE_SECRETS, (fix: MoveParams['fix']) =>
    applyWithSecrets(session, (answer) =>
      session.request(moveSecrets, { fix, ...(answer && { answer }) }),
    ),
  );
}

/**
 * Makes an edit, but asks first where the secrets go that it takes out: they are there before it is made.
 *
 * @param request asks the server; without an answer it may ask back
 * @param done what follows when it is made: what is left to do
 * @returns what the server said last; undefined where the person turned away, or no server runs
 */
export async function applyWithSecrets<R extends MoveResult>(
  session: Session,
  request: (answer?: SecretsAnswer) => Promise<R | undefined>,
  done: (result: R) => unknown = ({ next }) => showNextSteps(next),
): Promise<R | undefined> {
  let result = await request();
  let go: SecretsGo | undefined;
  // Asked again where something else would be taken out by now.
  while (result?.question) {
    const { question } = result;
    go = await askForSecrets(question);
    if (go === undefined) return undefined;
    result = await request({ go, stamp: question.stamp });
  }
  if (!result) return undefined;
  if (result.problem !== null) notify.warning(result.problem);
  if (result.clipboard !== null) await copyForAMinute(result.clipboard);
  const applied = result.edit !== null && (await applyEdit(session, result.edit, result.judged));
  if (applied) await done(result);
  else tell(result);
  return result;
}

/** Where nothing was changed, where the copy is. */
function tell({ edit, kept }: MoveResult): void {
  if (edit)
    notify.warning(
      kept.length > 0
        ? vscode.l10n.t('Nothing was changed. A copy of the secret is in {0}.', kept.join(', '))
        : vscode.l10n.t('Nothing was changed.'),
    );
}
