import * as vscode from 'vscode';
import { totalOf } from '../../rules/checklists/progress.ts';
import { doneText, leftText } from '../checklist/progress-text.ts';
import { attestWhenTicked } from '../checklist/ticked.ts';
import { onShown } from '../tree/on-shown.ts';
import type { State } from '../tree/state.ts';
import { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ProjectNode, sectionNodes } from './project-node.ts';

const ID = 'mcpChecklist.publish';

/** Whether the folder holds a server project, for `when` clauses: the view is not there without one. */
const CONTEXT_KEY = 'mcpChecklist.hasProject';

/** The publish list of each server project, by section. */
export class PublishTree extends StateTree {
  #shown = '[]';

  protected roots(): readonly TreeNode[] {
    const { projects } = this.state;
    const [alone] = projects;
    if (projects.length === 1 && alone) return sectionNodes(alone);
    return projects.map((it) => new ProjectNode(it));
  }

  protected update(): void {
    const shown = JSON.stringify(this.state.projects);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.redraw();
  }
}

export function createPublishView(
  state: State,
  tree: PublishTree,
  shown: () => void,
): vscode.Disposable {
  const view = vscode.window.createTreeView(ID, {
    treeDataProvider: tree,
    showCollapseAll: true,
    manageCheckboxStateManually: true,
  });
  const update = (): void => {
    const { projects } = state;
    const isThere = projects.length > 0;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, isThere);
    const progress = totalOf(projects.map((it) => it.progress));
    view.description = isThere ? doneText(progress) : '';
    view.message = isThere ? leftText(progress) || vscode.l10n.t('All done') : '';
  };
  update();
  return vscode.Disposable.from(
    view,
    attestWhenTicked(view, tree),
    onShown(view, shown),
    state.onDidChange(update),
  );
}
