import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../../rules/finding.ts';
import { addLine } from '../../rules/fixes/add-line.ts';
import type { TextEdit } from '../../rules/span.ts';
import { uriOfAddress } from '../addresses.ts';
import { rangeOf } from '../ranges.ts';
import type { Session } from '../session.ts';

/**
 * Edits of a file beside the one in front of the person, made if it is not there yet; what is open wins over what
 * is on disk.
 *
 * @param write told the text, '' for a file to be made; undefined where nothing can be written
 * @returns undefined where nothing can be written, or where the client makes no files
 */
export async function editOfOtherFile(
  { client, documents, runtime }: Session,
  path: string,
  write: (text: string) => readonly TextEdit[] | undefined,
): Promise<WorkspaceEdit | undefined> {
  const uri = uriOfAddress(runtime, path);
  const open = documents.get(uri);
  const text = open?.getText() ?? (await runtime.readText(path));
  const edits = write(text ?? '');
  if (!edits || (text === undefined && !client.createsFiles)) return undefined;
  const document = open ?? TextDocument.create(uri, 'plaintext', 0, text ?? '');
  const changes = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  if (!client.versionedEdits) return { changes: { [uri]: changes } };
  const create = { kind: 'create' as const, uri, options: { ignoreIfExists: true } };
  const edit = { textDocument: { uri, version: open?.version ?? null }, edits: changes };
  return { documentChanges: text === undefined ? [create, edit] : [edit] };
}

/** All that a fix without a lookup changes, in this document and beside it. */
export async function editForFix(
  session: Session,
  document: TextDocument,
  fix: Fix,
): Promise<WorkspaceEdit | undefined> {
  const edits: WorkspaceEdit[] = [];
  const own = fix.edits();
  if (own.length > 0) edits.push(toWorkspaceEdit(session, document, own));
  for (const { path, line } of fix.adds ?? []) {
    const edit = await editOfOtherFile(session, path, (text) => addLine(text, line));
    if (!edit) return undefined;
    edits.push(edit);
  }
  return joinEdits(edits);
}

/** Edits of different files as one; there has to be one at least. */
export function joinEdits(edits: readonly WorkspaceEdit[]): WorkspaceEdit {
  return edits.reduce((all, edit) =>
    edit.documentChanges
      ? { documentChanges: [...(all.documentChanges ?? []), ...edit.documentChanges] }
      : { changes: { ...all.changes, ...edit.changes } },
  );
}

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
