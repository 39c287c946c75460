import * as vscode from 'vscode';

/** Whether a person wants the configs of this folder and those of their machine on one list. */
export function isTogether(): boolean {
  const settings = vscode.workspace.getConfiguration('mcpChecklist');
  return settings.get('machineConfigs') === 'together';
}
