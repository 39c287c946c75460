import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../../rules/finding.ts';
import { overlaps, type TextEdit } from '../../rules/span.ts';
import type { InstalledVersions } from './versions.ts';

/** Saving waits for this, so the disk gets little time and the network none. */
const PATIENCE = 40;

/** The safe fixes of a document, as edits that do not overlap. */
export async function fixAllEdits(
  versions: InstalledVersions,
  document: TextDocument,
  findings: readonly Finding[],
): Promise<readonly TextEdit[]> {
  const fixes = findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ fixes: all }) => all.find(({ safe }) => safe))
    .filter((fix) => fix !== undefined);
  const planned = await Promise.all(fixes.map((fix) => edits(versions, document, fix)));
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
