import * as vscode from 'vscode';
import type { ScanResult } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { count } from '../tree/words.ts';

/** Most scans are over before anybody could read that there is one. */
const QUIET_MS = 500;

/** Looks at everything again, also at what no watcher reports; a long one can be called off. Says what was found. */
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
    const result = await scan;
    cancel.dispose();
    read.dispose();
    if (result) void say(result);
  });
}

async function say(result: ScanResult): Promise<void> {
  if (result.findings === 0) {
    void notify.information(summary(result));
    return;
  }
  const show = vscode.l10n.t('Show Problems');
  if ((await notify.information(summary(result), show)) === show)
    await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** "62 configs, 94 findings, 12 errors". */
function summary({ configs, findings, errors }: ScanResult): string {
  const { t } = vscode.l10n;
  if (configs === 0) return t('No MCP config in the open folders or your home folder.');
  if (findings === 0) return t('{0}, no findings', count.configs(configs));
  const parts = [count.configs(configs), count.findings(findings)];
  return [...parts, ...(errors > 0 ? [count.errors(errors)] : [])].join(', ');
}
