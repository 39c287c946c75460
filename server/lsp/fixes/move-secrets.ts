import type { CancellationToken } from 'vscode-languageserver';
import { editsOfFile } from '../../../rules/fixes/file-edits.ts';
import type { MoveParams, MoveResult } from '../../protocol.ts';
import { takenOut } from '../../workspace/taken-out.ts';
import { editForFix } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { findFix, readHandleOfAll } from './fix-handles.ts';
import { fixRule } from './fix-rule.ts';
import { STALE } from './resolve-fix.ts';
import { noMove, settle } from './secrets-answer.ts';
import type { InstalledVersions } from './versions.ts';

/** The edit of an action that takes secrets out, once it is said where they go. */
export async function moveSecrets(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  { fix, answer }: MoveParams,
  token: CancellationToken,
): Promise<MoveResult> {
  const all = readHandleOfAll(fix);
  if (!all) return moveOne(session, fix, answer);
  if (session.documents.get(all.uri)?.version !== all.version) return noMove(STALE);
  const { uri, allOf: rule, server } = all;
  const params = { rule, server, uris: [uri], ...(answer && { answer }) };
  return fixRule(session, workspace, versions, params, token);
}

async function moveOne(
  session: Session,
  handle: unknown,
  answer: MoveParams['answer'],
): Promise<MoveResult> {
  const found = await findFix(session, handle);
  if (!found) return noMove(STALE);
  const { document, checked, finding, fix } = found;
  const { file } = finding.at;
  const isCurrent = async (): Promise<boolean> =>
    session.documents.get(document.uri) === document && document.version === checked.version;
  const edits = fix.edits();
  const own = editsOfFile(edits, file, document.getText());
  const taken = takenOut(checked.analysis.credentials, own, fix.moves ? [fix.moves] : []);
  const change = await editForFix(session, document, file, edits);
  if (!change || !(await isCurrent())) return noMove(STALE);
  const { uri } = document;
  const from = taken.map((it) => ({ ...it, uri }));
  return settle(session, { ...change, taken: from }, answer, isCurrent);
}
