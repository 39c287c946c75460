import * as vscode from 'vscode';
import type { Session } from '../connection/session.ts';

export function registerRestartServer(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.restartServer', () => session.restart());
}
