import * as vscode from 'vscode';

/** How long a copied secret stays in the clipboard. */
const CLIPBOARD_MS = 60_000;

export async function copyForAMinute(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  setTimeout(async () => {
    // Something else may have been copied since.
    if ((await vscode.env.clipboard.readText()) === text) await vscode.env.clipboard.writeText('');
  }, CLIPBOARD_MS);
}
