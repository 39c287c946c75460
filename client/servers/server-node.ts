import * as vscode from 'vscode';
import { rowsBelow, worstFirst } from '../checklist/finding-rows.ts';
import type { ChecklistState, ServerRow } from '../tree/checklist-state.ts';
import { severityIcon, severityWord } from '../tree/severity.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { count } from '../tree/words.ts';

/** A server that a config starts; its menu is told by `contextValue` what can be done with it. */
export class ServerNode implements TreeNode {
  readonly parent: TreeNode;
  readonly id: string;
  readonly row: ServerRow;
  readonly #known: ChecklistState;

  constructor(parent: TreeNode, row: ServerRow, known: ChecklistState) {
    this.parent = parent;
    this.id = `server/${row.uri}#${row.index}`;
    this.row = row;
    this.#known = known;
  }

  treeItem(): vscode.TreeItem {
    const { uri, name, range, transport, starts, disabled, worst, findings } = this.row;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, findings.length > 0 ? Collapsed : None);
    const risk =
      findings.length === 0 ? vscode.l10n.t('no findings') : count.findings(findings.length);
    const state = disabled ? vscode.l10n.t('off') : '';
    item.id = this.id;
    // What was seen comes before what the config says anyway: a narrow row shows no more than the beginning.
    item.description = [state, probedText(this.row), transport, starts]
      .filter((part) => part !== '')
      .join(' · ');
    item.iconPath = disabled
      ? new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'))
      : worst === null
        ? new vscode.ThemeIcon('server-process')
        : severityIcon(worst);
    // Not Markdown, which makes links of what looks like one: `server@1.2.3`.
    const facts = [state, transport, starts, risk].filter((part) => part !== '').join(' · ');
    item.tooltip = [name, facts, ...seen(this.row)].join('\n\n');
    item.contextValue = this.#context();
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open Config'),
      arguments: [
        vscode.Uri.parse(uri),
        {
          selection: new vscode.Range(
            range.start.line,
            range.start.character,
            range.end.line,
            range.end.character,
          ),
        },
      ],
    };
    const spoken = worst === null ? risk : `${severityWord(worst)}, ${risk}`;
    item.accessibilityInformation = {
      label: [
        name,
        disabled ? vscode.l10n.t('switched off') : '',
        transport,
        starts,
        spoken,
        ...seen(this.row),
      ]
        .filter((part) => part !== '')
        .join(', '),
    };
    return item;
  }

  /** What can be done with it. */
  #context(): string {
    const { disabled, probed, asked, revoke, shares } = this.row;
    const isShared = this.#known.rows.some(
      (it) => it !== this.row && it.shares.some((one) => shares.includes(one)),
    );
    return [
      `server.${disabled ? 'off' : 'on'}`,
      ...(isShared ? ['sharing'] : []),
      ...(revoke.length > 0 ? ['revocable'] : []),
      ...(probed ? ['probed'] : []),
      ...(asked > 0 ? ['asked'] : []),
    ].join('.');
  }

  children(): readonly TreeNode[] {
    return rowsBelow(this, worstFirst(this.row.findings), this.#known, 'line');
  }
}

function probedText({ probed }: ServerRow): string {
  if (!probed) return '';
  return vscode.l10n.t('probed: {0} ✓ {1} ✗', probed.passed, probed.failed);
}

/** The same in a whole sentence, for a tooltip and a screen reader. */
function seen({ probed, asked }: ServerRow): readonly string[] {
  return [
    ...(probed
      ? [
          vscode.l10n.t(
            'Probed on {0}: {1} right, {2} wrong.',
            probed.on,
            probed.passed,
            probed.failed,
          ),
        ]
      : []),
    ...(asked > 0 ? [vscode.l10n.t('A provider was asked about its credentials.')] : []),
  ];
}
