import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit } from '../../rules/findings/finding.ts';
import type { TextEdit } from '../../rules/text/span.ts';
import { rangeOf } from '../machine/ranges.ts';
import { stampOf } from '../machine/stamp.ts';
import type { JudgedFile } from '../protocol.ts';
import { uriOfAddress } from '../runtime/addresses.ts';
import { type FileText, fileChanges } from '../workspace/file-changes.ts';
import type { Session } from './session.ts';

/** An edit, and what the files in it that have no version held when it was made. */
export interface Change {
  readonly edit: WorkspaceEdit;
  readonly judged: readonly JudgedFile[];
}

/** A text as it was when edits of it were made, whatever is typed meanwhile. */
export interface Source extends FileText {
  readonly document: TextDocument;
  /** Null for a file that is not open. */
  readonly version: number | null;
}

export function sourceOf(document: TextDocument): Source {
  const { uri, version } = document;
  const text = document.getText();
  return { document: TextDocument.create(uri, 'plaintext', version, text), version, text };
}

/**
 * Edits of a file beside the one in front of the person, made if it is not there yet; what is open wins over what
 * is on disk.
 *
 * @param write told the text, '' for a file to be made; undefined where nothing can be written
 * @returns undefined where nothing can be written, or where the client makes no files
 */
export async function editOfOtherFile(
  session: Session,
  path: string,
  write: (text: string) => readonly TextEdit[] | undefined,
): Promise<Change | undefined> {
  const source = await readSource(session, path);
  const edits = source && write(source.text ?? '');
  return source && edits && changeIn(session, source, edits);
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

/**
 * Edits of files as the client applies them.
 *
 * @param judged texts that were judged, by the names that the edits have for them; other files are read, and no link
 *   is followed there
 * @param annotationId of a description that every edit is given
 * @returns no change where nothing changes, and the files that cannot be written
 */
export async function editOfFiles(
  session: Session,
  edits: readonly FileEdit[],
  judged: ReadonlyMap<string, Source>,
  annotationId?: string,
): Promise<{
  readonly changes: readonly Change[];
  readonly refused: readonly string[];
}> {
  const { changes, refused } = await fileChanges(edits, async (file) => {
    const known = judged.get(file);
    if (known) return known;
    return (await session.runtime.isLink(file)) ? undefined : readSource(session, file);
  });
  return {
    changes: changes.map((it) => changeIn(session, it.source, it.edits, annotationId)),
    refused,
  };
}

/**
 * All that a fix changes, in this document and beside it; undefined where one of the files cannot be written.
 *
 * @param file what the edits call the document
 */
export async function editForFix(
  session: Session,
  document: TextDocument,
  file: string,
  edits: readonly FileEdit[],
): Promise<Change | undefined> {
  // Before anything is waited for: places and version are of one text.
  const judged = new Map([[file, sourceOf(document)]]);
  const { changes, refused } = await editOfFiles(session, edits, judged);
  return refused.length === 0 && changes.length > 0 ? joinChanges(changes) : undefined;
}

/** A file that is open or on disk; without a text where there is none and the client can make one. */
async function readSource(
  { client, documents, runtime }: Session,
  path: string,
): Promise<Source | undefined> {
  const uri = uriOfAddress(runtime, path);
  const open = documents.get(uri);
  if (open) return sourceOf(open);
  const text = await runtime.readText(path);
  if (text === undefined && !client.createsFiles) return undefined;
  return { document: TextDocument.create(uri, 'plaintext', 0, text ?? ''), version: null, text };
}

function changeIn(
  { client }: Session,
  { document, version, text }: Source,
  edits: readonly TextEdit[],
  annotationId?: string,
): Change {
  const { uri } = document;
  const changes = edits.map(({ span, newText }) => ({
    range: rangeOf(document, span),
    newText,
    ...(annotationId !== undefined && { annotationId }),
  }));
  const stamp = text === undefined ? null : stampOf(text);
  const judged = version === null ? [{ uri, stamp }] : [];
  if (!client.versionedEdits) return { edit: { changes: { [uri]: changes } }, judged };
  const create = { kind: 'create' as const, uri, options: { ignoreIfExists: true } };
  const edit = { textDocument: { uri, version }, edits: changes };
  const documentChanges = text === undefined ? [create, edit] : [edit];
  return { edit: { documentChanges }, judged };
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
  session: Session,
  document: TextDocument,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const { version } = document;
  return changeIn(session, { document, version, text: document.getText() }, edits).edit;
}
