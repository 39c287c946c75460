import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type InitializeParams,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { sentence } from '../../rules/secrets/safe.ts';
import { version } from '../machine/version.ts';
import {
  attest,
  caretMoved,
  credentials,
  drafts,
  type FixRuleResult,
  fixRule as fixRuleRequest,
  ignore,
  moveSecrets as moveSecretsRequest,
  newConfigs as newConfigsRequest,
  personalAttestations,
  rotate,
  SECTION,
  SOURCE,
  scan,
  scanProgress,
  switchServer,
  toJanee,
  withdraw,
} from '../protocol.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Engine } from '../workspace/inspector.ts';
import { capabilitiesFor, takesCommands } from './capabilities.ts';
import { readProfile } from './client-profile.ts';
import { attestServer, withdrawAttestation } from './features/attest.ts';
import { completion } from './features/completion.ts';
import { configDiagnostics, type DiagnosticsOf, pullDiagnostics } from './features/diagnostics.ts';
import { documentLinks } from './features/document-links.ts';
import { documentSymbols } from './features/document-symbols.ts';
import { draftsOf } from './features/drafts.ts';
import { hover } from './features/hover.ts';
import { ignoreFinding } from './features/ignore.ts';
import { newConfigs } from './features/new-configs.ts';
import { keepsServers, parkedDiagnostics } from './features/parked-diagnostics.ts';
import { PolicyDiagnostics } from './features/policy-diagnostics.ts';
import { PushDiagnostics } from './features/push-diagnostics.ts';
import { switchServers } from './features/switch-server.ts';
import { WorkspaceDiagnostics } from './features/workspace-diagnostics.ts';
import { codeActions, resolveCodeAction } from './fixes/code-actions.ts';
import { executeCommand } from './fixes/commands.ts';
import { fixRule } from './fixes/fix-rule.ts';
import { moveSecrets } from './fixes/move-secrets.ts';
import { credentialsInReach, noRotation, rotateCredential } from './fixes/rotate.ts';
import { noMove } from './fixes/secrets-answer.ts';
import { moveToJanee, noJanee } from './fixes/to-janee.ts';
import { InstalledVersions } from './fixes/versions.ts';
import { Announcer } from './projects/announce.ts';
import { serveProbes } from './serve-probes.ts';
import { createSession, type Session } from './session.ts';
import { watchConfigs } from './watch.ts';
import { Workspace } from './workspace.ts';

/** Serves one client over one connection. What it does is in `features/`; this is the wiring. */
export function startServer(connection: Connection, runtime: Runtime, engine?: Engine): void {
  connection.onInitialize((params) => {
    const folders = new Set(foldersOf(params).map(({ uri }) => uri));
    const session = createSession(connection, runtime, readProfile(params), folders, engine);
    serve(session, folders);
    return { capabilities: capabilitiesFor(session.client), serverInfo: { name: SOURCE, version } };
  });
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  return workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
}

function serve(session: Session, folders: Set<string>): void {
  const { client, connection, log } = session;
  const workspace = new Workspace(session);
  new Announcer(session).start();
  const policies = new PolicyDiagnostics(session, workspace);
  const diagnosticsOf: DiagnosticsOf = (document) => {
    if (policies.concerns(document)) return policies.of(document);
    return keepsServers(document)
      ? parkedDiagnostics(session, workspace, document)
      : configDiagnostics(session, document);
  };
  const push = client.pullsDiagnostics ? undefined : new PushDiagnostics(session, diagnosticsOf);
  const elsewhere = new WorkspaceDiagnostics(session, workspace);
  if (client.pullsDiagnostics) servePulls(session, diagnosticsOf, elsewhere);
  else elsewhere.push();
  const versions = new InstalledVersions(session);
  serveDocuments(session);
  serveFeatures(session, versions, workspace);
  serveWorkspace(session, folders, workspace);
  serveRequests(session, workspace, versions);
  const probes = serveProbes(session, workspace);
  const register = log.guard('Registering for settings', undefined, registerConfiguration);
  const watch = log.guard('Registering for changes of files', undefined, watchConfigs);
  connection.onInitialized(
    log.guard('Starting', undefined, async () => {
      // A client that refuses these, or never answers, is served without them.
      void register(session);
      void watch(session);
      await workspace.scan();
    }),
  );
  connection.onShutdown(() => {
    push?.dispose();
    elsewhere.dispose();
    probes.dispose();
    workspace.dispose();
    session.typing.dispose();
    session.projects.dispose();
  });
}

/** Clients that ask for diagnostics are told when to ask again. */
function servePulls(
  session: Session,
  diagnosticsOf: DiagnosticsOf,
  elsewhere: WorkspaceDiagnostics,
): void {
  const { client, connection, events, log } = session;
  connection.languages.diagnostics.on(
    log.guard('Diagnostics', { kind: 'full', items: [] }, (params) =>
      pullDiagnostics(session, diagnosticsOf, params),
    ),
  );
  connection.languages.diagnostics.onWorkspace(
    log.guard('Diagnostics of closed files', { items: [] }, (params, token, _progress, partial) =>
      elsewhere.pull(params, token, partial),
    ),
  );
  if (!client.refreshesDiagnostics) return;
  const refresh = log.guard('Asking for new diagnostics', undefined, () =>
    connection.languages.diagnostics.refresh(),
  );
  events.outdated.on(() => void refresh());
  events.late.on(() => void refresh());
}

