import * as vscode from 'vscode';
import { onShown } from '../tree/on-shown.ts';
import { isSame } from '../tree/same.ts';
import type { State } from '../tree/state.ts';
import { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { configNodes, GroupNode } from './group-node.ts';

const ID = 'mcpChecklist.servers';

/** Every MCP server that this machine starts, by application and file. */
export class ServersTree extends StateTree {
  #shown: unknown;

  protected roots(): readonly TreeNode[] {
    const { checklist } = this.state;
    if (!checklist) return [];
    const { files, rowsOf, lists } = checklist;
    const shown = files.filter(({ uri }) => (rowsOf.get(uri) ?? []).length > 0);
    const here = shown.filter(({ inFolder }) => inFolder);
    const away = shown.filter(({ inFolder }) => !inFolder);
    const isTogether = lists.some(({ scope }) => scope === 'all');
    if (away.length === 0 || isTogether) return configNodes(shown, checklist);
    const machine = new GroupNode(false, away, checklist);
    return here.length === 0 ? [machine] : [new GroupNode(true, here, checklist), machine];
  }

  protected update(): void {
    if (!this.state.checklist) return;
    const { files, rows, findings, lists } = this.state.checklist;
    const shown = [files, rows, findings, lists.map(({ scope }) => scope)];
    if (isSame(shown, this.#shown)) return;
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
