import * as vscode from 'vscode';
import type { ListState } from '../tree/checklist-state.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { count } from '../tree/words.ts';
import { doneText, leftText } from './progress-text.ts';

/** One of several lists, or one that is no matter of the open folder. */
export class ListNode implements TreeNode {
  readonly parent = undefined;
  readonly id: string;
  readonly #below: () => readonly TreeNode[];
  #state: ListState;

  constructor(state: ListState, below: () => readonly TreeNode[]) {
    this.id = `list/${state.key}`;
    this.#state = state;
    this.#below = below;
  }

  /** @returns whether anything that shows has changed */
  update(state: ListState): boolean {
    const before = JSON.stringify({ ...this.#state, items: [] });
    this.#state = state;
    return JSON.stringify({ ...state, items: [] }) !== before;
  }

  treeItem(): vscode.TreeItem {
    const { quiet, scope, progress, configs, title } = this.#state;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    // Where no folder is open, there is nothing else to look at.
    const isAside = quiet && vscode.workspace.workspaceFolders !== undefined;
    const label =
      scope === 'machine' ? vscode.l10n.t('This machine') : vscode.l10n.t('This folder');
    const item = new vscode.TreeItem(label, isAside ? Collapsed : Expanded);
    item.id = this.id;
    item.description = doneText(progress);
    item.iconPath = new vscode.ThemeIcon(scope === 'machine' ? 'home' : 'folder');
    item.tooltip = [title, count.configs(configs), doneText(progress), leftText(progress)]
      .filter(Boolean)
      .join('\n\n');
    item.contextValue = `list.${scope}`;
    item.accessibilityInformation = {
      label: [label, count.configs(configs), doneText(progress), leftText(progress)]
        .filter(Boolean)
        .join(', '),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#below();
  }
}
