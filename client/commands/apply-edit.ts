import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { type JudgedFile, stampOf } from '../../server/protocol.ts';
import type { Session } from '../connection/session.ts';

/**
 * Applies an edit that the server made, unless a file in it is another one by now. Files that nobody looks at are
 * saved: what is asked for there is meant to happen. Those in front of the person stay unsaved, as with any edit.
 *
 * @param judged what the files without a version held when the edit was made
 * @returns false where a file has changed, or VS Code or the person refused it
 */
export async function applyEdit(
  session: Session,
  edit: WorkspaceEdit,
  judged: readonly JudgedFile[] = [],
): Promise<boolean> {
  const converted = await session.convert(edit);
  if (!converted || !(await areAsJudged(judged))) return false;
  const shown = new Set(vscode.window.visibleTextEditors.map((it) => it.document.uri.toString()));
  // Nothing is waited for in between: VS Code itself refuses what is typed from here on.
  if (!hasVersions(edit)) return false;
  if (!(await vscode.workspace.applyEdit(converted))) return false;
  for (const [uri] of converted.entries()) {
    if (shown.has(uri.toString())) continue;
    const document = await vscode.workspace.openTextDocument(uri);
    await document.save();
  }
  return true;
}

async function areAsJudged(judged: readonly JudgedFile[]): Promise<boolean> {
  for (const { uri, stamp } of judged) {
    const text = await textOf(vscode.Uri.parse(uri));
    // One that is to be made may have been made, as long as nothing is in it.
    if (text === undefined ? stamp !== null : stampOf(text) !== (stamp ?? EMPTY)) return false;
  }
  return true;
}

const EMPTY = stampOf('');

/** Not opened for it: VS Code would keep the document for minutes. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The open documents of an edit are of the versions that it was made for. */
function hasVersions({ documentChanges = [] }: WorkspaceEdit): boolean {
  const open = new Map(vscode.workspace.textDocuments.map((it) => [it.uri.toString(), it.version]));
  return documentChanges.every((change) => {
    if ('kind' in change || change.textDocument.version === null) return true;
    const uri = vscode.Uri.parse(change.textDocument.uri).toString();
    return open.get(uri) === change.textDocument.version;
  });
}
