import * as vscode from 'vscode';
import type { TreeNode } from '../tree/tree-node.ts';
import { count } from '../tree/words.ts';

export interface FileRow {
  readonly uri: string;
  readonly path: string;
  readonly findings: number;
}

/** A config in which an item has findings. */
export class FileNode implements TreeNode {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #row: FileRow;
  readonly #below: (node: FileNode) => readonly TreeNode[];

  constructor(parent: TreeNode, row: FileRow, below: (node: FileNode) => readonly TreeNode[]) {
    this.parent = parent;
    this.id = `${parent.id}/${row.uri}`;
    this.#row = row;
    this.#below = below;
  }

  treeItem(): vscode.TreeItem {
    const { path, findings } = this.#row;
    const item = new vscode.TreeItem(path, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = `${findings}`;
    item.iconPath = new vscode.ThemeIcon('json');
    item.tooltip = path;
    item.contextValue = 'file';
    item.accessibilityInformation = { label: `${path}, ${count.findings(findings)}` };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#below(this);
  }
}
