import * as vscode from 'vscode';
import { caretMoved } from '../../server/protocol.ts';
import type { Documents } from './documents.ts';
import type { Session } from './session.ts';

/** Tells the server where a person is in a config, so that a word is judged as soon as they have left it. */
export function followCaret(session: Session, documents: Documents): vscode.Disposable {
  return vscode.window.onDidChangeTextEditorSelection(
    ({ textEditor: { document }, selections }) => {
      const caret = selections[0]?.active;
      // What is not saved has been typed in, more or less lately.
      if (!caret || !document.isDirty || !documents.has(document.uri)) return;
      const position = { line: caret.line, character: caret.character };
      void session.notify(caretMoved, { uri: document.uri.toString(), position });
    },
  );
}
