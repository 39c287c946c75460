import * as vscode from 'vscode';
import { totalOf } from '../../rules/checklists/progress.ts';
import { onShown } from '../tree/on-shown.ts';
import type { State } from '../tree/state.ts';
import type { ChecklistTree } from './checklist-tree.ts';
import { doneText, failingText, leftText } from './progress-text.ts';
import { attestWhenTicked } from './ticked.ts';

const ID = 'mcpChecklist.checklist';

/** What `when` clauses of the manifest ask for. */
const CONTEXT_KEY = 'mcpChecklist.state';

/** What stands above the rows, for tests. */
export interface ChecklistView extends vscode.Disposable {
  head(): { readonly description: string; readonly message: string; readonly badge: number };
}

/** The side bar's view: progress in its title, a badge that counts what fails, a welcome where there is nothing. `shown` is called when somebody looks. */
export function createChecklistView(
  state: State,
  tree: ChecklistTree,
  shown: () => void,
): ChecklistView {
  const view = vscode.window.createTreeView(ID, {
    treeDataProvider: tree,
    showCollapseAll: true,
    manageCheckboxStateManually: true,
  });
  const ticked = attestWhenTicked(view, tree);
  const looked = onShown(view, shown);
  const update = (): void => {
    const now = shownState(state);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, now);
    // What this folder is not to blame for asks for no attention in it.
    const loud = now === 'ready' ? state.checklist?.lists.filter(({ quiet }) => !quiet) : undefined;
    const progress = totalOf(loud?.map((list) => list.progress) ?? []);
    const isShown = progress.applies + progress.notApplicable > 0;
    view.description = isShown ? doneText(progress) : '';
    view.message = isShown ? leftText(progress) || vscode.l10n.t('All done') : '';
    const { failing } = progress;
    view.badge = failing === 0 ? undefined : { value: failing, tooltip: failingText(progress) };
  };
  const started = showBusyUntilKnown(state);
  update();
  const all = vscode.Disposable.from(view, ticked, looked, state.onDidChange(update), started);
  return {
    head: () => ({
      description: view.description ?? '',
      message: view.message ?? '',
      badge: view.badge?.value ?? 0,
    }),
    dispose: () => all.dispose(),
  };
}

function shownState({ phase, checklist }: State): 'starting' | 'empty' | 'ready' | 'failed' {
  if (phase === 'failed') return 'failed';
  if (!checklist) return 'starting';
  return checklist.lists.length === 0 ? 'empty' : 'ready';
}

/** A moving line under the title from the start to the first answer. */
function showBusyUntilKnown(state: State): vscode.Disposable {
  let done = (): void => undefined;
  const known = new Promise<void>((resolve) => {
    done = resolve;
  });
  const subscription = state.onDidChange(() => {
    if (shownState(state) !== 'starting') done();
  });
  void vscode.window.withProgress({ location: { viewId: ID } }, () => known);
  return new vscode.Disposable(() => {
    subscription.dispose();
    done();
  });
}
