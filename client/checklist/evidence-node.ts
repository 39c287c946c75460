import * as vscode from 'vscode';
import type { TreeNode } from '../tree/tree-node.ts';

/** A sentence that says why. */
export class EvidenceNode implements TreeNode {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #text: string;

  constructor(parent: TreeNode, text: string) {
    this.parent = parent;
    this.id = `${parent.id}/${text}`;
    this.#text = text;
  }

  treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.#text);
    item.id = this.id;
    item.tooltip = this.#text;
    item.contextValue = 'evidence';
    item.accessibilityInformation = { label: this.#text };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}
