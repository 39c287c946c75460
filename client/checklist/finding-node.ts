import * as vscode from 'vscode';
import type { FindingState } from '../../server/protocol.ts';
import { severityIcon, severityWord } from '../tree/severity.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** A finding. Findings of an item all say much the same: the server and the place tell them apart. */
export class FindingNode implements TreeNode {
  readonly parent: TreeNode;
  readonly #id: string;
  readonly #finding: FindingState;

  constructor(parent: TreeNode, id: string, finding: FindingState) {
    this.parent = parent;
    this.#id = id;
    this.#finding = finding;
  }

  /** For its page. */
  get rule(): string {
    return this.#finding.rule;
  }

  get uri(): vscode.Uri {
    return vscode.Uri.parse(this.#finding.uri);
  }

  get range(): vscode.Range {
    return asRange(this.#finding.range);
  }

  /** As a line for a message or an issue. */
  get text(): string {
    const { message, rule } = this.#finding;
    const place = vscode.workspace.asRelativePath(this.uri);
    return `${place}:${this.range.start.line + 1}: ${message} (${rule})`;
  }

  treeItem(): vscode.TreeItem {
    const { uri, range, rule, severity, message, server } = this.#finding;
    const resource = vscode.Uri.parse(uri);
    const line = range.start.line + 1;
    const place = `${vscode.workspace.asRelativePath(resource)}:${line}`;
    const item = new vscode.TreeItem(server || place);
    item.id = this.#id;
    item.description = server ? `${place} · ${message}` : message;
    item.iconPath = severityIcon(severity);
    item.tooltip = `${message}\n\n${place} · ${rule}`;
    item.contextValue = 'finding';
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Go to Finding'),
      arguments: [resource, { selection: asRange(range) }],
    };
    item.accessibilityInformation = {
      label: vscode.l10n.t(
        '{0}: {1} {2}, line {3} of {4}',
        severityWord(severity),
        message,
        server,
        line,
        vscode.workspace.asRelativePath(resource),
      ),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

function asRange({ start, end }: FindingState['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
