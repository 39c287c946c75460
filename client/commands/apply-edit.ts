import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Session } from '../session.ts';

/**
 * Applies an edit that the server made. Files that nobody looks at are saved: what is asked for there is meant to
 * happen. Those in front of the person stay unsaved, as with any edit.
 *
 * @returns false where VS Code or the person refused it
 */
export async function applyEdit(session: Session, edit: WorkspaceEdit): Promise<boolean> {
  const converted = await session.convert(edit);
  if (!converted) return false;
  const shown = new Set(vscode.window.visibleTextEditors.map((it) => it.document.uri.toString()));
  if (!(await vscode.workspace.applyEdit(converted))) return false;
  for (const [uri] of converted.entries()) {
    if (shown.has(uri.toString())) continue;
    const document = await vscode.workspace.openTextDocument(uri);
    await document.save();
  }
  return true;
}
