import * as vscode from 'vscode';
import type { FileState } from '../../server/protocol.ts';
import type { ChecklistState, ServerRow } from '../tree/checklist-state.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { count } from '../tree/words.ts';
import { ServerNode } from './server-node.ts';

/** A config and the application that reads it. */
export class ConfigNode implements TreeNode {
  readonly parent: TreeNode | undefined;
  readonly #file: FileState;
  readonly id: string;
  readonly #rows: readonly ServerRow[];
  readonly #known: ChecklistState;

  constructor(file: FileState, known: ChecklistState, parent?: TreeNode) {
    this.parent = parent;
    this.id = `config/${file.uri}`;
    this.#file = file;
    this.#rows = known.rowsOf.get(file.uri) ?? [];
    this.#known = known;
  }

  treeItem(): vscode.TreeItem {
    const uri = vscode.Uri.parse(this.#file.uri);
    const path = this.#file.inFolder ? vscode.workspace.asRelativePath(uri) : this.#file.shown;
    const item = new vscode.TreeItem(this.#file.host, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = path;
    item.iconPath = new vscode.ThemeIcon('json');
    item.tooltip = path;
    item.contextValue = 'config';
    item.accessibilityInformation = {
      label: [this.#file.host, path, count.servers(this.#rows.length)].join(', '),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#rows.map((row) => new ServerNode(this, row, this.#known));
  }
}
