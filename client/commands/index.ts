import * as vscode from 'vscode';
import type { Session } from '../connection/session.ts';
import type { State } from '../tree/state.ts';
import { registerAfterPaste } from './after-paste.ts';
import { registerAskProvider } from './ask-provider.ts';
import { openQuestion } from './asked.ts';
import { registerAttest } from './attest.ts';
import { openAttestQuestion } from './attest-questions.ts';
import { registerBaseline } from './baseline.ts';
import { registerCreateConfig } from './create-config.ts';
import { registerDraft } from './draft.ts';
import { registerDrill } from './drill.ts';
import { registerFixAll } from './fix-all.ts';
import { registerFixFinding } from './fix-finding.ts';
import { registerFixRule } from './fix-rule.ts';
import { registerIgnore } from './ignore.ts';
import { KeptProbes } from './kept-probes.ts';
import { registerMoveSecrets } from './move-secrets.ts';
import { registerMoveToJanee } from './move-to-janee.ts';
import { openSteps } from './next-steps.ts';
import { registerOpenChecklist } from './open-checklist.ts';
import { registerOpenExample } from './open-example.ts';
import { registerPreviewFixes } from './preview-fixes.ts';
import { registerProbe } from './probe.ts';
import { registerReadTools } from './read-tools.ts';
import { registerReplaceCredential } from './replace-credential.ts';
import { registerExportReport } from './report.ts';
import { registerRestartServer } from './restart-server.ts';
import { registerRevoke } from './revoke.ts';
import { registerSaveReport } from './save-report.ts';
import { registerScan } from './scan.ts';
import { registerShowGuide } from './show-guide.ts';
import { registerShowLog } from './show-log.ts';
import { registerSwitchServer } from './switch-server.ts';
import { registerTryCommandLine } from './try-command-line.ts';

export { openAttestQuestion, openQuestion, openSteps };

/** What commands work with. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly session: Session;
  readonly state: State;
  readonly log: vscode.LogOutputChannel;
  /** The program of the command line. */
  readonly program: string;
}

/** All commands. They are a bundle of their own, which is loaded with the server, or when one is called before. */
export function registerCommands({
  context,
  session,
  state,
  log,
  program,
}: Parts): vscode.Disposable {
  const probes = new KeptProbes(session, context.workspaceState);
  return vscode.Disposable.from(
    registerOpenChecklist(),
    registerOpenExample(),
    registerFixAll(session),
    registerScan(session),
    registerFixFinding(),
    registerFixRule(session, state),
    registerPreviewFixes(session),
    registerAfterPaste(session),
    registerReplaceCredential(session, state),
    registerRestartServer(session),
    registerShowLog(log, state, context.extension.packageJSON.version),
    registerCreateConfig(session),
    registerTryCommandLine(program),
    registerSwitchServer(session, state),
    registerRevoke(),
    registerDrill(session, state),
    registerMoveSecrets(session),
    registerMoveToJanee(session),
    registerShowGuide(),
    registerExportReport(program),
    registerSaveReport(program, context.workspaceState),
    registerBaseline(program),
    registerIgnore(session),
    registerAttest(session, context.workspaceState),
    registerDraft(session),
    registerProbe(session, probes, state),
    registerAskProvider(session, probes),
    registerReadTools(session),
  );
}
