import * as vscode from 'vscode';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ServerState } from '../../server/protocol.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { statusIcon, statusLabel } from './status.ts';

/** What a word is about: an item, for one server. */
export interface About {
  readonly item: ItemId;
  readonly uri: string;
  readonly server: string;
}

/** A row that stands for something a person can give a word on. */
export interface Attestable {
  readonly abouts: readonly About[];
}

/** How one server stands to an item. What no machine can tell, a person says here. */
export class ItemServerNode implements TreeNode, Attestable {
  readonly parent: TreeNode;
  readonly #item: ItemId;
  readonly #state: ServerState;

  constructor(parent: TreeNode, item: ItemId, state: ServerState) {
    this.parent = parent;
    this.#item = item;
    this.#state = state;
  }

  get abouts(): readonly About[] {
    const { uri, server } = this.#state;
    return [{ item: this.#item, uri, server }];
  }

  treeItem(): vscode.TreeItem {
    const { uri, server, status, text, attestation } = this.#state;
    const resource = vscode.Uri.parse(uri);
    const path = vscode.workspace.asRelativePath(resource);
    const item = new vscode.TreeItem(server);
    item.id = `item/${this.#item}/${uri}#${server}`;
    item.description = attestation ? text : path;
    item.iconPath = statusIcon(status);
    item.tooltip = `${server} · ${path}\n\n${text}`;
    item.contextValue = `itemServer.${attestation ? 'said' : status.replaceAll(' ', '-')}`;
    const checkbox = this.#checkbox();
    if (checkbox) item.checkboxState = checkbox;
    const title = vscode.l10n.t('Open Config');
    item.command = { command: 'vscode.open', title, arguments: [resource] };
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0} in {1}: {2}. {3}', server, path, statusLabel(status, 0), text),
    };
    return item;
  }

  /** Only where a person's word changes something. */
  #checkbox(): Required<vscode.TreeItem>['checkboxState'] | undefined {
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    if (this.#state.status === 'attested')
      return { state: Checked, tooltip: vscode.l10n.t('Reviewed. Uncheck to withdraw it.') };
    if (this.#state.status !== 'review') return undefined;
    return { state: Unchecked, tooltip: vscode.l10n.t('Check when you have reviewed it.') };
  }

  children(): readonly TreeNode[] {
    return [];
  }
}
