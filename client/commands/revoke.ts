import * as vscode from 'vscode';
import { ServerNode } from '../servers/server-node.ts';
import type { ServerRow } from '../tree/checklist-state.ts';
import { registerRowCommand } from '../tree/rows.ts';

/** The kill switch, second half: the page where a credential is made worthless. */
export function registerRevoke(): vscode.Disposable {
  return registerRowCommand('mcpChecklist.revoke', async (node: unknown) => {
    if (node instanceof ServerNode) await revokeOneOf(node.row.revoke);
  });
}

/** Opens the page; of several a person chooses one. */
export async function revokeOneOf(pages: ServerRow['revoke']): Promise<void> {
  const rows = [...new Map(pages.map((it) => [it.url, it])).values()].map(({ label, url }) => {
    return { label, description: url, url };
  });
  const title = vscode.l10n.t('Which credential?');
  const chosen = rows.length > 1 ? await vscode.window.showQuickPick(rows, { title }) : rows[0];
  if (chosen) await vscode.env.openExternal(vscode.Uri.parse(chosen.url));
}
