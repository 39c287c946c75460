import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import {
  type AttestParams,
  type AttestResult,
  attest,
  type PersonalAttestation,
  personalAttestations,
  withdraw,
} from '../../server/protocol.ts';
import type { About, Attestable, Spoken } from '../checklist/item-server-node.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { registerRowCommand } from '../tree/rows.ts';
import { applyEdit } from './apply-edit.ts';
import { type Said, whatIsSaid, whichServers } from './attest-questions.ts';

/** Where what a person said for themselves is kept. */
export const KEY = 'mcpChecklist.attestations';

/** What a person says about an item that no machine can judge: written down, taken back, sent along at every start. */
export function registerAttest(session: Session, storage: vscode.Memento): vscode.Disposable {
  const kept = (): readonly PersonalAttestation[] => storage.get(KEY, []);
  const carryOut = async (result: AttestResult | undefined): Promise<boolean> => {
    if (result?.attestations) {
      await storage.update(KEY, result.attestations);
      await session.notify(personalAttestations, result.attestations);
    }
    if (result?.problem) notify.warning(result.problem);
    if (!result || result.problem) return false;
    return result.edit ? applyEdit(session, result.edit, result.judged) : true;
  };
  const say = async ({ item, uri, server }: About, said: Omit<AttestParams, keyof AboutParams>) =>
    carryOut(await session.request(attest, { item, uri, server, ...said }));
  const takeBack = async (node: unknown, isSure: unknown): Promise<void> => {
    if (!isSpoken(node)) return;
    const [about] = node.abouts;
    if (!about || !(isSure === true || (await confirm(about)))) return;
    const before = node.attestation;
    const { item, uri, server } = about;
    if (!(await carryOut(await session.request(withdraw, { item, uri, server })))) return;
    // A word that did not count any more would count again, of another server than it was given on.
    if (!before || !node.counts) return;
    const { by, on, until, note, kept: keep } = before;
    // Not waited for: nobody has to answer.
    void offerUndo(server, () => say(about, { by, on, until, keep, ...(note !== '' && { note }) }));
  };
  return vscode.Disposable.from(
    session.onStart(() => session.notify(personalAttestations, kept())),
    registerRowCommand('mcpChecklist.attest', async (node: unknown, given?: Said) => {
      const by = userInfo().username;
      const all = aboutsOf(node);
      const abouts = given ? all : await whichServers(all);
      const said = abouts.length > 0 ? (given ?? (await whatIsSaid(abouts, by))) : undefined;
      // One after the other: each is an edit of what the one before it wrote.
      if (said) for (const about of abouts) await say(about, { by, ...said });
    }),
    registerRowCommand('mcpChecklist.withdraw', takeBack),
  );
}

type AboutParams = Pick<AttestParams, 'item' | 'uri' | 'server'>;

/** What a row is about, or what another command says by itself. */
function aboutsOf(node: unknown): readonly About[] {
  if (Array.isArray(node)) return node;
  // Only commands of ours hand over a list.
  if (Array.isArray(node)) return node;
  return isAttestable(node) ? node.abouts : [];
}

/** Rows of whatever list that stand for something a person can give a word on. */
function isAttestable(node: unknown): node is Attestable {
  return typeof node === 'object' && node !== null && 'abouts' in node;
}

function isSpoken(node: unknown): node is Spoken {
  return isAttestable(node) && 'attestation' in node;
}

async function offerUndo(server: string, again: () => Promise<unknown>): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const told = vscode.l10n.t('Withdrawn for {0}. It is open again.', server);
  if ((await notify.information(told, undo)) === undo) await again();
}

function confirm({ server, question }: About): Promise<boolean> {
  const asked = vscode.l10n.t('Withdraw what was said on {0}?', server);
  return notify.confirm(asked, vscode.l10n.t('Withdraw'), question);
}
