import * as vscode from 'vscode';
import { type DraftOffer, drafts } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import type { Draftable } from '../tree/draftable.ts';
import { registerRowCommand } from '../tree/rows.ts';
import { applyEdit } from './apply-edit.ts';

const ICONS = { draft: 'edit', code: 'code', link: 'link-external', note: 'lightbulb' } as const;

/** What helps with an item of the publish list: a person chooses, reads what was written, and keeps it or not. */
export function registerDraft(session: Session): vscode.Disposable {
  return registerRowCommand('mcpChecklist.draft', async (node: unknown, id?: string) => {
    if (!isDraftable(node)) return;
    const { uri, item, title } = node.draftable;
    const offers = (await session.request(drafts, { uri, item })) ?? [];
    if (offers.length === 0) {
      notify.information(vscode.l10n.t('There is nothing more to draft for "{0}".', title));
      return;
    }
    const chosen =
      id === undefined ? await choose(offers, title) : offers.find((it) => it.id === id);
    if (chosen) await carryOut(session, chosen);
  });
}

async function choose(
  offers: readonly DraftOffer[],
  title: string,
): Promise<DraftOffer | undefined> {
  const items = offers.map((offer) => ({
    label: `$(${ICONS[offer.kind]}) ${offer.title}`,
    detail: offer.next.join(' '),
    offer,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.offer;
}

async function carryOut(session: Session, { edit, judged, link, next }: DraftOffer): Promise<void> {
  if (link !== null) await vscode.env.openExternal(vscode.Uri.parse(link));
  if (edit) {
    const [change] = edit.documentChanges ?? [];
    const [file] = Object.keys(edit.changes ?? {});
    const uri = change && 'textDocument' in change ? change.textDocument.uri : file;
    // In front of the person a file stays unsaved: they read it first.
    if (uri !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    if (!(await applyEdit(session, edit, judged))) {
      notify.warning(vscode.l10n.t('A file has changed meanwhile. Ask for the draft again.'));
      return;
    }
    await showDraft(edit);
  }
  if (next.length > 0) notify.information(next.join(' '));
}

/** Opens what was written, at its first line that says it is a draft. */
async function showDraft(edit: NonNullable<DraftOffer['edit']>): Promise<void> {
  const uris = [
    ...(edit.documentChanges ?? []).flatMap((it) =>
      'textDocument' in it ? it.textDocument.uri : [],
    ),
    ...Object.keys(edit.changes ?? {}),
  ];
  const [uri] = uris;
  if (uri === undefined) return;
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const at = editor.document.getText().indexOf('Draft by MCP Checklist');
  if (at < 0) return;
  const position = editor.document.positionAt(at);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
}

function isDraftable(node: unknown): node is Draftable {
  return typeof node === 'object' && node !== null && 'draftable' in node;
}
