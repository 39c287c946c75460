import type { FileEdit } from '../../rules/findings/finding.ts';
import { editsOfFile } from '../../rules/fixes/file-edits.ts';
import { applyEdits, type TextEdit } from '../../rules/text/span.ts';

/** One file that edits change. */
export interface FileChange<T extends FileText = FileText> {
  readonly file: string;
  /** What it was read as. */
  readonly source: T;
  readonly edits: readonly TextEdit[];
  /** Its text afterwards. */
  readonly text: string;
}

export interface FileText {
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
}

/**
 * Everything that edits do, file by file: the one place where edits of files become edits of texts.
 *
 * @param read called for every file before anything is waited for; undefined for one that may not be written
 * @returns the files that change, in the order of the edits, and those that cannot be changed
 */
export async function fileChanges<T extends FileText>(
  edits: readonly FileEdit[],
  read: (file: string) => T | undefined | Promise<T | undefined>,
): Promise<{ readonly changes: readonly FileChange<T>[]; readonly refused: readonly string[] }> {
  const files = [...new Set(edits.map(({ file }) => file))];
  const sources = await Promise.all(files.map(read));
  const changes: FileChange<T>[] = [];
  const refused: string[] = [];
  for (const [index, file] of files.entries()) {
    const source = sources[index];
    const creates = edits.some((it) => it.file === file && it.create);
    if (!source || (source.text === undefined && !creates)) {
      refused.push(file);
      continue;
    }
    const before = source.text ?? '';
    const own = editsOfFile(edits, file, before);
    if (own.length > 0) changes.push({ file, source, edits: own, text: applyEdits(before, own) });
  }
  return { changes, refused };
}
