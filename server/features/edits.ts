import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../rules/span.ts';
import { rangeOf } from '../ranges.ts';
import type { Session } from '../session.ts';

/** Edits of one document; bound to its version where the client can refuse stale ones. */
export function toWorkspaceEdit(
  { client }: Session,
  document: TextDocument,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const { uri, version } = document;
  const changes = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}
