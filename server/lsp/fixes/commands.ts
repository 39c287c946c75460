import {
  type CancellationToken,
  type ExecuteCommandParams,
  MessageType,
} from 'vscode-languageserver';
import * as z from 'zod/mini';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { APPLY_FIX, type MoveParams, SAY_GUIDE } from '../../protocol.ts';
import { takesSecret } from '../../workspace/taken-out.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { findFix, judgedOf, readHandleOfAll } from './fix-handles.ts';
import { moveSecrets } from './move-secrets.ts';
import { resolveFix, say } from './resolve-fix.ts';
import type { InstalledVersions } from './versions.ts';

/** Runs a command that a code action of ours has put into the client's hands. */
export async function executeCommand(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  { command, arguments: args }: ExecuteCommandParams,
  token: CancellationToken,
): Promise<void> {
  if (command === SAY_GUIDE) sayGuide(session, args?.[0]);
  if (command !== APPLY_FIX) return;
  const [handle] = args ?? [];
  if (await movesSecret(session, handle)) {
    await saveAndApply(session, workspace, versions, handle, token);
    return;
  }
  const edit = await resolveFix(session, handle, token, versions);
  if (edit) await session.connection.workspace.applyEdit({ label: LABEL, edit });
}

const guideSchema = z.object({
  steps: z.array(z.object({ text: z.string(), copy: z.optional(z.string()) })),
});

/** It comes back from the client, so it is looked at as any text from there. */
function sayGuide(session: Session, given: unknown): void {
  const guide = guideSchema.safeParse(given).data;
  const lines = guide?.steps.map(({ text, copy }) => (copy ? `${text}: ${copy}` : text)) ?? [];
  if (lines.length > 0) say(session, safe.text(lines.join(' · ')), MessageType.Info);
}

const LABEL = 'MCP Checklist';

async function movesSecret(session: Session, handle: unknown): Promise<boolean> {
  if (readHandleOfAll(handle)) return true;
  const found = await findFix(session, handle);
  if (!found || found.fix.lookup) return false;
  return takesSecret(found.fix, found.fix.edits(), judgedOf(found.checked, found.finding));
}

/** For clients that cannot ask where a secret goes: it goes where only the person can read it, and that is said. */
async function saveAndApply(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  handle: MoveParams['fix'],
  token: CancellationToken,
): Promise<void> {
  const params = { fix: handle };
  const { edit, kept, problem } = await moveSecrets(session, workspace, versions, params, token);
  if (problem !== null) say(session, problem);
  const answer = edit && (await session.connection.workspace.applyEdit({ label: LABEL, edit }));
  if (kept.length === 0) return;
  const where = safe.text(kept.join(', '));
  const done = sentence`What was taken out is in ${where}, which only you can read.`;
  const refused = sentence`The file was not changed. A copy of the secret is in ${where}, which only you can read.`;
  if (answer?.applied) say(session, done, MessageType.Info);
  else say(session, refused);
}
