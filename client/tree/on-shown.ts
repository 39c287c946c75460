import type * as vscode from 'vscode';

/** Calls back when somebody looks at a view, at once where it is in sight already. */
export function onShown(view: vscode.TreeView<unknown>, shown: () => void): vscode.Disposable {
  if (view.visible) shown();
  return view.onDidChangeVisibility(({ visible }) => {
    if (visible) shown();
  });
}
