import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../../../rules/findings/finding.ts';
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
  const fixes = findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ fixes: all }) => all.find(({ safe }) => safe))
    .filter((fix) => fix !== undefined);
  const all = await Promise.all(fixes.map((fix) => edits(versions, document, fix)));
  // It runs on save, when nobody can be asked where a secret goes.
  const planned = all.filter((it, index) => !takesSecret(fixes[index] ?? {}, it, credentials));
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
): Promise<readonly TextEdit[]> {
  if (!fix.lookup) return fix.edits();
  const answer = await versions.find(document.uri, fix.lookup, PATIENCE);
  // Another version than the one that starts here today is a change somebody has to want.
  return answer?.installed ? fix.edits(answer) : [];
}
