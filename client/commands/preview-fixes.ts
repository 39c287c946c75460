import * as vscode from 'vscode';
import {
  type FixAllHandle,
  type FixRuleParams,
  type FixRuleResult,
  fixRule,
  PREVIEW_FIXES,
  type SecretsAnswer,
} from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import { registerRowCommand } from '../tree/rows.ts';
import { count } from '../tree/words.ts';
import { choosePlaces } from './choose-places.ts';
import { applyWithSecrets } from './move-secrets.ts';

type Scope = Pick<FixRuleParams, 'rule' | 'server' | 'uris' | 'pasted'>;

/** All fixes of one server, from its row and from the light bulb. */
export function registerPreviewFixes(session: Session): vscode.Disposable {
  const makeSafe = async (uri: string, server: string): Promise<void> => {
    const unfixed = await fixAfterPreview(session, { rule: '', server, uris: [uri] }, server);
    if (unfixed < 0) return;
    void notify.information(
      unfixed === 0
        ? vscode.l10n.t('{0} has no problem to fix.', server)
        : vscode.l10n.t('{0}: {1} left, each for you to choose.', server, count.problems(unfixed)),
    );
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(PREVIEW_FIXES, ({ uri, server = '' }: FixAllHandle) => makeSafe(uri, server)),
    registerRowCommand('mcpChecklist.makeServerSafe', async (node: unknown) => {
      if (node instanceof ServerNode) await makeSafe(node.row.uri, node.row.name);
    }),
  );
}

/**
 * Shows the fixes of a scope with their boxes ticked, and makes those that still are: as one edit, after it was asked
 * where the secrets go that they take out.
 *
 * @param what they are for, in the titles
 * @returns so many problems are there and none of them has a fix that fits without a choice; -1 where something was
 *   done, said or turned away
 */
export async function fixAfterPreview(
  session: Session,
  scope: Scope,
  what: string,
): Promise<number> {
  const planned = await ask(session, { ...scope, preview: true }, what);
  if (!planned) return -1;
  if (planned.planned.length === 0) {
    if (planned.problem !== null) notify.warning(planned.problem);
    return planned.problem === null ? planned.unfixed : -1;
  }
  const places = planned.planned.map(({ title, ...it }) => ({ ...it, label: title }));
  const title =
    places.length === 1
      ? vscode.l10n.t('{0}: 1 fix', what)
      : vscode.l10n.t('{0}: {1} fixes', what, places.length);
  const without = await choosePlaces(title, places);
  if (!without) return -1;
  await applyWithSecrets(session, (answer?: SecretsAnswer) =>
    ask(session, { ...scope, without, ...(answer && { answer }) }, what),
  );
  return -1;
}

/** It may ask registries, which takes as long as it takes. */
async function ask(
  session: Session,
  params: FixRuleParams,
  what: string,
): Promise<FixRuleResult | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Fixing {0}', what),
      cancellable: true,
    },
    (_, token) => session.request(fixRule, params, token),
  );
}
