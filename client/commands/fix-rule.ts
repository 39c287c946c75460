import * as vscode from 'vscode';
import { type FixRuleResult, fixRule } from '../../server/protocol.ts';
import { FindingNode } from '../checklist/finding-node.ts';
import { notify } from '../notify.ts';
import type { Session } from '../session.ts';
import type { State } from '../state.ts';
import { applyEdit } from './apply-edit.ts';
import { rescue, type Taken } from './rescue-secret.ts';

/** Fixes everything of one rule in all configs; what changes several files is shown before it happens. */
export function registerFixRule(session: Session, state: State): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixRule', async (node: unknown) => {
    const rule = node instanceof FindingNode ? node.rule : await whichRule(state);
    if (rule === undefined) return;
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Fixing {0}', rule),
        cancellable: true,
      },
      (_, token) => session.request(fixRule, { rule, uris: null }, token),
    );
    if (!result) return;
    if (result.problem !== null) notify.warning(result.problem);
    if (result.edit) {
      const taken = await takenBy(result);
      if (await applyEdit(session, result.edit)) void rescue(taken);
      else void notify.information(vscode.l10n.t('Nothing was changed.'));
    } else if (result.problem === null) {
      const none = vscode.l10n.t('No finding of {0} has a fix that fits without a choice.', rule);
      void notify.information(none);
    }
  });
}

async function whichRule({ checklist }: State): Promise<string | undefined> {
  const counts = new Map<string, number>();
  for (const { findings } of checklist?.items ?? [])
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const choices = [...counts].map(([label, count]) => ({
    label,
    description: vscode.l10n.t('{0} findings', count),
  }));
  const title = vscode.l10n.t('Fix everything of which kind?');
  return (await vscode.window.showQuickPick(choices, { title }))?.label;
}

/** Read before the edit: afterwards they are nowhere. */
function takenBy({ moves }: FixRuleResult): Promise<readonly Taken[]> {
  return Promise.all(
    moves.map(async ({ uri, range: { start, end }, name, file }) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return { uri: document.uri, name, file, value: document.getText(range) };
    }),
  );
}
