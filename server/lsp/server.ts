import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sentence } from '../../rules/secrets/safe.ts';
import { version } from '../machine/version.ts';
import {
  APPLY_FIX,
  attest,
  FIX_ALL,
  type FixRuleResult,
  fixRule as fixRuleRequest,
  ignore,
  moveSecrets as moveSecretsRequest,
  personalAttestations,
  SOURCE,
  scan,
  scanProgress,
  switchServer,
  withdraw,
} from '../protocol.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { FactStore } from '../workspace/fact-store.ts';
import { type Engine, Inspector } from '../workspace/inspector.ts';
import { Analyses } from './analyses.ts';
import { type ClientProfile, readProfile } from './client-profile.ts';
import { attestServer, withdrawAttestation } from './features/attest.ts';
import { diagnosticsOf, pullDiagnostics } from './features/diagnostics.ts';
import { documentLinks } from './features/document-links.ts';
import { hover } from './features/hover.ts';
import { ignoreFinding } from './features/ignore.ts';
import { PushDiagnostics } from './features/push-diagnostics.ts';
import { switchOneServer } from './features/switch-server.ts';
import { codeActions, resolveCodeAction } from './fixes/code-actions.ts';
import { executeCommand } from './fixes/commands.ts';
import { fixRule } from './fixes/fix-rule.ts';
import { moveSecrets } from './fixes/move-secrets.ts';
import { noMove } from './fixes/secrets-answer.ts';
import { InstalledVersions } from './fixes/versions.ts';
import { Log } from './log.ts';
import { PersonalAttestations } from './personal-attestations.ts';
import type { Session } from './session.ts';
import { SECTION, SettingsStore } from './settings-store.ts';
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

function createSession(
  connection: Connection,
  runtime: Runtime,
  client: ClientProfile,
  folders: ReadonlySet<string>,
  engine: Engine | undefined,
): Session {
  const log = new Log(connection.console);
  const settings = new SettingsStore(connection, client, log);
  const openFolders = () => [...folders].flatMap((uri) => runtime.pathOf(uri) ?? []);
  const facts = new FactStore({
    runtime,
    folders: openFolders,
    trusted: client.options.trusted !== false,
    syntaxReported: client.options.syntaxReported === true,
    complain: (path, problems) => log.project(path, problems),
    secretManager: async () => (await settings.for('')).secretManager,
  });
  const inspector = new Inspector(
    facts,
    (_path, rule, error) => log.failure(`The rule ${rule}`, error),
    engine,
  );
  return {
    connection,
    runtime,
    client,
    documents: new TextDocuments(TextDocument),
    settings,
    inspector,
    analyses: new Analyses(runtime, settings, facts, inspector),
    facts,
    attestations: new PersonalAttestations(),
    log,
    folders: openFolders,
  };
}

function capabilitiesFor(client: ClientProfile): InitializeResult['capabilities'] {
  const capabilities: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    documentLinkProvider: {},
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
      resolveProvider: client.resolvesEdits,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  if (client.pullsDiagnostics) {
    capabilities.diagnosticProvider = {
      identifier: SOURCE,
      interFileDependencies: false,
      workspaceDiagnostics: false,
    };
  }
  // Where edits come late by themselves, a command would only be one more name in the client's registry.
  if (takesCommands(client)) capabilities.executeCommandProvider = { commands: [APPLY_FIX] };
  return capabilities;
}

/** Clients that wait for no edit, and those that cannot ask where a secret goes. */
function takesCommands({ resolvesEdits, options }: ClientProfile): boolean {
  return !resolvesEdits || !options.asksForSecrets;
}