function serveDocuments({
  analyses,
  connection,
  documents,
  events,
  pulled,
  settings,
  typing,
}: Session): void {
  // Sent after opening as well.
  documents.onDidChangeContent(({ document: { uri } }) => events.changed.emit(uri));
  documents.onDidClose(({ document: { uri } }) => {
    analyses.forget(uri);
    pulled.forget(uri);
    settings.forget(uri);
    events.changed.emit(uri);
  });
  documents.onDidSave(({ document: { uri } }) => typing.leave(uri));
  documents.listen(connection);
}

function serveFeatures(session: Session, versions: InstalledVersions, workspace: Workspace): void {
  const { client, connection, log } = session;
  connection.onHover(log.guard('A hover', null, (params) => hover(session, versions, params)));
  connection.onCompletion(
    log.guard('A completion', [], (params) => completion(session, versions, params)),
  );
  connection.onDocumentSymbol(
    log.guard('Document symbols', [], (params) => documentSymbols(session, params)),
  );
  connection.onDocumentLinks(
    log.guard('Document links', [], (params) => documentLinks(session, params)),
  );
  connection.onCodeAction(
    log.guard('Code actions', [], (params) => codeActions(session, versions, params)),
  );
  if (client.resolvesEdits) {
    // An action without an edit does nothing, which is what should happen then.
    connection.onCodeActionResolve((action, token) =>
      log.guard('Resolving a code action', action, () =>
        resolveCodeAction(session, workspace, versions, action, token),
      )(),
    );
  }
  if (takesCommands(client)) {
    connection.onExecuteCommand(
      log.guard('A command', undefined, (params, token) =>
        executeCommand(session, workspace, versions, params, token),
      ),
    );
  }
}

function serveWorkspace(session: Session, folders: Set<string>, workspace: Workspace): void {
  const { client, connection, events, log, projects, settings } = session;
  connection.onDidChangeConfiguration(
    log.guard('A change of settings', undefined, ({ settings: pushed }) => {
      settings.changed(pushed);
      workspace.rescan();
      events.outdated.emit();
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri);
    workspace.watched(uris);
    projects.watched(uris);
  });
  if (!client.reportsFolders) return;
  // The library's own event would register itself here, before the client takes registrations.
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    const { added, removed } = event;
    for (const { uri } of removed) folders.delete(uri);
    for (const { uri } of added) folders.add(uri);
    projects.keepOnly(session.folders());
    workspace.rescan();
  });
}

/** What only a client of ours asks for. */
function serveRequests(session: Session, workspace: Workspace, versions: InstalledVersions): void {
  const { attestations, connection, log } = session;
  const problem = sentence`The log of MCP Checklist says why.`;
  const nothing = { edit: null, attestations: null, problem };
  connection.onRequest(
    attest,
    log.guard('Attesting', nothing, (params) => attestServer(session, workspace, params)),
  );
  connection.onRequest(
    withdraw,
    log.guard('Withdrawing', nothing, (params) => withdrawAttestation(session, workspace, params)),
  );
  connection.onRequest(
    drafts,
    log.guard('Drafting', [], (params) => draftsOf(session, params)),
  );
  connection.onRequest(
    scan,
    log.guard('Reading the workspace', null, async ({ token: progress }, token) => {
      const report = (read: number): void => {
        if (progress === null) return;
        // Fails where nobody listens any more.
        connection.sendProgress(scanProgress, progress, read).catch(() => undefined);
      };
      await workspace.scan({ report, token });
      return token.isCancellationRequested ? null : workspace.totals();
    }),
  );
  connection.onRequest(
    newConfigsRequest,
    log.guard('Offering configs', [], (params) => newConfigs(session, params)),
  );
  const noEdit = { edit: null, problem };
  connection.onRequest(
    switchServer,
    log.guard('Switching a server', { ...noEdit, note: null }, (params) =>
      switchServers(session, workspace, params),
    ),
  );
  connection.onRequest(
    ignore,
    log.guard('Ignoring a finding', noEdit, (params) => ignoreFinding(session, params)),
  );
  const noMoved = noMove(noEdit.problem);
  connection.onRequest(
    moveSecretsRequest,
    log.guard('Moving a secret', noMoved, (params, token) =>
      moveSecrets(session, workspace, versions, params, token),
    ),
  );
  const noFix: FixRuleResult = { ...noMoved, fixes: 0, planned: [], unfixed: 0 };
  connection.onRequest(
    fixRuleRequest,
    log.guard('Fixing a rule', noFix, (params, token) =>
      fixRule(session, workspace, versions, params, token),
    ),
  );
  connection.onNotification(caretMoved, ({ uri, position }) => {
    const document = session.documents.get(uri);
    if (document) session.typing.leave(uri, document.offsetAt(position));
  });
  connection.onRequest(
    credentials,
    log.guard('Listing credentials', [], (params) => credentialsInReach(workspace, params)),
  );
  connection.onRequest(
    rotate,
    log.guard('Replacing a credential', noRotation(problem), (params) =>
      rotateCredential(session, workspace, params),
    ),
  );
  connection.onRequest(
    toJanee,
    log.guard('Moving a key to Janee', noJanee(problem), (params) =>
      moveToJanee(session, workspace, params),
    ),
  );
  connection.onNotification(personalAttestations, (all) => {
    attestations.replace(all);
    session.projects.outdate();
    workspace.keptChanged();
  });
}

/** Pulled settings have to be asked for again, and some clients only say so to those who registered. */
async function registerConfiguration({ client, connection }: Session): Promise<void> {
  if (!client.registersConfiguration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}
