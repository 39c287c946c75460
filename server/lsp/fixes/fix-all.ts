import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit, Fix } from '../../../rules/findings/finding.ts';
import { editsOfFile, editsOfOthers } from '../../../rules/fixes/file-edits.ts';
import type { Analysis } from '../../../rules/index.ts';
import { overlaps, type TextEdit } from '../../../rules/text/span.ts';
import { takesSecret } from '../../workspace/taken-out.ts';
import type { InstalledVersions } from './versions.ts';

/** Saving waits for this, so the disk gets little time and the network none. */
const PATIENCE = 40;

/** The safe fixes of a document, as edits that do not overlap. */
export async function fixAllEdits(
  versions: InstalledVersions,
  document: TextDocument,
  { findings, credentials }: Pick<Analysis, 'findings' | 'credentials'>,
): Promise<readonly TextEdit[]> {
  const wanted = findings
    .filter(({ suppressed }) => suppressed === null)
    .flatMap(({ at: { file }, fixes }) => {
      const fix = fixes.find(({ kind }) => kind === 'safe');
      return fix ? [{ file, fix }] : [];
    });
  const all = await Promise.all(
    wanted.map(async (it) => ({ ...it, edits: await edits(versions, document, it.fix) })),
  );
  const text = document.getText();
  // It runs on save, when nobody can be asked where a secret goes, and only this file is saved.
  const planned = all
    .filter((it) => !takesSecret(it.fix, it.edits, { file: it.file, text, credentials }))
    .filter((it) => editsOfOthers(it.edits, it.file).length === 0)
    .map((it) => editsOfFile(it.edits, it.file, text));
  const taken: TextEdit[] = [];
  for (const candidate of planned) {
    if (!candidate.some((edit) => taken.some((other) => overlaps(edit, other)))) {
      taken.push(...candidate);
    }
  }
  return taken;
}

async function edits(
  versions: InstalledVersions,
  document: TextDocument,
  fix: Fix,
): Promise<readonly FileEdit[]> {
  if (!fix.lookup) return fix.edits();
  const answer = await versions.find(document.uri, fix.lookup, PATIENCE);
  // Another version than the one that starts here today is a change somebody has to want.
  return answer?.installed ? fix.edits(answer) : [];
}
