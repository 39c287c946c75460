import * as vscode from 'vscode';
import type { FileState } from '../../server/protocol.ts';
import type { ChecklistState } from '../tree/checklist-state.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ConfigNode } from './config-node.ts';

/** The configs of this folder, or those that a person has wherever they work. */
export class GroupNode implements TreeNode {
  readonly parent = undefined;
  readonly #inFolder: boolean;
  readonly #files: readonly FileState[];
  readonly id: string;
  readonly #known: ChecklistState;

  constructor(inFolder: boolean, files: readonly FileState[], known: ChecklistState) {
    this.id = `group/${inFolder}`;
    this.#inFolder = inFolder;
    this.#files = files;
    this.#known = known;
  }

  treeItem(): vscode.TreeItem {
    const label = this.#inFolder ? vscode.l10n.t('This folder') : vscode.l10n.t('This machine');
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.#inFolder ? Expanded : Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(this.#inFolder ? 'folder' : 'home');
    item.contextValue = 'group';
    return item;
  }

  children(): readonly TreeNode[] {
    return configNodes(this.#files, this.#known, this);
  }
}

export function configNodes(
  files: readonly FileState[],
  known: ChecklistState,
  parent?: TreeNode,
): readonly TreeNode[] {
  return files.map((file) => new ConfigNode(file, known, parent));
}
