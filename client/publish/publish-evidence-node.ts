import * as vscode from 'vscode';
import type { ProjectEvidenceState } from '../../server/protocol.ts';
import { statusIcon } from '../checklist/status.ts';
import type { TreeNode } from '../tree/tree-node.ts';

const STANDS = {
  for: 'pass',
  against: 'fail',
  accepted: 'accepted',
  unclear: 'review',
  'not-applicable': 'not applicable',
} as const;

/** A place that speaks for or against an item; a click goes there. */
export class PublishEvidenceNode implements TreeNode {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #state: ProjectEvidenceState;

  /** @param nth of those that stand below the item: lines shift while somebody types */
  constructor(parent: TreeNode, state: ProjectEvidenceState, nth: number) {
    this.parent = parent;
    this.id = `${parent.id}/${nth}/${state.uri}`;
    this.#state = state;
  }

  treeItem(): vscode.TreeItem {
    const { uri, file, range, text, says } = this.#state;
    const { start, end } = range;
    const place = `${file}:${start.line + 1}`;
    const item = new vscode.TreeItem(place);
    item.id = this.id;
    item.description = text;
    item.iconPath = statusIcon(STANDS[says]);
    item.tooltip = `${text}\n\n${place}`;
    item.contextValue = 'publishEvidence';
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    const title = vscode.l10n.t('Go to Evidence');
    const target = vscode.Uri.parse(uri);
    item.command = { command: 'vscode.open', title, arguments: [target, { selection }] };
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, line {1}: {2}', file, start.line + 1, text),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}
