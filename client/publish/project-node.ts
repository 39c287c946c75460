import * as vscode from 'vscode';
import { sectionsOf } from '../../rules/checklists/publish/order.ts';
import type { ProjectState } from '../../server/protocol.ts';
import { doneText, leftText } from '../checklist/progress-text.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { SectionNode } from './section-node.ts';

/** One of several server projects. */
export class ProjectNode implements TreeNode {
  readonly parent = undefined;
  readonly id: string;
  readonly #project: ProjectState;

  constructor(project: ProjectState) {
    this.id = `project/${project.root}`;
    this.#project = project;
  }

  treeItem(): vscode.TreeItem {
    const { name, version, root, tools, progress } = this.#project;
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
    const path = vscode.workspace.asRelativePath(vscode.Uri.parse(root));
    item.id = this.id;
    item.description = doneText(progress);
    item.iconPath = new vscode.ThemeIcon('package');
    item.tooltip = [
      version === null ? name : `${name} ${version}`,
      path,
      tools === 1 ? vscode.l10n.t('1 tool') : vscode.l10n.t('{0} tools', tools),
      leftText(progress),
    ]
      .filter(Boolean)
      .join('\n\n');
    item.contextValue = 'publishProject';
    item.accessibilityInformation = { label: `${name}, ${doneText(progress)}` };
    return item;
  }

  children(): readonly TreeNode[] {
    return sectionNodes(this.#project, this);
  }
}

/** The sections of a project's list, those with what blocks in front. */
export function sectionNodes(project: ProjectState, parent?: TreeNode): readonly TreeNode[] {
  return sectionsOf(project.items).map(
    ({ section, items }) => new SectionNode(parent, project, section, items),
  );
}
