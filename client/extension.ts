import * as vscode from 'vscode';
import type { ProjectState } from '../server/protocol.ts';
import { ChecklistTree } from './checklist/checklist-tree.ts';
import { type ChecklistView, createChecklistView } from './checklist/checklist-view.ts';
import { registerAfterPaste } from './commands/after-paste.ts';
import { registerAskProvider } from './commands/ask-provider.ts';
import { type OpenQuestion, openQuestion } from './commands/asked.ts';
import { registerAttest } from './commands/attest.ts';
import { openAttestQuestion } from './commands/attest-questions.ts';
import { registerBaseline } from './commands/baseline.ts';
import { registerCreateConfig } from './commands/create-config.ts';
import { registerDraft } from './commands/draft.ts';
import { registerDrill } from './commands/drill.ts';
import { registerFixAll } from './commands/fix-all.ts';
import { registerFixFinding } from './commands/fix-finding.ts';
import { registerFixRule } from './commands/fix-rule.ts';
import { registerIgnore } from './commands/ignore.ts';
import { KeptProbes } from './commands/kept-probes.ts';
import { registerMoveSecrets } from './commands/move-secrets.ts';
import { registerMoveToJanee } from './commands/move-to-janee.ts';
import { openSteps } from './commands/next-steps.ts';
import { registerOpenChecklist } from './commands/open-checklist.ts';
import { registerOpenExample } from './commands/open-example.ts';
import { registerPreviewFixes } from './commands/preview-fixes.ts';
import { registerProbe } from './commands/probe.ts';
import { registerReadTools } from './commands/read-tools.ts';
import { registerReplaceCredential } from './commands/replace-credential.ts';
import { registerExportReport } from './commands/report.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerRevoke } from './commands/revoke.ts';
import { registerSaveReport } from './commands/save-report.ts';
import { registerScan } from './commands/scan.ts';
import { registerShowGuide } from './commands/show-guide.ts';
import { registerShowLog } from './commands/show-log.ts';
import { registerSwitchServer } from './commands/switch-server.ts';
import { registerTryCommandLine } from './commands/try-command-line.ts';
import { followCaret } from './connection/caret.ts';
import { Documents } from './connection/documents.ts';
import { Projects } from './connection/projects.ts';
import { onDidChangeProxy } from './connection/proxy.ts';
import { Session } from './connection/session.ts';
import { whenWanted } from './connection/wanted.ts';
import { createLanguageClient } from './language-client.ts';
import { LanguageStatus } from './language-status.ts';
import { createPublishView, PublishTree } from './publish/publish-view.ts';
import { registerRulePages } from './rule-pages.ts';
import { createServersView, ServersTree } from './servers/servers-view.ts';
import { offerRows } from './tree/rows.ts';
import { State } from './tree/state.ts';
import type { TreeNode } from './tree/tree-node.ts';

/** What a test can see of the surfaces that VS Code lets nobody read. Not for other extensions: it may change. */
export interface Surfaces {
  readonly state: Pick<State, 'phase' | 'checklist' | 'projects' | 'onDidChange'>;
  readonly checklist: vscode.TreeDataProvider<TreeNode>;
  readonly publish: vscode.TreeDataProvider<TreeNode>;
  readonly head: ChecklistView['head'];
  readonly servers: vscode.TreeDataProvider<TreeNode>;
  readonly status: vscode.LanguageStatusItem;
  /** What is asked while a list is open that waits for an answer. */
  question(): OpenQuestion | undefined;
  /** The title of what is asked while somebody says that they have looked. */
  attestQuestion: typeof openAttestQuestion;
  /** The labels of the list of what is left to do, while it is open. */
  steps(): readonly string[] | undefined;
  /** Whether the server knows a document. */
  sent(uri: vscode.Uri): boolean;
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): Surfaces {
  const log = vscode.window.createOutputChannel('MCP Checklist', { log: true });
  const module = context.asAbsolutePath('dist/cli.cjs');
  const cache = vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath;
  const state = new State();
  const gaveUp = (): void => state.enter('failed');
  const documents = new Documents();
  const projects = new Projects();
  const told = (all: readonly ProjectState[]): void => state.receiveProjects(all);
  const create = () =>
    createLanguageClient({ module, cache, documents, projects, log, gaveUp, told });
  session = new Session(create, state, log);
  // Not awaited: VS Code measures how long an extension takes to activate, and the view shows that it starts.
  const start = () => void session?.start();
  const checklist = new ChecklistTree(state);
  const publish = new PublishTree(state);
  const view = createChecklistView(state, checklist, start);
  const servers = new ServersTree(state);
  const status = new LanguageStatus(state);
  const probes = new KeptProbes(session, context.workspaceState);
  context.subscriptions.push(
    log,
    state,
    checklist,
    view,
    publish,
    createPublishView(state, publish, start),
    status,
    vscode.workspace.onDidGrantWorkspaceTrust(() => session?.renew()),
    onDidChangeProxy(() => session?.renew()),
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
    registerTryCommandLine(module),
    servers,
    createServersView(state, servers, start),
    registerSwitchServer(session, state),
    registerRevoke(),
    registerDrill(session, state),
    registerMoveSecrets(session),
    registerMoveToJanee(session),
    registerShowGuide(),
    registerExportReport(module),
    registerSaveReport(module, context.workspaceState),
    registerBaseline(module),
    registerIgnore(session),
    registerAttest(session, context.workspaceState),
    registerDraft(session),
    registerProbe(session, probes),
    registerAskProvider(session, probes),
    registerReadTools(session),
    registerRulePages(context.asAbsolutePath('dist/pages.json')),
    offerRows(state, context.extension.packageJSON, [checklist, publish, servers]),
    followCaret(session, documents),
    whenWanted(start),
  );
  return {
    state,
    checklist,
    head: view.head,
    publish,
    servers,
    status: status.item,
    question: openQuestion,
    attestQuestion: openAttestQuestion,
    steps: openSteps,
    sent: (uri) => documents.has(uri),
  };
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
