import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import {
  attest,
  type PersonalAttestation,
  personalAttestations,
  withdraw,
} from '../../server/protocol.ts';
import { ItemNode } from '../checklist/item-node.ts';
import { type About, ItemServerNode } from '../checklist/item-server-node.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { applyEdit } from './apply-edit.ts';

const KEY = 'mcpChecklist.attestations';
const DAY = 24 * 60 * 60 * 1000;

/** What a person says about an item that no machine can judge: written down, taken back, sent along at every start. */
export function registerAttest(session: Session, storage: vscode.Memento): vscode.Disposable {
  const kept = (): readonly PersonalAttestation[] => storage.get(KEY, []);
  const carryOut = async (result: Awaited<ReturnType<typeof ask>>): Promise<void> => {
    if (result?.attestations) {
      await storage.update(KEY, result.attestations);
      await session.notify(personalAttestations, result.attestations);
    }
    if (result?.edit) await applyEdit(session, result.edit, result.judged);
    if (result?.problem) notify.warning(result.problem);
  };
  const ask = (about: About, said: Said) =>
    session.request(attest, { ...about, by: userInfo().username, ...said });
  return vscode.Disposable.from(
    session.onStart(() => session.notify(personalAttestations, kept())),
    vscode.commands.registerCommand('mcpChecklist.attest', async (node: unknown, given?: Said) => {
      const abouts = aboutsOf(node);
      const said = abouts.length > 0 ? (given ?? (await whatIsSaid(abouts))) : undefined;
      // One after the other: each is an edit of what the one before it wrote.
      if (said) for (const about of abouts) await carryOut(await ask(about, said));
    }),
    vscode.commands.registerCommand('mcpChecklist.withdraw', async (node: unknown) => {
      for (const about of aboutsOf(node)) await carryOut(await session.request(withdraw, about));
    }),
  );
}

function aboutsOf(node: unknown): readonly About[] {
  // Only commands of ours hand over a list.
  if (Array.isArray(node)) return node;
  return node instanceof ItemNode || node instanceof ItemServerNode ? node.abouts : [];
}

interface Said {
  readonly until: string;
  readonly keep: 'project' | 'person';
  readonly note?: string;
}

async function whatIsSaid(abouts: readonly About[]): Promise<Said | undefined> {
  const servers = abouts.map(({ server }) => server).join(', ');
  const title = vscode.l10n.t(
    'Item {0}: {1}',
    abouts[0]?.item.replace(/^production\//, '') ?? '',
    servers,
  );
  const note = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('How do you know? For example: the gateway logs every call.'),
  });
  if (note === undefined) return undefined;
  const spans = [
    { label: vscode.l10n.t('Half a year'), days: 182 },
    { label: vscode.l10n.t('A month'), days: 30 },
    { label: vscode.l10n.t('A year'), days: 365 },
  ].map(({ label, days }) => ({ label, description: dayIn(days) }));
  const until = await vscode.window.showQuickPick(spans, {
    title,
    placeHolder: vscode.l10n.t('Review again in'),
  });
  if (!until) return undefined;
  const places = [
    { label: vscode.l10n.t('For the team, in .mcp-checklist.json'), keep: 'project' as const },
    { label: vscode.l10n.t('For me, in this workspace'), keep: 'person' as const },
  ];
  const place = await vscode.window.showQuickPick(places, { title });
  if (!place) return undefined;
  return {
    until: until.description,
    keep: place.keep,
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
