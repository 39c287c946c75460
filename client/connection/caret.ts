import * as vscode from 'vscode';
import { caretMoved } from '../../server/protocol.ts';
import type { Documents } from './documents.ts';
import type { Session } from './session.ts';

/** Tells the server where a person is in a config, so that a word is judged as soon as they have left it. */
export function followCaret(session: Session, documents: Documents): vscode.Disposable {
  const { Keyboard } = vscode.TextEditorSelectionChangeKind;
  return vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
    const { document } = textEditor;
    const caret = selections[0]?.active;
    // Of what is typed the server knows by itself; what is not saved has been typed in, more or less lately.
    if (!caret || kind === Keyboard || !document.isDirty || !documents.has(document.uri)) return;
    const position = { line: caret.line, character: caret.character };
    void session.notify(caretMoved, { uri: document.uri.toString(), position });
  });
}
