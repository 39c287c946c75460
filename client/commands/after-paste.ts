import * as vscode from 'vscode';
import { SECTION, SOURCE } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { fixAfterPreview } from './preview-fixes.ts';

/** What READMEs tell people to paste: it says how a server is started, or where it is. */
const SERVER = /(?:^|[\s{,"'])(?:command|url|serverUrl|httpUrl)["']?\s*[:=]/;

/** Longer than the server takes to judge what was pasted. */
const PATIENCE = 3_000;

/** After a server was pasted, all that is wrong with it is offered as one edit: once, and never while somebody types. */
export function registerAfterPaste(session: Session): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument((event) => {
    const { document, contentChanges, reason } = event;
    const [change] = contentChanges;
    if (!change || contentChanges.length > 1 || reason !== undefined) return;
    if (vscode.window.activeTextEditor?.document !== document || !isServer(change.text)) return;
    const settings = vscode.workspace.getConfiguration(SECTION, document);
    if (settings.get('offerAfterPaste') !== false) void offer(session, document, change.text);
  });
}

/** Nobody types several lines at once. */
function isServer(text: string): boolean {
  return text.includes('\n') && text.length < 100_000 && SERVER.test(text);
}

async function offer(session: Session, document: vscode.TextDocument, text: string): Promise<void> {
  const count = await problemsIn(document, text);
  if (count === 0 || !isBehind(document, text)) return;
  const fix = vscode.l10n.t('Make It Safe');
  const never = vscode.l10n.t("Don't Ask Again");
  const said =
    count === 1
      ? vscode.l10n.t('What you pasted has 1 problem.')
      : vscode.l10n.t('What you pasted has {0} problems.', count);
  const answer = await notify.information(said, fix, never);
  const { Global } = vscode.ConfigurationTarget;
  if (answer === never)
    await vscode.workspace.getConfiguration(SECTION).update('offerAfterPaste', false, Global);
  const pasted = rangeIn(document, text);
  if (answer !== fix || !pasted) return;
  // VS Code's own ranges are written in another form.
  const place = ({ line, character }: vscode.Position) => ({ line, character });
  const range = { start: place(pasted.start), end: place(pasted.end) };
  const scope = { rule: '', uris: [document.uri.toString()], pasted: range };
  const unfixed = await fixAfterPreview(session, scope, vscode.l10n.t('What you pasted'));
  if (unfixed > 0) await vscode.commands.executeCommand('editor.action.marker.next');
}

/** Where it is by now; undefined where it was changed since. */
function rangeIn(document: vscode.TextDocument, text: string): vscode.Range | undefined {
  const normal = document.eol === vscode.EndOfLine.LF ? text.replace(/\r\n/g, '\n') : text;
  const start = document.getText().indexOf(normal);
  if (start < 0) return undefined;
  return new vscode.Range(document.positionAt(start), document.positionAt(start + normal.length));
}

/** The caret stands at the end of what was pasted; where a file was read again, it is where it was. */
function isBehind(document: vscode.TextDocument, text: string): boolean {
  const editor = vscode.window.activeTextEditor;
  const range = rangeIn(document, text);
  if (editor?.document !== document || !range) return false;
  const { active } = editor.selection;
  return range.contains(active) && active.isAfter(range.start);
}

/** So many of ours, once the server has looked at it: hints are no problems. */
async function problemsIn(document: vscode.TextDocument, text: string): Promise<number> {
  const count = (): number => {
    const range = rangeIn(document, text);
    const isOurs = ({ source, severity, range: at }: vscode.Diagnostic): boolean =>
      source === SOURCE && severity <= vscode.DiagnosticSeverity.Warning && !!range?.contains(at);
    return vscode.languages.getDiagnostics(document.uri).filter(isOurs).length;
  };
  return new Promise((resolve) => {
    const end = (): void => {
      listener.dispose();
      clearTimeout(timer);
      resolve(count());
    };
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((it) => it.toString() === document.uri.toString()) && count() > 0) end();
    });
    const timer = setTimeout(end, PATIENCE);
  });
}
