import * as vscode from 'vscode';
import { probe, type ServerParams, shareProbe } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { registerRowCommand } from '../tree/rows.ts';
import type { State } from '../tree/state.ts';
import { applyEdit } from './apply-edit.ts';
import { inProgress } from './in-progress.ts';
import type { KeptProbes } from './kept-probes.ts';
import { consent } from './probe-consent.ts';
import { ProbeReports } from './probe-reports.ts';
import { isTrusted } from './trusted.ts';
import { serverOf } from './which-server.ts';

/** Starts or calls one server because a person asked for that one: consent first, evidence and a report afterwards. */
export function registerProbe(session: Session, kept: KeptProbes, state: State): vscode.Disposable {
  const reports = new ProbeReports(session);
  const probeOne = async (about: ServerParams): Promise<void> => {
    const answer = await consent(session, about);
    if (!answer) return;
    const title = vscode.l10n.t('Probing {0}', about.server);
    const result = await inProgress(session, title, probe, { ...about, ...answer });
    await kept.keep(result?.probes);
    if (result?.problem) notify.warning(result.problem);
    if (!result || result.problem !== null) return;
    const { passed, failed, changed } = result;
    const show = vscode.l10n.t('Show Report');
    const share = vscode.l10n.t('Save for the Team');
    const counts = vscode.l10n.t('{0}: {1} right, {2} wrong.', about.server, passed, failed);
    const others = changed ? ` ${vscode.l10n.t('Its tools are not those on record.')}` : '';
    reports.changed(about);
    const chosen = await notify.information(`${counts}${others}`, show, share);
    if (chosen === show) await reports.show(about);
    if (chosen === share) await write(about);
  };
  const ifTrusted = async (about: ServerParams): Promise<void> => {
    if (isTrusted()) await probeOne(about);
  };
  const write = async (about: ServerParams): Promise<void> => {
    const result = await session.request(shareProbe, about);
    if (result?.problem) notify.warning(result.problem);
    if (result?.edit && (await applyEdit(session, result.edit, result.judged)))
      await kept.keep(result.probes);
  };
  const command = (id: string, work: (about: ServerParams) => Promise<void>): vscode.Disposable =>
    registerRowCommand(id, async (node: unknown) => {
      const about = await serverOf(node);
      if (about) await work(about);
    });
  return vscode.Disposable.from(
    session.onStart(() => kept.send()),
    reports.register(),
    // A report that is open says so when the server is another one since.
    state.onDidChange(() => reports.refresh()),
    command('mcpChecklist.probe', ifTrusted),
    command('mcpChecklist.probeAgain', ifTrusted),
    command('mcpChecklist.shareProbe', write),
  );
}
