import * as vscode from 'vscode';
import type { State } from './state.ts';
import type { TreeNode } from './tree-node.ts';

/** What `enablement` clauses of the manifest ask for: which kinds of rows there are. */
const CONTEXT_KEY = 'mcpChecklist.has';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
  };
}

let manifest: Manifest | undefined;
let trees: readonly vscode.TreeDataProvider<TreeNode>[] = [];

/** Lets commands of rows be called from the palette as well: a person chooses the row there. */
export function offerRows(
  state: State,
  packageJson: unknown,
  ofViews: readonly vscode.TreeDataProvider<TreeNode>[],
): vscode.Disposable {
  manifest = packageJson as Manifest;
  trees = ofViews;
  const update = (): void =>
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, kindsIn(state).join(' '));
  update();
  return state.onDidChange(update);
}

/** A command of rows. @param work is handed the row, or whatever else a caller of ours hands over */
export function registerRowCommand<Rest extends unknown[]>(
  id: string,
  work: (node: unknown, ...rest: Rest) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (node?: unknown, ...rest: unknown[]) => {
    const row = node ?? (await chooseRow(id));
    if (row !== undefined) await work(row, ...(rest as Rest));
  });
}

function kindsIn({ checklist, projects }: State): readonly string[] {
  const { rows = [], findings = [], lists = [] } = checklist ?? {};
  const ofServers = lists.flatMap(({ items }) => items.flatMap((it) => it.servers));
  const judged = [...ofServers, ...projects.flatMap(({ items }) => items)];
  const kinds = {
    on: rows.some(({ disabled }) => !disabled),
    off: rows.some(({ disabled }) => disabled),
    revocable: rows.some(({ revoke }) => revoke.length > 0),
    finding: findings.length > 0,
    review: judged.some(({ status }) => status === 'review'),
    said: judged.some(({ attestation }) => attestation !== null),
    draft: projects.some(({ items }) => items.some(({ status }) => isOpen(status))),
    probed: rows.some(({ probed }) => probed),
    asked: rows.some(({ asked }) => asked > 0),
  };
  return Object.entries(kinds).flatMap(([kind, isThere]) => (isThere ? [kind] : []));
}

/** Whether help is offered for an item of a server project. */
function isOpen(status: string): boolean {
  return status === 'fail' || status === 'review';
}

async function chooseRow(id: string): Promise<TreeNode | undefined> {
  const { commands = [], menus = {} } = manifest?.contributes ?? {};
  const entries = (menus['view/item/context'] ?? []).filter(({ command }) => command === id);
  const fits = entries.map(({ when = '' }) => fitting(when));
  const choices = new Map<string, vscode.QuickPickItem & { node: TreeNode }>();
  for (const tree of trees)
    for await (const node of nodesOf(tree)) {
      const item = node.treeItem();
      const value = item.contextValue ?? '';
      const key = item.accessibilityInformation?.label ?? `${item.label} ${item.description}`;
      if (!fits.some((it) => it.test(value)) || choices.has(key)) continue;
      const description = typeof item.description === 'string' ? item.description : '';
      choices.set(key, { label: String(item.label), description, node });
    }
  const title = commands.find(({ command }) => command === id)?.title ?? '';
  const options = { title, matchOnDescription: true };
  return (await vscode.window.showQuickPick([...choices.values()], options))?.node;
}

/** Which rows a menu offers it on: the manifest says so. */
function fitting(when: string): RegExp {
  const said = when.slice(when.indexOf('viewItem ') + 'viewItem '.length);
  if (said.startsWith('== ')) return new RegExp(`^${said.slice(3).split(' ', 1)}$`);
  const pattern = said.slice('=~ /'.length);
  return new RegExp(pattern.slice(0, `${pattern} `.indexOf('/ ')));
}

async function* nodesOf(
  tree: vscode.TreeDataProvider<TreeNode>,
  below?: TreeNode,
): AsyncGenerator<TreeNode> {
  for (const node of (await tree.getChildren(below)) ?? []) {
    yield node;
    yield* nodesOf(tree, node);
  }
}
