import type * as vscode from 'vscode';

/** A row of the side bar. */
export interface TreeNode {
  readonly parent: TreeNode | undefined;
  /** Outlives updates, or rows would fold up again. Starts with that of the row above. */
  readonly id: string;
  treeItem(): vscode.TreeItem;
  children(): readonly TreeNode[];
}
