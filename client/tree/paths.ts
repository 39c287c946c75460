import * as vscode from 'vscode';
import type { ChecklistState } from '../../server/protocol.ts';

/** A path as a person knows it: from the open folder, or from their home. */
export function pathOf(uri: string, { files }: Pick<ChecklistState, 'files'>): string {
  const known = files.find((it) => it.uri === uri);
  return known && !known.inFolder
    ? known.shown
    : vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
