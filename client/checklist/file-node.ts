import * as vscode from 'vscode';
import type { TreeNode } from './tree-node.ts';

/** A config with the servers in it that the sentence above is about. */
export class FileNode implements TreeNode {
  readonly parent: TreeNode;
  readonly #id: string;
  readonly #uri: vscode.Uri;
  readonly #servers: string;

  constructor(parent: TreeNode, itemNumber: number, uri: string, servers: readonly string[]) {
    this.parent = parent;
    this.#id = `item/${itemNumber}/${uri}`;
    this.#uri = vscode.Uri.parse(uri);
    this.#servers = servers.join(', ');
  }

  treeItem(): vscode.TreeItem {
    const path = vscode.workspace.asRelativePath(this.#uri);
    const item = new vscode.TreeItem(path);
    item.id = this.#id;
    item.description = this.#servers;
    item.iconPath = new vscode.ThemeIcon('json');
    item.tooltip = new vscode.MarkdownString()
      .appendText(path)
      .appendMarkdown('\n\n')
      .appendText(this.#servers);
    item.contextValue = 'file';
    const title = vscode.l10n.t('Open Config');
    item.command = { command: 'vscode.open', title, arguments: [this.#uri] };
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, servers {1}', path, this.#servers),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}
