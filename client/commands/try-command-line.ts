import * as vscode from 'vscode';

/** Types the command into a terminal, for a person to press Enter: nothing runs before. */
export function registerTryCommandLine(program: string): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.tryCommandLine', () => {
    const terminal = vscode.window.createTerminal('MCP Checklist');
    terminal.show();
    terminal.sendText(`node "${program}" check`, false);
  });
}
