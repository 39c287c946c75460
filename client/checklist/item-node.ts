import * as vscode from 'vscode';
import type { FindingState, ServerState } from '../../server/protocol.ts';
import type { ChecklistState, ItemState } from '../tree/checklist-state.ts';
import { pathOf } from '../tree/paths.ts';
import { isSame } from '../tree/same.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { evidenceRows, probeRows } from './evidence-rows.ts';
import { findingRows, worstFirst } from './finding-rows.ts';
import type { About, Attestable } from './item-server-node.ts';
import { itemTooltip } from './item-tooltip.ts';
import { rowLabel, statusIcon, statusText } from './status.ts';

/** An item of a list. It stays the same object while its state changes, so that VS Code recognises it. */
export class ItemNode implements TreeNode, Attestable {
  readonly parent: TreeNode | undefined;
  readonly id: string;
  #state: ItemState;
  /** The worst in front. */
  #findings: readonly FindingState[] = [];
  #known: ChecklistState;

  /** @param list the key of its list */
  constructor(parent: TreeNode | undefined, list: string, state: ItemState, known: ChecklistState) {
    this.parent = parent;
    this.id = `item/${list}/${state.id}`;
    this.#state = state;
    this.#known = known;
    this.update(state, known);
  }

  /** The servers that wait for a person's word. */
  get abouts(): readonly About[] {
    return this.all.filter(({ status }) => status === 'review');
  }

  /** Every server that it is about. */
  get all(): readonly (About & Pick<ServerState, 'status'>)[] {
    const { id: item, question, servers } = this.#state;
    return servers.map(({ uri, server, status }) => {
      return { item, question, uri, server, status, path: pathOf(uri, this.#known) };
    });
  }

  /** @returns whether anything that shows has changed */
  update(state: ItemState, known: ChecklistState): boolean {
    const before = this.#state;
    this.#state = state;
    this.#known = known;
    this.#findings = worstFirst(state.findings);
    return !isSame(before, state);
  }

  treeItem(): vscode.TreeItem {
    const { number, title, short, status, severity, effort, findings, probeable } = this.#state;
    const { sentences, named } = this.#state;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(
      `${number}. ${short}`,
      named || sentences.length + findings.length > 0 ? Collapsed : None,
    );
    const text = statusText(status, findings.length);
    item.id = this.id;
    item.description = rowLabel(this.#state);
    item.iconPath = statusIcon(status);
    item.tooltip = itemTooltip(this.#state);
    item.contextValue = `item.${status.replaceAll(' ', '-')}${probeable ? '.probe' : ''}`;
    const spoken = vscode.l10n.t('Item {0}, {1}: {2}, {3}', number, title, text, severity);
    const left = status === 'fail' ? `, ${vscode.l10n.t('takes about {0}', effort)}` : '';
    item.accessibilityInformation = { label: `${spoken}${left}` };
    return item;
  }

  children(): readonly TreeNode[] {
    // With findings, the evidence only counts them.
    return this.#findings.length > 0
      ? [
          ...findingRows(this, this.#findings, this.#known),
          ...probeRows(this, this.#state, this.#known),
        ]
      : evidenceRows(this, this.#state, this.#known);
  }
}
