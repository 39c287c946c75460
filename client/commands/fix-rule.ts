import * as vscode from 'vscode';
import type { FindingState } from '../../server/protocol.ts';
import { FindingNode } from '../checklist/finding-node.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import type { State } from '../tree/state.ts';
import { count } from '../tree/words.ts';
import { answerOf } from './asked.ts';
import { fixAfterPreview } from './preview-fixes.ts';

interface Choice extends vscode.QuickPickItem {
  readonly rule: string;
}

/** Fixes everything of one rule in all configs, after it was shown. */
export function registerFixRule(session: Session, state: State): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixRule', async (node: unknown) => {
    const rule = node instanceof FindingNode ? node.rule : await whichRule(state);
    if (rule === undefined) return;
    const unfixed = await fixAfterPreview(session, { rule, uris: null }, rule);
    if (unfixed > 0) await offerALook(rule, unfixed, findingsOf(state, rule)[0]);
  });
}

/** Where nothing can be done at once, the person hears how much it is, and is led to the first. */
async function offerALook(
  rule: string,
  unfixed: number,
  first: FindingState | undefined,
): Promise<void> {
  const show = vscode.l10n.t('Show the First');
  const text = vscode.l10n.t(
    '{0}: {1} left, each for you to choose.',
    rule,
    count.problems(unfixed),
  );
  if ((await notify.information(text, show)) !== show || !first) return;
  const { start, end } = first.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(first.uri), { selection });
}

function findingsOf({ checklist }: State, rule: string): readonly FindingState[] {
  return checklist?.findings.filter((it) => it.rule === rule) ?? [];
}

async function whichRule({ checklist }: State): Promise<string | undefined> {
  const byRule = new Map<string, FindingState[]>();
  for (const it of checklist?.findings ?? [])
    byRule.set(it.rule, [...(byRule.get(it.rule) ?? []), it]);
  if (byRule.size === 0) {
    void notify.information(vscode.l10n.t('No config has a problem to fix.'));
    return undefined;
  }
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = vscode.l10n.t('Which problem?');
  pick.matchOnDetail = true;
  pick.items = [...byRule].map(([rule, found]) => {
    const [first] = found;
    return {
      rule,
      label: first?.message ?? rule,
      description: count.places(found.length),
      detail: rule,
    };
  });
  return (await answerOf(pick))?.[0]?.rule;
}
