import * as vscode from 'vscode';
import { FIX_ALL } from '../../server/protocol.ts';

/** The same that runs on save for those who ask for it: safe fixes only. */
export function registerFixAll(): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixAll', () =>
    vscode.commands.executeCommand('editor.action.sourceAction', { kind: FIX_ALL, apply: 'first' }),
  );
}
