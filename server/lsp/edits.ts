import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../../rules/findings/finding.ts';
import { addLine } from '../../rules/fixes/add-line.ts';
import type { TextEdit } from '../../rules/text/span.ts';
import { rangeOf } from '../machine/ranges.ts';
import { type JudgedFile, stampOf } from '../protocol.ts';
import { uriOfAddress } from '../runtime/addresses.ts';
import type { Session } from './session.ts';

/** An edit, and what the files in it that have no version held when it was made. */
export interface Change {
  readonly edit: WorkspaceEdit;
  readonly judged: readonly JudgedFile[];
}

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
): Promise<Change | undefined> {
  const uri = uriOfAddress(runtime, path);
  const open = documents.get(uri);
  const text = open?.getText() ?? (await runtime.readText(path));
  const edits = write(text ?? '');
  if (!edits || (text === undefined && !client.createsFiles)) return undefined;
  const document = open ?? TextDocument.create(uri, 'plaintext', 0, text ?? '');
  const changes = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  const judged = open ? [] : [{ uri, stamp: text === undefined ? null : stampOf(text) }];
  if (!client.versionedEdits) return { edit: { changes: { [uri]: changes } }, judged };
  const create = { kind: 'create' as const, uri, options: { ignoreIfExists: true } };
  const edit = { textDocument: { uri, version: open?.version ?? null }, edits: changes };
  const documentChanges = text === undefined ? [create, edit] : [edit];
  return { edit: { documentChanges }, judged };
}

/**
 * The same for a list such as `.gitignore` and for the project file: these are written for whoever works in the folder,
 * and a link that a repository brings along could lead to any file of theirs.
 */
export async function editOfPlainFile(
  session: Session,
  path: string,
  write: (text: string) => readonly TextEdit[] | undefined,
): Promise<Change | undefined> {
  if (await session.runtime.isLink(path)) return undefined;
  return editOfOtherFile(session, path, write);
}

/** All that a fix changes, in this document and beside it. */
export async function editForFix(
  session: Session,
  document: TextDocument,
  fix: Pick<Fix, 'adds'>,
  own: readonly TextEdit[],
): Promise<Change | undefined> {
  const changes: Change[] = [];
  if (own.length > 0) {
    // Before anything is waited for: places and version are of one text.
    changes.push({ edit: toWorkspaceEdit(session, document, own), judged: [] });
  }
  for (const { path, line } of fix.adds ?? []) {
    const change = await editOfPlainFile(session, path, (text) => addLine(text, line));
    if (!change) return undefined;
    changes.push(change);
  }
  return changes.length > 0 ? joinChanges(changes) : undefined;
}

/** Edits of different files as one; there has to be one at least. */
export function joinChanges(changes: readonly Change[]): Change {
  return changes.reduce(({ edit: all, judged }, { edit, judged: more }) => ({
    edit: edit.documentChanges
      ? { documentChanges: [...(all.documentChanges ?? []), ...edit.documentChanges] }
      : { changes: { ...all.changes, ...edit.changes } },
    judged: [...judged, ...more],
  }));
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
