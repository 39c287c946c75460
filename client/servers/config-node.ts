import * as vscode from 'vscode';
import type { FileState, ServerRow } from '../../server/protocol.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ServerNode } from './server-node.ts';

/** A config and the application that reads it. */
export class ConfigNode implements TreeNode {
  readonly parent: TreeNode | undefined;
  readonly #file: FileState;
  readonly #rows: readonly ServerRow[];

  constructor(file: FileState, rows: readonly ServerRow[], parent?: TreeNode) {
    this.parent = parent;
    this.#file = file;
    this.#rows = rows;
  }

  treeItem(): vscode.TreeItem {
    const uri = vscode.Uri.parse(this.#file.uri);
    const path = this.#file.inFolder ? vscode.workspace.asRelativePath(uri) : this.#file.shown;
    const item = new vscode.TreeItem(this.#file.host, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `config/${this.#file.uri}`;
    item.description = path;
    item.iconPath = new vscode.ThemeIcon('json');
    item.tooltip = path;
    item.contextValue = 'config';
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, {1}, {2} servers', this.#file.host, path, this.#rows.length),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#rows.map((row) => new ServerNode(this, row));
  }
}
