import {
  type CancellationToken,
  MessageType,
  ShowMessageNotification,
  type ShowMessageParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { takesSecret } from '../../workspace/taken-out.ts';
import { editForFix } from '../edits.ts';
import type { Session } from '../session.ts';
import { findFix, judgedOf } from './fix-handles.ts';
import { lookUpVersion, PATIENCE } from './look-up-version.ts';
import type { InstalledVersions } from './versions.ts';

export const STALE: SafeText = sentence`The file has changed since this fix was offered. Open the quick fixes again.`;

/**
 * The edit of a fix, its version asked of the registry if need be: somebody chose it, so the network may be
 * used now.
 *
 * @param installed where the title could have promised what is installed
 * @returns undefined when there is none, after saying why
 */
export async function resolveFix(
  session: Session,
  handle: unknown,
  token: CancellationToken,
  installed?: InstalledVersions,
): Promise<WorkspaceEdit | undefined> {
  const found = await findFix(session, handle);
  if (!found) return say(session, STALE);
  const { document, checked, finding, fix } = found;
  const { file } = finding.at;
  if (!fix.lookup) {
    const edits = fix.edits();
    if (takesSecret(fix, edits, judgedOf(checked, finding))) return say(session, STALE);
    return (await editForFix(session, document, file, edits))?.edit;
  }
  const { minimumReleaseAge, network } = checked.settings;
  let answer = await installed?.find(document.uri, fix.lookup, PATIENCE);
  if (!answer && network === 'never') {
    return say(
      session,
      sentence`Looking up versions is switched off by the setting mcpChecklist.network.`,
    );
  }
  try {
    answer ??= await lookUpVersion(session, document.uri, fix.lookup, minimumReleaseAge, token);
  } catch (error) {
    return say(session, safe.text(error instanceof Error ? error.message : ''));
  }
  if (!answer) return undefined;
  const stale =
    session.documents.get(document.uri) !== document || document.version !== checked.version;
  if (stale) return say(session, STALE);
  const edits = fix.edits(answer);
  if (takesSecret(fix, edits, judgedOf(checked, finding))) return say(session, STALE);
  return (await editForFix(session, document, file, edits))?.edit;
}

/** A notification, not a request: nobody has to answer it, and every editor knows it. */
export function say(
  { connection }: Session,
  text: SafeText,
  type: MessageType = MessageType.Warning,
): undefined {
  const params: ShowMessageParams = { type, message: text };
  // A client that has gone cannot be told.
  connection.sendNotification(ShowMessageNotification.type, params).catch(() => undefined);
}
