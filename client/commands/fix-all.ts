import * as vscode from 'vscode';
import { FIX_ALL, SOURCE } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { fixAfterPreview } from './preview-fixes.ts';

/** The same that runs on save for those who ask for it: safe fixes only. */
export function registerFixAll(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.fixAll', async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor && !(await hasSafeFix(editor.document))) {
      await offerALook(session, editor.document);
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
async function offerALook(session: Session, { uri }: vscode.TextDocument): Promise<void> {
  const left = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
  if (left.length === 0) {
    void notify.information(vscode.l10n.t('No problems in this file.'));
    return;
  }
  const text =
    left.length === 1
      ? vscode.l10n.t('1 problem here needs a look before it is fixed.')
      : vscode.l10n.t('{0} problems here need a look before they are fixed.', left.length);
  const fixes = vscode.l10n.t('See the Fixes');
  const show = vscode.l10n.t('Show the First');
  const answer = await notify.information(text, fixes, show);
  if (answer === undefined) return;
  const scope = { rule: '', uris: [uri.toString()] };
  const unfixed = answer === fixes ? await fixAfterPreview(session, scope, nameOf(uri)) : 1;
  if (unfixed > 0) await vscode.commands.executeCommand('editor.action.marker.next');
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
