import * as vscode from 'vscode';
import { FindingNode } from '../checklist/finding-node.ts';
import { registerRowCommand } from '../tree/rows.ts';

/** What a row of the side bar offers for one finding: its fixes, in the menu that the light bulb opens. */
export function registerFixFinding(): vscode.Disposable {
  return vscode.Disposable.from(
    registerRowCommand('mcpChecklist.fixFinding', async (node: unknown) => {
      if (!(node instanceof FindingNode)) return;
      await vscode.window.showTextDocument(node.uri, { selection: node.range });
      await vscode.commands.executeCommand('editor.action.quickFix');
    }),
    registerRowCommand('mcpChecklist.copyFinding', async (node: unknown) => {
      if (node instanceof FindingNode) await vscode.env.clipboard.writeText(node.text);
    }),
  );
}
