import * as vscode from 'vscode';
import { fixRule, type SecretsAnswer } from '../../server/protocol.ts';
import { FindingNode } from '../checklist/finding-node.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import type { State } from '../tree/state.ts';
import { applyWithSecrets } from './move-secrets.ts';

/** Fixes everything of one rule in all configs; what changes several files is shown before it happens. */
export function registerFixRule(session: Session, state: State): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixRule', async (node: unknown) => {
    const rule = node instanceof FindingNode ? node.rule : await whichRule(state);
    if (rule === undefined) return;
    const request = (answer?: SecretsAnswer) =>
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Fixing {0}', rule),
          cancellable: true,
        },
        (_, token) =>
          session.request(fixRule, { rule, uris: null, ...(answer && { answer }) }, token),
      );
    const result = await applyWithSecrets(session, async (answer) => request(answer));
    if (result && !result.edit && result.problem === null) {
      const none = vscode.l10n.t('Fix these one by one: each needs your choice.');
      void notify.information(none);
    }
  });
}

/** All fixes of one server, as one edit, from its row. */
export function registerMakeServerSafe(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.makeServerSafe', async (node: unknown) => {
    if (!(node instanceof ServerNode)) return;
    const { uri, name } = node.row;
    const scope = { rule: '', server: name, uris: [uri] };
    const result = await applyWithSecrets(session, (answer) =>
      session.request(fixRule, { ...scope, ...(answer && { answer }) }),
    );
    if (!result || result.edit || result.problem !== null) return;
    void notify.information(vscode.l10n.t('{0} has nothing that fits without a choice.', name));
  });
}

async function whichRule({ checklist }: State): Promise<string | undefined> {
  const counts = new Map<string, number>();
  for (const { rule } of checklist?.findings ?? []) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const choices = [...counts].map(([label, count]) => ({
    label,
    description: vscode.l10n.t('{0} findings', count),
  }));
  if (choices.length === 0) {
    void notify.information(vscode.l10n.t('No config has a problem to fix.'));
    return undefined;
  }
  const title = vscode.l10n.t('Which problem?');
  return (await vscode.window.showQuickPick(choices, { title }))?.label;
}
