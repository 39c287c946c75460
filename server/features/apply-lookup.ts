import {
  type CancellationToken,
  MessageType,
  ShowMessageNotification,
  type ShowMessageParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { refusalOf } from '../../rules/catalog/refusal.ts';
import type { Answer, Lookup } from '../../rules/finding.ts';
import { clean } from '../redact.ts';
import { isLookupError } from '../registry/types.ts';
import type { Session } from '../session.ts';
import { editForFix, toWorkspaceEdit } from './edits.ts';
import { findFix } from './fix-handles.ts';
import type { InstalledVersions } from './versions.ts';

/** A person waits for it. */
const PATIENCE = 30_000;

const STALE = 'The file has changed since this fix was offered. Open the quick fixes again.';

/**
 * The edit of a fix, its version asked of the registry if need be: somebody chose it, so the network may be
 * used now.
 *
 * @param installed where the title could have promised what is installed
 * @returns undefined when there is none, after saying why
 */
export async function editOfFix(
  session: Session,
  handle: unknown,
  token: CancellationToken,
  installed?: InstalledVersions,
): Promise<WorkspaceEdit | undefined> {
  const found = await findFix(session, handle);
  if (!found) return say(session, STALE);
  const { document, checked, fix } = found;
  if (!fix.lookup) return editForFix(session, document, fix);
  const { minimumReleaseAge, network } = checked.settings;
  let answer = await installed?.find(document.uri, fix.lookup, PATIENCE);
  if (!answer && network === 'never') {
    return say(session, 'Looking up versions is switched off by the setting mcpChecklist.network.');
  }
  answer ??= await ask(session, document.uri, fix.lookup, minimumReleaseAge, token);
  if (!answer) return undefined;
  const stale =
    session.documents.get(document.uri) !== document || document.version !== checked.version;
  if (stale) return say(session, STALE);
  return toWorkspaceEdit(session, document, fix.edits(answer));
}

async function ask(
  session: Session,
  uri: string,
  lookup: Lookup,
  minimumReleaseAgeDays: number,
  token: CancellationToken,
): Promise<Answer | undefined> {
  const { client, runtime, log } = session;
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  const cancel = runtime.later(() => controller.abort(), PATIENCE);
  try {
    return await runtime.versions.newestVersion(lookup, {
      configPath: runtime.pathOf(uri) ?? '',
      minimumReleaseAgeDays,
      refuses: refusalOf(lookup),
      trusted: client.options.trusted !== false,
      now: runtime.now(),
      signal: controller.signal,
    });
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    log.failure('Looking up the newest version', error);
    return say(session, reason(error, lookup, controller.signal.aborted));
  } finally {
    cancel();
    subscription.dispose();
  }
}

function reason(error: unknown, { name }: Lookup, late: boolean): string {
  if (isLookupError(error)) return error.message;
  return late
    ? `The registry did not answer within ${PATIENCE / 1000} seconds about ${name}. Nothing was changed; try again later.`
    : `The newest version of ${name} could not be looked up. Nothing was changed; the log of MCP Checklist says why.`;
}

/** A notification, not a request: nobody has to answer it, and every editor knows it. */
function say({ connection }: Session, text: string): undefined {
  const params: ShowMessageParams = { type: MessageType.Warning, message: clean(text) };
  // A client that has gone cannot be told.
  connection.sendNotification(ShowMessageNotification.type, params).catch(() => undefined);
}
