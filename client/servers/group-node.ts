import * as vscode from 'vscode';
import type { FileState, ServerRow } from '../../server/protocol.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ConfigNode } from './config-node.ts';

/** The configs of this folder, or those that a person has wherever they work. */
export class GroupNode implements TreeNode {
  readonly parent = undefined;
  readonly #inFolder: boolean;
  readonly #files: readonly FileState[];
  readonly #rows: readonly ServerRow[];

  constructor(inFolder: boolean, files: readonly FileState[], rows: readonly ServerRow[]) {
    this.#inFolder = inFolder;
    this.#files = files;
    this.#rows = rows;
  }

  treeItem(): vscode.TreeItem {
    const label = this.#inFolder ? vscode.l10n.t('This folder') : vscode.l10n.t('This machine');
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.#inFolder ? Expanded : Collapsed);
    item.id = `group/${this.#inFolder}`;
    item.iconPath = new vscode.ThemeIcon(this.#inFolder ? 'folder' : 'home');
    item.contextValue = 'group';
    return item;
  }

  children(): readonly TreeNode[] {
    return configNodes(this.#files, this.#rows, this);
  }
}

/** Those that list a server. */
export function configNodes(
  files: readonly FileState[],
  rows: readonly ServerRow[],
  parent?: TreeNode,
): readonly TreeNode[] {
  return files.flatMap((file) => {
    const own = rows.filter(({ uri }) => uri === file.uri);
    return own.length > 0 ? [new ConfigNode(file, own, parent)] : [];
  });
}
