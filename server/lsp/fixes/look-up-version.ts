import type { CancellationToken } from 'vscode-languageserver';
import { refusalOf } from '../../../rules/catalog/refusal.ts';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { isLookupError } from '../../registry/types.ts';
import type { Session } from '../session.ts';

/** A person waits for it. */
export const PATIENCE = 30_000;

/**
 * Asks a registry which version to write down: only for somebody who chose a fix.
 *
 * @returns undefined where the asking was called off
 * @throws an error with words fit to be shown
 */
export async function lookUpVersion(
  { client, log, runtime }: Session,
  uri: string,
  lookup: Lookup,
  minimumReleaseAgeDays: number,
  token: CancellationToken,
): Promise<Answer | undefined> {
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
    throw new Error(reason(error, lookup, controller.signal.aborted));
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
