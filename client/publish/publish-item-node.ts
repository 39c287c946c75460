import * as vscode from 'vscode';
import { isAdvice } from '../../rules/checklists/publish/order.ts';
import type { ProjectItemState, ProjectState } from '../../server/protocol.ts';
import { EvidenceNode } from '../checklist/evidence-node.ts';
import type { About, Spoken } from '../checklist/item-server-node.ts';
import { statusIcon, statusLabel } from '../checklist/status.ts';
import { reviewBox } from '../tree/checkbox.ts';
import type { Draftable } from '../tree/draftable.ts';
import type { TreeNode } from '../tree/tree-node.ts';

import { PublishEvidenceNode } from './publish-evidence-node.ts';

const ADVICE = new vscode.ThemeIcon('lightbulb', new vscode.ThemeColor('list.warningForeground'));

/** An item of the publish list, for one project. */
export class PublishItemNode implements TreeNode, Spoken, Draftable {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #project: ProjectState;
  readonly #state: ProjectItemState;

  constructor(parent: TreeNode, project: ProjectState, state: ProjectItemState) {
    this.parent = parent;
    this.id = `${parent.id}/${state.id}`;
    this.#project = project;
    this.#state = state;
  }

  /** The project, where a person's word on it counts. */
  get abouts(): readonly About[] {
    const { id: item, question, status, attestation } = this.#state;
    const { root: uri, name } = this.#project;
    const counts = status === 'review' || attestation !== null;
    return counts ? [{ item, question, uri, server: name, path: name }] : [];
  }

  /** What help is offered for. */
  get draftable(): Draftable['draftable'] {
    const { id: item, title } = this.#state;
    return { uri: this.#project.root, item, title };
  }

  get attestation(): ProjectItemState['attestation'] {
    return this.#state.attestation;
  }

  get counts(): boolean {
    return this.#state.status === 'attested';
  }

  treeItem(): vscode.TreeItem {
    const { number, title, short, status, severity, reason, attestation } = this.#state;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const isNone = status === 'not applicable';
    const item = new vscode.TreeItem(`${number}. ${short}`, isNone ? None : Collapsed);
    item.id = this.id;
    item.description = this.#label();
    item.iconPath = isAdvice(this.#state) ? ADVICE : statusIcon(status);
    item.tooltip = this.#tooltip();
    item.contextValue = `publishItem.${attestation ? 'said' : status.replaceAll(' ', '-')}`;
    const checkbox = this.#checkbox();
    if (checkbox) item.checkboxState = checkbox;
    const spoken = isAdvice(this.#state) ? vscode.l10n.t('advice') : statusLabel(status);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Item {0}, {1}: {2}, {3}. {4}', number, title, spoken, severity, reason),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    const { status, reason, question, evidence } = this.#state;
    if (status === 'not applicable') return [];
    const asks = status === 'review' && reason !== question ? [question] : [];
    // A place that says the same stands below.
    const why = evidence.some(({ text }) => text === reason) ? [] : [reason];
    return [
      ...[...why, ...asks].map((text) => new EvidenceNode(this, text)),
      ...evidence.map((it, nth) => new PublishEvidenceNode(this, it, nth)),
    ];
  }

  /** What does not apply says why at once: nobody opens it. */
  #label(): string {
    const { status, severity, reason, attestation } = this.#state;
    if (status === 'not applicable') return `${statusLabel(status)} · ${reason}`;
    if (isAdvice(this.#state)) return vscode.l10n.t('advice');
    if (status === 'fail') return severity;
    if (status !== 'attested' || !attestation) return statusLabel(status);
    return vscode.l10n.t('until {0} · {1}', attestation.until, attestation.by);
  }

  /** Projects name themselves: what they say goes in as text, never as markdown. */
  #tooltip(): vscode.MarkdownString {
    const { number, title, status, severity, reason, question } = this.#state;
    const tooltip = new vscode.MarkdownString('**');
    tooltip.appendText(`${number}. ${title}`).appendMarkdown('**\n\n');
    tooltip.appendText(question).appendMarkdown('\n\n');
    tooltip.appendText(`${statusLabel(status)} · ${severity}`).appendMarkdown('\n\n');
    return tooltip.appendText(reason);
  }

  #checkbox(): ReturnType<typeof reviewBox> | undefined {
    const { status } = this.#state;
    const isReviewed = status === 'attested';
    return isReviewed || status === 'review' ? reviewBox(isReviewed, this.#state.short) : undefined;
  }
}
