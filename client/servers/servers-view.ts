import * as vscode from 'vscode';
import { onShown } from '../tree/on-shown.ts';
import type { State } from '../tree/state.ts';
import { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ConfigNode } from './config-node.ts';

const ID = 'mcpChecklist.servers';

/** Every MCP server that this machine starts, by application and file. */
export class ServersTree extends StateTree {
  #shown = '';

  protected roots(): readonly TreeNode[] {
    const { files = [], rows = [] } = this.state.checklist ?? {};
    return files.flatMap((file) => {
      const own = rows.filter(({ uri }) => uri === file.uri);
      return own.length > 0 ? [new ConfigNode(file, own)] : [];
    });
  }

  protected update(): void {
    const { files, rows } = this.state.checklist ?? {};
    const shown = JSON.stringify([files, rows]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.redraw();
  }
}

export function createServersView(
  state: State,
  tree: ServersTree,
  shown: () => void,
): vscode.Disposable {
  const view = vscode.window.createTreeView(ID, { treeDataProvider: tree, showCollapseAll: true });
  const update = (): void => {
    const rows = state.checklist?.rows ?? [];
    const off = rows.filter(({ disabled }) => disabled).length;
    view.description =
      off === 0 ? `${rows.length}` : vscode.l10n.t('{0}, {1} off', rows.length, off);
  };
  return vscode.Disposable.from(view, onShown(view, shown), state.onDidChange(update));
}
