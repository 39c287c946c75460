import * as vscode from 'vscode';
import { askProvider, type PlanAskParams, planAsk } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { registerRowCommand } from '../tree/rows.ts';
import { inProgress } from './in-progress.ts';
import type { KeptProbes } from './kept-probes.ts';
import { isTrusted } from './trusted.ts';
import { serverOf } from './which-server.ts';

/** How long a revoked credential is waited for to be refused. */
const PATIENCE_SECONDS = 300;

/** Sends one credential to its provider, because a person said yes to sending it there. */
export function registerAskProvider(session: Session, kept: KeptProbes): vscode.Disposable {
  const ask = async (params: PlanAskParams): Promise<void> => {
    const question = await session.request(planAsk, params);
    if (!question || question.problem !== null) {
      if (question?.problem) notify.warning(question.problem);
      return;
    }
    const { credentials, title, detail, stamp } = question;
    if (stamp === '') {
      const placeHolder = vscode.l10n.t('About which credential?');
      const credential = await vscode.window.showQuickPick([...credentials], { placeHolder });
      const chosen = credentials.find((it) => it === credential);
      if (chosen !== undefined) await ask({ ...params, credential: chosen });
      return;
    }
    const no = vscode.l10n.t("Don't Send");
    const yes = vscode.l10n.t('Send');
    if ((await notify.ask(title, detail, no, yes)) !== yes) return;
    const doing = vscode.l10n.t('Asking about {0} of {1}', credentials[0] ?? '', params.server);
    const result = await inProgress(session, doing, askProvider, { ...params, stamp });
    await kept.keep(result?.probes);
    if (result?.problem) notify.warning(result.problem);
    if (!result || result.problem !== null) return;
    const measure = vscode.l10n.t('Time a Revocation…');
    const isMeasured = params.untilRefused > 0 || !result.live;
    const show = vscode.l10n.t('Show Report');
    const share = vscode.l10n.t('Save for the Team');
    const offered = [show, share, ...(isMeasured ? [] : [measure])];
    const chosen = await notify.information(result.said, ...offered);
    const about = { uri: params.uri, server: params.server };
    if (chosen === show) await vscode.commands.executeCommand('mcpChecklist.probeReport', about);
    if (chosen === share) await vscode.commands.executeCommand('mcpChecklist.shareProbe', about);
    if (chosen === measure) await ask({ ...params, untilRefused: PATIENCE_SECONDS });
  };
  return registerRowCommand('mcpChecklist.askProvider', async (node: unknown) => {
    if (!isTrusted()) return;
    const about = await serverOf(node);
    // The empty name is nobody's: it stands for the only credential there is.
    if (about) await ask({ ...about, credential: NONE, untilRefused: 0 });
  });
}

const NONE = '' as PlanAskParams['credential'];
