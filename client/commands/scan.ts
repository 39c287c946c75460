import * as vscode from 'vscode';
import type { Session } from '../connection/session.ts';

/** Most scans are over before anybody could read that there is one. */
const QUIET_MS = 500;

/** Looks at everything again, also at what no watcher reports; a long one can be called off. */
export function registerScan(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.scan', async () => {
    const cancel = new vscode.CancellationTokenSource();
    const read = new vscode.EventEmitter<number>();
    const scan = session.scan((configs) => read.fire(configs), cancel.token);
    const quiet = new Promise<'slow'>((resolve) => setTimeout(() => resolve('slow'), QUIET_MS));
    if ((await Promise.race([scan, quiet])) === 'slow') {
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Looking for MCP configs'),
        cancellable: true,
      };
      await vscode.window.withProgress(options, async (progress, token) => {
        token.onCancellationRequested(() => cancel.cancel());
        read.event((configs) => progress.report({ message: vscode.l10n.t('{0} read', configs) }));
        await scan;
      });
    }
    cancel.dispose();
    read.dispose();
  });
}
