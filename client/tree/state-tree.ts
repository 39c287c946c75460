import * as vscode from 'vscode';
import type { State } from './state.ts';
import type { TreeNode } from './tree-node.ts';

/** Rows that follow the state: what every view of the side bar has in common. */
export abstract class StateTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  protected readonly state: State;

  constructor(state: State) {
    this.state = state;
    this.#subscription = state.onDidChange(() => this.update());
  }

  /** The rows that stand below no other. */
  protected abstract roots(): readonly TreeNode[];

  /** Told of every change of the state: calls `redraw` for what it changes. */
  protected abstract update(): void;

  /** Has a row drawn again, or all of them; also one whose look VS Code has changed by itself. */
  redraw(node?: TreeNode): void {
    this.#changed.fire(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.treeItem();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? node.children() : this.roots())];
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
