import * as vscode from 'vscode';
import { type RunningTool, toolWords } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';

/** Since VS Code 1.95: what the servers that it runs offer. The types are those of the oldest version that is served. */
interface WithTools {
  readonly tools?: readonly RunningTool[];
}

/** Looks at the words of the tools that VS Code itself has running: on request, and nothing is started for it. */
export function registerReadTools(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.readTools', async () => {
    const { tools } = vscode.lm as WithTools;
    if (!tools || tools.length === 0) {
      void notify.information(vscode.l10n.t('No tool runs in this VS Code.'));
      return;
    }
    const read = tools.map(({ name, description, inputSchema }) => {
      return { name, description, inputSchema };
    });
    const content = await session.request(toolWords, { tools: read });
    if (!content) return;
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document);
  });
}
