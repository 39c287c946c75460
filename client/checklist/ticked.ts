import * as vscode from 'vscode';
import type { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** Takes a tick of a row for a person's word on it, and the tick taken away for the word taken back. */
export function attestWhenTicked(
  view: vscode.TreeView<TreeNode>,
  tree: StateTree,
): vscode.Disposable {
  return view.onDidChangeCheckboxState(async ({ items }) => {
    for (const [node, checked] of items) {
      const yes = checked === vscode.TreeItemCheckboxState.Checked;
      const command = yes ? 'mcpChecklist.attest' : 'mcpChecklist.withdraw';
      await vscode.commands.executeCommand(command, node);
      // The tick was VS Code's; whether it stays is for the server to say.
      tree.redraw(node);
    }
  });
}
