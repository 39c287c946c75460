import * as vscode from 'vscode';
import { type ProbeCalls, planProbe, type ServerParams } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';

interface Answer {
  readonly calls: ProbeCalls;
  readonly stamp: string;
}

/**
 * Shows the whole command and all that will happen, and starts nothing by itself: whoever presses Enter without reading
 * has said no. The answer is good for what was shown and nothing else.
 */
export async function consent(
  session: Session,
  about: ServerParams,
  calls: ProbeCalls = 'hints',
): Promise<Answer | undefined> {
  const question = await session.request(planProbe, { ...about, calls });
  if (!question || question.problem !== null) {
    notify.warning(question?.problem ?? vscode.l10n.t('The server of MCP Checklist does not run.'));
    return undefined;
  }
  const { title, detail, stamp, tools } = question;
  const no = vscode.l10n.t("Don't Start");
  const yes = vscode.l10n.t('Start');
  const choose = vscode.l10n.t('Choose What Is Called…');
  const answer = await notify.ask(title, detail, no, yes, choose);
  if (answer === yes) return { calls, stamp };
  if (answer !== choose) return undefined;
  const chosen = await whatIsCalled(tools);
  return chosen && consent(session, about, chosen);
}

async function whatIsCalled(tools: readonly string[]): Promise<ProbeCalls | undefined> {
  const ways = [
    { label: vscode.l10n.t('Tools that say they only read'), calls: 'hints' as const },
    { label: vscode.l10n.t('No tool'), calls: 'none' as const },
    ...(tools.length > 0 ? [{ label: vscode.l10n.t('These tools as well…'), calls: tools }] : []),
  ];
  const title = vscode.l10n.t('What may be called, with a made-up credential?');
  const way = await vscode.window.showQuickPick(ways, { title });
  if (way === undefined || typeof way.calls === 'string') return way?.calls;
  const placeHolder = vscode.l10n.t('Check the tools that may be called');
  return vscode.window.showQuickPick([...tools], { title, placeHolder, canPickMany: true });
}
