import * as vscode from 'vscode';
import type { ChecklistState } from './checklist-state.ts';

/** A path as a person knows it: from the open folder, or from their home. */
export function pathOf(uri: string, { fileOf }: Pick<ChecklistState, 'fileOf'>): string {
  const known = fileOf.get(uri);
  return known && !known.inFolder
    ? known.shown
    : vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
