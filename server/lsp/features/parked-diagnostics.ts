import type { TextDocument } from 'vscode-languageserver-textdocument';
import { BESIDE } from '../../machine/write-beside.ts';
import { judgeParked } from '../../workspace/parked.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { type DocumentDiagnostics, toDiagnostics } from './diagnostics.ts';

/** Whether a document keeps the servers that were taken out of the config beside it. */
export function keepsServers({ uri }: TextDocument): boolean {
  return uri.endsWith(BESIDE);
}

/** What is to be said about the servers in it: off as they are, their secrets are on the disk. */
export async function parkedDiagnostics(
  session: Session,
  workspace: Workspace,
  document: TextDocument,
): Promise<DocumentDiagnostics> {
  const config = await workspace.read(document.uri.slice(0, -BESIDE.length));
  // From here on nothing is waited for: places are those of this version.
  const { version } = document;
  const text = config?.document.getText();
  const host = config?.file.judge(text ?? '').config?.host;
  if (!config || text === undefined || !host) return { version, items: [] };
  const parked = judgeParked(session.inspector, config.file, host, text, document.getText());
  return { version, items: toDiagnostics(session, document, parked?.findings ?? []) };
}
