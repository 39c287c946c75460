import * as vscode from 'vscode';
import type { ItemState } from '../../server/protocol.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { evidenceRows } from './evidence-rows.ts';
import { FindingNode } from './finding-node.ts';
import type { About, Attestable } from './item-server-node.ts';
import { itemTooltip } from './item-tooltip.ts';
import { statusIcon, statusLabel, statusText } from './status.ts';

/** One of the ten items. It stays the same object while its state changes, so that VS Code recognises it. */
export class ItemNode implements TreeNode, Attestable {
  readonly parent = undefined;
  #state: ItemState;

  constructor(state: ItemState) {
    this.#state = state;
  }

  /** The servers that wait for a person's word. */
  get abouts(): readonly About[] {
    const { id, servers } = this.#state;
    const open = servers.filter(({ status }) => status === 'review');
    return open.map(({ uri, server }) => ({ item: id, uri, server }));
  }

  /** @returns whether anything that shows has changed */
  update(state: ItemState): boolean {
    const changed = JSON.stringify(state) !== JSON.stringify(this.#state);
    this.#state = state;
    return changed;
  }

  treeItem(): vscode.TreeItem {
    const { id, number, title, short, status, severity, evidence, findings } = this.#state;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(
      `${number}. ${short}`,
      evidence.length + findings.length > 0 ? Collapsed : None,
    );
    const text = statusText(status, findings.length);
    item.id = `item/${id}`;
    item.description = statusLabel(status, findings.length);
    item.iconPath = statusIcon(status);
    item.tooltip = itemTooltip(this.#state);
    item.contextValue = `item.${status.replaceAll(' ', '-')}`;
    item.accessibilityInformation = {
      label: vscode.l10n.t('Item {0}, {1}: {2}, {3}', number, title, text, severity),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    const { id, findings } = this.#state;
    // With findings, the evidence only counts them.
    if (findings.length === 0) return evidenceRows(this, this.#state);
    const seen = new Map<string, number>();
    return findings.map((finding) => {
      // Lines shift while somebody types: what stays is the how-manieth of its kind it is.
      const kind = `${finding.uri}#${finding.rule}#${finding.server}`;
      const nth = seen.get(kind) ?? 0;
      seen.set(kind, nth + 1);
      return new FindingNode(this, `item/${id}/${kind}#${nth}`, finding);
    });
  }
}
