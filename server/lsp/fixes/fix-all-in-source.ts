import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { applyFixes } from '../../workspace/apply-fixes.ts';
import { sourceOf } from '../edits.ts';
import type { Session } from '../session.ts';
import { changeOf } from './change-of.ts';
import { preferredFix } from './fix-rule.ts';

/**
 * Fixes everything of one rule in a file of a server project. In a project, what one fix changes may be what another one
 * is about: each is made of the text that those before it left.
 *
 * @returns undefined where nothing can be fixed any more, or where the file has changed meanwhile
 */
export async function fixAllInSource(
  session: Session,
  document: TextDocument,
  rule: string,
): Promise<WorkspaceEdit | undefined> {
  const judged = sourceOf(document);
  const fixed = await applyFixes(document.getText(), {
    find: (text) => session.projects.findingsIn(document, text),
    choose: (finding) => (finding.rule === rule ? preferredFix(finding) : undefined),
    // Nothing in a project hangs on one.
    answer: async () => undefined,
  });
  const isCurrent = session.documents.get(document.uri)?.version === judged.version;
  if (!isCurrent || fixed.applied.length === 0) return undefined;
  return (await changeOf(session, `Fix ${rule}`, [{ config: judged, fixed }]))?.edit;
}
