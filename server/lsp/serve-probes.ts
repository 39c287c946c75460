import { sentence } from '../../rules/secrets/safe.ts';
import {
  askProvider,
  personalProbes,
  planAsk,
  planProbe,
  probe,
  probeReport,
  shareProbe as shareProbeRequest,
  toolWords,
} from '../protocol.ts';
import { askOne, planAsking } from './features/ask.ts';
import { serverReport, shareProbe } from './features/kept-probes.ts';
import { Probes } from './features/probe.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace.ts';

/** What starts or calls a server, because a person asked for that one. */
export function serveProbes(session: Session, workspace: Workspace): Probes {
  const { connection, log, probes: kept } = session;
  const probes = new Probes(session, workspace);
  const problem = sentence`The log of MCP Checklist says why.`;
  connection.onRequest(
    planProbe,
    log.guard('Planning a probe', { problem, title: '', detail: '', stamp: '', tools: [] }, (it) =>
      probes.ask(it),
    ),
  );
  connection.onRequest(
    probe,
    log.guard(
      'A probe',
      { problem, passed: 0, failed: 0, changed: null, probes: null },
      (params, token) => probes.run(params, token),
    ),
  );
  connection.onRequest(
    shareProbeRequest,
    log.guard('Sharing a probe', { edit: null, problem, probes: null }, (params) =>
      shareProbe(session, workspace, params),
    ),
  );
  connection.onRequest(
    probeReport,
    log.guard('A report', null, (params) =>
      serverReport(session, workspace, params, probes.report(params)),
    ),
  );
  const unasked = { problem, credentials: [], title: '', detail: '', stamp: '' };
  connection.onRequest(
    planAsk,
    log.guard('Planning a question', unasked, (params) => planAsking(session, workspace, params)),
  );
  const unsaid = { problem, said: sentence``, live: false, probes: null };
  connection.onRequest(
    askProvider,
    log.guard('Asking a provider', unsaid, (params, token) =>
      askOne(session, workspace, params, token),
    ),
  );
  connection.onRequest(
    toolWords,
    log.guard('Reading tools', '', ({ tools }) => session.runtime.probes().toolReport(tools)),
  );
  connection.onNotification(personalProbes, (all) => {
    kept.replace(all);
    workspace.keptChanged();
  });
  return probes;
}
