import * as vscode from 'vscode';
import { progressOf } from '../../rules/checklists/progress.ts';
import type { ProjectItemState, ProjectState } from '../../server/protocol.ts';
import { leftText } from '../checklist/progress-text.ts';
import { statusIcon } from '../checklist/status.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { PublishItemNode } from './publish-item-node.ts';

/** A section of the publish list, open where something in it blocks. */
export class SectionNode implements TreeNode {
  readonly parent: TreeNode | undefined;
  readonly id: string;
  readonly #title: string;
  readonly #project: ProjectState;
  readonly #items: readonly ProjectItemState[];

  constructor(
    parent: TreeNode | undefined,
    project: ProjectState,
    title: string,
    items: readonly ProjectItemState[],
  ) {
    this.parent = parent;
    this.id = `section/${project.root}/${title}`;
    this.#title = title;
    this.#project = project;
    this.#items = items;
  }

  treeItem(): vscode.TreeItem {
    const progress = progressOf(this.#items);
    const { applies, done, failing, review } = progress;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(this.#title, failing > 0 ? Expanded : Collapsed);
    item.id = this.id;
    const left = leftText(progress);
    const rest =
      applies === 0 ? vscode.l10n.t('n/a') : vscode.l10n.t('{0} of {1} done', done, applies);
    item.description = left === '' ? rest : left;
    const worst = failing > 0 ? 'fail' : review > 0 ? 'review' : 'pass';
    item.iconPath = statusIcon(applies === 0 ? 'not applicable' : worst);
    item.tooltip = [this.#title, rest, left].filter(Boolean).join('\n\n');
    item.contextValue = 'publishSection';
    item.accessibilityInformation = { label: [this.#title, rest, left].filter(Boolean).join(', ') };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#items.map((it) => new PublishItemNode(this, this.#project, it));
  }
}
