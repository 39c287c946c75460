import * as vscode from 'vscode';
import { onShown } from '../tree/on-shown.ts';
import type { State } from '../tree/state.ts';
import { isTogether } from '../tree/together.ts';
import type { ChecklistTree } from './checklist-tree.ts';
import { isSettled } from './status.ts';

const ID = 'mcpChecklist.checklist';

/** What `when` clauses of the manifest ask for. */
const CONTEXT_KEY = 'mcpChecklist.state';

/** The side bar's view: progress in its title, a badge that counts what fails, a welcome where there is nothing. `shown` is called when somebody looks. */
export function createChecklistView(
  state: State,
  tree: ChecklistTree,
  shown: () => void,
): vscode.Disposable {
  const view = vscode.window.createTreeView(ID, {
    treeDataProvider: tree,
    showCollapseAll: true,
    manageCheckboxStateManually: true,
  });
  const ticked = view.onDidChangeCheckboxState(async ({ items }) => {
    for (const [node, checked] of items) {
      const yes = checked === vscode.TreeItemCheckboxState.Checked;
      const command = yes ? 'mcpChecklist.attest' : 'mcpChecklist.withdraw';
      await vscode.commands.executeCommand(command, node);
      // The tick was VS Code's; whether it stays is for the server to say.
      tree.redraw(node);
    }
  });
  const looked = onShown(view, shown);
  const update = (): void => {
    const now = shownState(state);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, now);
    const items = now === 'ready' ? (state.checklist?.items ?? []) : [];
    const settled = items.filter(({ status }) => isSettled(status)).length;
    const failing = items.filter(({ status }) => status === 'fail').length;
    view.description = items.length === 0 ? '' : progress(settled, items.length);
    const { inFolders = 0, configs = 0, failing: ofFolder = 0 } = state.checklist ?? {};
    const together = isTogether();
    const quiet = items.length > 0 && !together && inFolders === 0;
    view.message = quiet
      ? vscode.l10n.t('No MCP config in this folder; {0} of your own on this machine.', configs)
      : items.length === 0
        ? ''
        : summary(settled, failing, items.length);
    // What this folder is not to blame for asks for no attention in it.
    const counted = items.length === 0 ? 0 : together ? failing : ofFolder;
    view.badge =
      counted === 0 ? undefined : { value: counted, tooltip: failed(counted, items.length) };
  };
  const started = showBusyUntilKnown(state);
  update();
  return vscode.Disposable.from(view, ticked, looked, state.onDidChange(update), started);
}

function shownState({ phase, checklist }: State): 'starting' | 'empty' | 'ready' | 'failed' {
  if (phase === 'failed') return 'failed';
  if (!checklist) return 'starting';
  return checklist.configs === 0 ? 'empty' : 'ready';
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

function progress(settled: number, all: number): string {
  return vscode.l10n.t('{0} of {1} done', settled, all);
}

/** What is left to do; the title has the rest. */
function summary(settled: number, failing: number, all: number): string {
  const parts: string[] = [];
  const open = all - settled - failing;
  if (failing > 0) parts.push(vscode.l10n.t('{0} failing', failing));
  if (open > 0) {
    parts.push(
      open === 1
        ? vscode.l10n.t('1 needs your review')
        : vscode.l10n.t('{0} need your review', open),
    );
  }
  return parts.join(' · ') || vscode.l10n.t('All done');
}

function failed(failing: number, all: number): string {
  return failing === 1
    ? vscode.l10n.t('MCP Checklist: 1 of {0} items fails', all)
    : vscode.l10n.t('MCP Checklist: {0} of {1} items fail', failing, all);
}
