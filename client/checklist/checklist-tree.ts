import * as vscode from 'vscode';
import type { State } from '../state.ts';
import { ItemNode } from './item-node.ts';
import type { TreeNode } from './tree-node.ts';

/** The rows of the side bar. Empty while there is nothing to list: the view's welcome text shows then. */
export class ChecklistTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #state: State;
  readonly #subscription: vscode.Disposable;
  #items: readonly ItemNode[] = [];

  constructor(state: State) {
    this.#state = state;
    this.#subscription = state.onDidChange(() => this.#update());
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.treeItem();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? node.children() : this.#items)];
  }

  /** For a row whose look VS Code has changed by itself. */
  redraw(node: TreeNode): void {
    this.#changed.fire(node);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Only what changed is drawn again: a whole tree that blinks at every key is not to be looked at. */
  #update(): void {
    const { phase, checklist } = this.#state;
    const hidden = phase === 'failed' || !checklist || checklist.configs === 0;
    const items = hidden ? [] : checklist.items;
    if (items.length !== this.#items.length) {
      this.#items = items.map((item) => new ItemNode(item));
      this.#changed.fire(undefined);
      return;
    }
    items.forEach((item, index) => {
      const node = this.#items[index];
      if (node?.update(item)) this.#changed.fire(node);
    });
  }
}
