import type { CancellationToken, ExecuteCommandParams } from 'vscode-languageserver';
import { APPLY_FIX } from '../protocol.ts';
import type { Session } from '../session.ts';
import { editOfFix } from './edit-of-fix.ts';
import type { InstalledVersions } from './versions.ts';

/** Runs a command that a code action of ours has put into the client's hands. */
export async function executeCommand(
  session: Session,
  versions: InstalledVersions,
  { command, arguments: args }: ExecuteCommandParams,
  token: CancellationToken,
): Promise<void> {
  if (command !== APPLY_FIX) return;
  const edit = await editOfFix(session, args?.[0], token, versions);
  if (edit) await session.connection.workspace.applyEdit({ label: 'MCP Checklist', edit });
}
