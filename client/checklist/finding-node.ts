import * as vscode from 'vscode';
import type { FindingState } from '../../server/protocol.ts';
import { severityIcon, severityWord } from '../tree/severity.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** Where a finding is, as far as the rows above do not say it. */
interface Place {
  readonly path: string;
  readonly shows: 'place' | 'server' | 'line';
}

/** A finding: what is wrong, then where. */
export class FindingNode implements TreeNode {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #finding: FindingState;
  readonly #place: Place;

  constructor(parent: TreeNode, id: string, finding: FindingState, place: Place) {
    this.parent = parent;
    this.id = id;
    this.#finding = finding;
    this.#place = place;
  }

  /** For its page. */
  get rule(): string {
    return this.#finding.rule;
  }

  get uri(): vscode.Uri {
    return vscode.Uri.parse(this.#finding.uri);
  }

  get range(): vscode.Range {
    const { start, end } = this.#finding.range;
    return new vscode.Range(start.line, start.character, end.line, end.character);
  }

  /** As a line for a message or an issue. */
  get text(): string {
    const { message, rule } = this.#finding;
    return `${this.#place.path}:${this.#line}: ${message} (${rule})`;
  }

  get #line(): number {
    return this.#finding.range.start.line + 1;
  }

  treeItem(): vscode.TreeItem {
    const { problem, rule, severity, message, server } = this.#finding;
    const { path, shows } = this.#place;
    const line = vscode.l10n.t('line {0}', this.#line);
    const place = shows === 'place' ? `${path}:${this.#line}` : line;
    const item = new vscode.TreeItem(problem);
    item.id = this.id;
    item.description = shows === 'line' || server === '' ? place : `${server} · ${place}`;
    item.iconPath = severityIcon(severity);
    item.tooltip = `${message}\n\n${[server, `${path}:${this.#line}`, rule].filter(Boolean).join(' · ')}`;
    item.contextValue = 'finding';
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Go to Finding'),
      arguments: [this.uri, { selection: this.range }],
    };
    const word = severityWord(severity);
    const label = vscode.l10n.t('{0}: {1} {2}, {3} of {4}', word, message, server, line, path);
    item.accessibilityInformation = { label };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}
