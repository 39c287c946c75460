import type * as vscode from 'vscode';

/** For tests, as VS Code shows a question and tells nobody. */
export interface OpenQuestion {
  readonly title: string;
  readonly choices: readonly string[];
  /** The one that Enter takes; '' while there is none. */
  readonly active: string;
  /** The ones whose boxes are ticked, where several can be. */
  readonly ticked: readonly string[];
}

let open: vscode.QuickPick<vscode.QuickPickItem> | undefined;

export function openQuestion(): OpenQuestion | undefined {
  if (!open) return undefined;
  const labels = (items: readonly vscode.QuickPickItem[]) => items.map(({ label }) => label);
  const ticked = open.canSelectMany ? labels(open.selectedItems) : [];
  const [active = ''] = labels(open.activeItems);
  return { title: open.title ?? '', choices: labels(open.items), active, ticked };
}

/**
 * Shows a list and waits for Enter. Whoever looks something up meanwhile still has to answer: it stays open.
 *
 * @returns what is selected; undefined where the person turned away
 */
export async function answerOf<T extends vscode.QuickPickItem>(
  pick: vscode.QuickPick<T>,
): Promise<readonly T[] | undefined> {
  pick.ignoreFocusOut = true;
  open = pick as unknown as typeof open;
  try {
    return await new Promise<readonly T[] | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    open = undefined;
    pick.dispose();
  }
}
