import * as vscode from 'vscode';

export function registerOpenChecklist(): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.openChecklist', () =>
    vscode.commands.executeCommand('mcpChecklist.checklist.focus'),
  );
}
