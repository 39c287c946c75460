import type * as vscode from 'vscode';

/** A row of the checklist. Its tree item carries an id that outlives updates, or rows would fold up again. */
export interface TreeNode {
  readonly parent: TreeNode | undefined;
  treeItem(): vscode.TreeItem;
  children(): readonly TreeNode[];
}
