import * as vscode from 'vscode';
import { FIX_ALL, SOURCE } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';

/** The same that runs on save for those who ask for it: safe fixes only. */
export function registerFixAll(): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixAll', async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor && !(await hasSafeFix(editor.document))) {
      await offerALook(editor.document);
      return;
    }
    const action = { kind: FIX_ALL, apply: 'first' };
    await vscode.commands.executeCommand('editor.action.sourceAction', action);
  });
}

async function hasSafeFix({ uri, lineCount }: vscode.TextDocument): Promise<boolean> {
  const everything = new vscode.Range(0, 0, lineCount, 0);
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    uri,
    everything,
    FIX_ALL,
  );
  return (actions ?? []).length > 0;
}

/** Where nothing is safe, the person hears how much there is to look at, and is led there. */
async function offerALook({ uri }: vscode.TextDocument): Promise<void> {
  const left = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
  if (left.length === 0) {
    void notify.information(vscode.l10n.t('No problems in this file.'));
    return;
  }
  const text = vscode.l10n.t('{0} problems here need a look before they are fixed.', left.length);
  const show = vscode.l10n.t('Show');
  if ((await notify.information(text, show)) !== show) return;
  await vscode.commands.executeCommand('editor.action.marker.next');
}