function serve(session: Session, folders: Set<string>): void {
  const { client, log } = session;
  const versions = new InstalledVersions(session);
  const push = client.pullsDiagnostics
    ? undefined
    : new PushDiagnostics(session, (document) => diagnosticsOf(session, workspace, document));
  const refresh = log.guard('Asking for new diagnostics', undefined, () =>
    refreshDiagnostics(session, push),
  );
  const workspace: Workspace = new Workspace(session, () => void refresh());
  serveDocuments(session, push, workspace);
  serveFeatures(session, versions, workspace);
  serveWorkspace(session, folders, push, workspace);
  serveRequests(session, workspace, versions);
  const register = log.guard('Registering for settings', undefined, registerConfiguration);
  const watch = log.guard('Registering for changes of files', undefined, watchConfigs);
  session.connection.onInitialized(
    log.guard('Starting', undefined, async () => {
      // A client that refuses these, or never answers, is served without them.
      void register(session);
      void watch(session);
      await workspace.scan();
    }),
  );
  session.connection.onShutdown(() => {
    push?.dispose();
    workspace.dispose();
  });
}

function serveDocuments(
  { analyses, connection, documents, log, settings }: Session,
  push: PushDiagnostics | undefined,
  workspace: Workspace,
): void {
  // Sent after opening as well.
  documents.onDidChangeContent(({ document: { uri } }) => {
    push?.schedule(uri);
    workspace.touched(uri);
  });
  documents.onDidClose(
    log.guard('Closing a document', undefined, async ({ document: { uri } }) => {
      analyses.forget(uri);
      settings.forget(uri);
      workspace.touched(uri);
      await push?.clear(uri);
    }),
  );
  documents.listen(connection);
}

function serveFeatures(session: Session, versions: InstalledVersions, workspace: Workspace): void {
  const { client, connection, log } = session;
  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(
      log.guard('Diagnostics', { kind: 'full', items: [] }, (params) =>
        pullDiagnostics(session, workspace, params),
      ),
    );
  }
  connection.onHover(log.guard('A hover', null, (params) => hover(session, params)));
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

function serveWorkspace(
  session: Session,
  folders: Set<string>,
  push: PushDiagnostics | undefined,
  workspace: Workspace,
): void {
  const { client, connection, log, settings } = session;
  connection.onDidChangeConfiguration(
    log.guard('A change of settings', undefined, async ({ settings: pushed }) => {
      settings.changed(pushed);
      workspace.rescan();
      await refreshDiagnostics(session, push);
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace.watched(changes.map(({ uri }) => uri));
  });
  if (!client.reportsFolders) return;
  // The library's own event would register itself here, before the client takes registrations.
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    const { added, removed } = event;
    for (const { uri } of removed) folders.delete(uri);
    for (const { uri } of added) folders.add(uri);
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
    scan,
    log.guard('Reading the workspace', null, async ({ token: progress }, token) => {
      const report = (read: number): void => {
        if (progress === null) return;
        // Fails where nobody listens any more.
        connection.sendProgress(scanProgress, progress, read).catch(() => undefined);
      };
      await workspace.scan({ report, token });
      return null;
    }),
  );
  const noEdit = { edit: null, problem };
  connection.onRequest(
    switchServer,
    log.guard('Switching a server', noEdit, (params) =>
      switchOneServer(session, workspace, params),
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
  const noFix: FixRuleResult = { ...noMoved, fixes: 0 };
  connection.onRequest(
    fixRuleRequest,
    log.guard('Fixing a rule', noFix, (params, token) =>
      fixRule(session, workspace, versions, params, token),
    ),
  );
  connection.onNotification(personalAttestations, (all) => {
    attestations.replace(all);
    workspace.attestationsChanged();
  });
}

/** Pulled settings have to be asked for again, and some clients only say so to those who registered. */
async function registerConfiguration({ client, connection }: Session): Promise<void> {
  if (!client.registersConfiguration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}

/** Has every open document judged anew, for a reason outside of its text. */
async function refreshDiagnostics(
  { client, connection }: Session,
  push: PushDiagnostics | undefined,
): Promise<void> {
  push?.scheduleAll();
  if (client.pullsDiagnostics && client.refreshesDiagnostics) {
    await connection.languages.diagnostics.refresh();
  }
}
