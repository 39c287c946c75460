import * as vscode from 'vscode';
import type { TreeNode } from '../checklist/tree-node.ts';
import type { State } from '../state.ts';
import { ConfigNode } from './config-node.ts';

const ID = 'mcpChecklist.servers';

/** Every MCP server that this machine starts, by application and file. */
export class ServersTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #state: State;
  readonly #subscription: vscode.Disposable;
  #shown = '';

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
    if (node) return [...node.children()];
    const { files = [], rows = [] } = this.#state.checklist ?? {};
    return files.flatMap((file) => {
      const own = rows.filter(({ uri }) => uri === file.uri);
      return own.length > 0 ? [new ConfigNode(file, own)] : [];
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #update(): void {
    const { files, rows } = this.#state.checklist ?? {};
    const shown = JSON.stringify([files, rows]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire(undefined);
  }
}

export function createServersView(state: State, tree: ServersTree): vscode.Disposable {
  const view = vscode.window.createTreeView(ID, { treeDataProvider: tree, showCollapseAll: true });
  const update = (): void => {
    const rows = state.checklist?.rows ?? [];
    const off = rows.filter(({ disabled }) => disabled).length;
    view.description =
      off === 0 ? `${rows.length}` : vscode.l10n.t('{0}, {1} off', rows.length, off);
  };
  return vscode.Disposable.from(view, state.onDidChange(update));
}
