import * as vscode from 'vscode';
import type { Session } from '../session.ts';

export function registerRefresh(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.refresh', () => session.refresh());
}
