/** The surfaces of the extension that VS Code's own API does not show: what `activate` hands out. */
import type * as vscode from 'vscode';
import type { Surfaces } from '../../../client/extension.ts';
import type { ChecklistState } from '../../../client/tree/checklist-state.ts';
import { surfaces, waitUntil } from './vscode.ts';

export async function waitForChecklist(
  what: string,
  predicate: (checklist: ChecklistState) => boolean,
): Promise<ChecklistState> {
  const { state } = await surfaces();
  const probe = () => state.checklist && predicate(state.checklist) && state.checklist;
  try {
    return await waitUntil(what, state.onDidChange, probe);
  } catch (error) {
    const seen = state.checklist?.lists.flatMap(({ key, items }) =>
      items.map(({ number, status, findings }) => `${key} ${number} ${status} ${findings.length}`),
    );
    const files = state.checklist?.files.map(({ uri }) => uri);
    throw new Error(
      `${(error as Error).message} Phase ${state.phase}, files ${files?.join(', ')}\n${seen?.join('\n')}`,
    );
  }
}

/** A row of the side bar as a person sees it. */
export interface Row {
  /** What its menu's commands are told. */
  readonly node: unknown;
  readonly item: vscode.TreeItem;
  readonly text: string;
  readonly children: () => Promise<Row[]>;
}

export async function rows(): Promise<Row[]> {
  return rowsOf((await surfaces()).checklist);
}

/** That of an item, by its number: the criticals stand first. */
export async function rowOf(number: number): Promise<Row | undefined> {
  return (await rows()).find(({ text }) => text.startsWith(`${number}. `));
}

/** Those of the publish list. */
export async function publishRows(): Promise<Row[]> {
  return rowsOf((await surfaces()).publish);
}

/** Those of the other view. */
export async function serverRows(): Promise<Row[]> {
  return rowsOf((await surfaces()).servers);
}

async function rowsOf(tree: Surfaces['checklist']): Promise<Row[]> {
  const read = async (node?: Parameters<typeof tree.getTreeItem>[0]): Promise<Row[]> => {
    const nodes = (await tree.getChildren(node)) ?? [];
    return Promise.all(
      nodes.map(async (child) => {
        const item = await tree.getTreeItem(child);
        const text = [item.label, item.description].filter(Boolean).join(' | ');
        return { node: child, item, text, children: () => read(child) };
      }),
    );
  };
  return read();
}
