import { createHmac } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  type CancellationToken,
  CancellationTokenSource,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Command,
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  type RequestType,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import { type analyze, survey } from '../../rules/index.ts';
import { startServer } from '../../server/lsp/server.ts';
import { isConfigPath } from '../../server/machine/find.ts';
import { planning } from '../../server/probe/kit.ts';
import {
  type AttestParams,
  type AttestResult,
  attest,
  type ChecklistUpdate,
  type DraftOffer,
  type DraftParams,
  drafts,
  type EditResult,
  type FixRuleParams,
  type FixRuleResult,
  fixRule,
  type IgnoreParams,
  type InitializationOptions,
  ignore,
  MOVE_SECRETS,
  type MoveParams,
  type MoveResult,
  moveSecrets,
  type ProjectState,
  projectsChanged,
  type ScanResult,
  type SecretsGo,
  scan,
  type WithdrawParams,
  withdraw,
} from '../../server/protocol.ts';
import { LookupError } from '../../server/registry/types.ts';
import type { Runtime } from '../../server/runtime/runtime.ts';
import type { Engine } from '../../server/workspace/inspector.ts';
import { onChecklist } from '../items.ts';
import { type ProfileName, profiles } from './profiles.ts';

interface Options {
  readonly profile?: ProfileName;
  readonly options?: InitializationOptions;
  /** The answer to `workspace/configuration`; can be replaced later. */
  readonly settings?: unknown;
  /** Files on the disk of the fake machine, by absolute path. */
  readonly files?: Record<string, string>;
  readonly folders?: readonly string[];
  readonly runtime?: Partial<Runtime>;
  /** Takes the place of the engine's own. */
  readonly analyze?: typeof analyze;
}

const running: TestClient[] = [];

const nobody = () => Promise.reject(new Error('nothing is started or sent here'));

afterEach(async () => {
  await Promise.all(running.splice(0).map((client) => client.stop()));
});

/** Starts a server in this process and shakes hands with it. */
export async function connect(options: Options = {}): Promise<TestClient> {
  const client = new TestClient(options);
  running.push(client);
  await client.start();
  return client;
}

/** The few things an editor does, typed, over the same bytes it would send. */
export class TestClient {
  readonly files: Map<string, string>;
  /** Everything the server has sent, as it came over the wire. */
  wire = '';
  settings: unknown;
  initialized: InitializeResult | undefined;
  refreshes = 0;
  readonly published = new Map<string, { version: number | undefined; items: Diagnostic[] }>();
  readonly checklists: ChecklistState[] = [];
  /** The same as it was sent, bit by bit. */
  readonly updates: ChecklistUpdate[] = [];
  readonly messages: string[] = [];
  readonly logs: string[] = [];
  readonly registrations: string[] = [];
  /** What the registrations ask for, by the method of each. */
  readonly registered = new Map<string, unknown>();
  readonly projects: (readonly ProjectState[])[] = [];
  readonly applied: WorkspaceEdit[] = [];
  #listeners = 0;
  readonly #options: Options;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #streams = [new PassThrough(), new PassThrough()] as const;

  constructor(options: Options) {
    this.#options = options;
    this.files = new Map(Object.entries(options.files ?? {}));
    this.settings = options.settings;
    const [toServer, toClient] = this.#streams;
    toClient.on('data', (chunk: Buffer) => {
      this.wire += chunk.toString('utf8');
    });
    startServer(
      createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
      ),
      { ...this.#fakeRuntime(), ...options.runtime },
      options.analyze && engineOf(options.analyze),
    );
    this.#connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#listen();
  }

  async start(): Promise<void> {
    const folders = this.#options.folders ?? [];
    this.initialized = await this.#connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((path) => ({ uri: `file://${path}`, name: path })),
      capabilities: profiles[this.#options.profile ?? 'vscode'],
      initializationOptions: this.#options.options,
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    this.#connection.dispose();
    for (const stream of this.#streams) stream.destroy();
  }

  open(uri: string, text: string, languageId = 'jsonc'): TextDocument {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    const textDocument = { uri, languageId, version: 1, text };
    void this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return document;
  }

  /** Types over a part of the text, as an editor reports it. */
  edit(uri: string, start: number, end: number, text: string): void {
    const document = this.document(uri);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const version = document.version + 1;
    const contentChanges = [{ range, text }];
    TextDocument.update(document, contentChanges, version);
    void this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  replace(uri: string, text: string): void {
    this.edit(uri, 0, this.document(uri).getText().length, text);
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    const textDocument = { uri };
    void this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.#connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** Asks about files that are not open; told bit by bit where somebody listens. */
  pullWorkspace(
    seen: Readonly<Record<string, string>> = {},
    listen?: { token: CancellationToken; told(report: WorkspaceDiagnosticReport): void },
  ): Promise<WorkspaceDiagnosticReport> {
    const previousResultIds = Object.entries(seen).map(([uri, value]) => ({ uri, value }));
    if (!listen)
      return this.#connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    const { type, partialResult } = WorkspaceDiagnosticRequest;
    const partialResultToken = `closed-${this.#listeners}`;
    this.#listeners += 1;
    this.#connection.onProgress(partialResult, partialResultToken, (report) => listen.told(report));
    const params = { previousResultIds, partialResultToken };
    return this.#connection.sendRequest(type, params, listen.token);
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  async actions(
    uri: string,
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<(CodeAction | Command)[]> {
    const answer = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
    return answer ?? [];
  }

  /** The quick fixes at the first diagnostic of a rule. */
  async fixes(uri: string, rule: string, diagnostics?: Diagnostic[]): Promise<CodeAction[]> {
    const all = diagnostics ?? (await this.diagnostics(uri));
    const diagnostic = all.find(({ code }) => code === rule);
    if (!diagnostic) throw new Error(`no diagnostic of ${rule}`);
    return (await this.actions(uri, diagnostic.range)) as CodeAction[];
  }

  /** What is said at an offset, as Markdown; undefined for nothing. */
  async hover(uri: string, offset: number): Promise<string | undefined> {
    const position = this.document(uri).positionAt(offset);
    const params = { textDocument: { uri }, position };
    const answer = await this.#connection.sendRequest(HoverRequest.type, params);
    const contents = answer?.contents;
    return contents && typeof contents === 'object' && 'value' in contents
      ? contents.value
      : undefined;
  }

  /** The names in the outline of a document. */
  async symbols(uri: string): Promise<readonly DocumentSymbol[]> {
    const answer = await this.#connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    return (answer ?? []) as DocumentSymbol[];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.#connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  async complete(uri: string, offset: number): Promise<readonly CompletionItem[]> {
    const position = this.document(uri).positionAt(offset);
    const answer = await this.#connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  links(uri: string): Promise<DocumentLink[] | null> {
    return this.#connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  }

  async execute(command: Command): Promise<void> {
    await this.#connection.sendRequest(ExecuteCommandRequest.type, {
      command: command.command,
      arguments: command.arguments ?? [],
    });
  }

  attest(params: AttestParams): Promise<AttestResult> {
    return this.#connection.sendRequest(attest, params);
  }

  drafts(params: DraftParams): Promise<readonly DraftOffer[]> {
    return this.#connection.sendRequest(drafts, params);
  }

  withdraw(params: WithdrawParams): Promise<AttestResult> {
    return this.#connection.sendRequest(withdraw, params);
  }

  ignore(params: IgnoreParams): Promise<EditResult> {
    return this.#connection.sendRequest(ignore, params);
  }

  fixRule(params: FixRuleParams): Promise<FixRuleResult> {
    return this.#connection.sendRequest(fixRule, params);
  }

  moveSecrets(params: MoveParams): Promise<MoveResult> {
    return this.#connection.sendRequest(moveSecrets, params);
  }

  /** The edit of an action that takes secrets out, once it is said where they go; it comes with no edit of its own. */
  async moved(action: CodeAction | undefined, go: SecretsGo = 'discard'): Promise<MoveResult> {
    const [fix] = action?.command?.arguments ?? [];
    if (action?.edit || action?.command?.command !== MOVE_SECRETS)
      throw new Error(`"${action?.title}" asks nobody`);
    const { question } = await this.moveSecrets({ fix });
    if (!question) throw new Error(`nothing is asked about "${action.title}"`);
    return this.moveSecrets({ fix, answer: { go, stamp: question.stamp } });
  }

  async scan(): Promise<ScanResult | null> {
    return this.#connection.sendRequest(scan, { token: null });
  }

  /** Asks for one thing that only a client of ours asks for. */
  ask<P, R>(type: RequestType<P, R, void>, params: P): Promise<R> {
    return this.#connection.sendRequest(type.method, params);
  }

  /** The same for what can be called off. */
  askCancellable<P, R>(
    type: RequestType<P, R, void>,
    params: P,
  ): { readonly answer: Promise<R>; readonly cancel: () => void } {
    const source = new CancellationTokenSource();
    const answer = this.#connection.sendRequest<R>(type.method, params, source.token);
    return { answer, cancel: () => source.cancel() };
  }

  notify(method: string, params: unknown): void {
    void this.#connection.sendNotification(method, params);
  }

  /** The text after an edit, refused where it is about another version. */
  after(edit: WorkspaceEdit | null | undefined): string {
    if (!edit) throw new Error('there is no edit');
    const [change] = edit.documentChanges ?? [];
    if (change && 'edits' in change) {
      const document = this.document(change.textDocument.uri);
      if (change.textDocument.version !== document.version) throw new Error('a stale edit');
      const edits = change.edits.filter((it) => 'newText' in it);
      return TextDocument.applyEdits(document, edits);
    }
    const [uri, edits] = Object.entries(edit.changes ?? {})[0] ?? [];
    if (uri === undefined || !edits) throw new Error('an empty edit');
    return TextDocument.applyEdits(this.document(uri), edits);
  }

  /** Waits until something is true; the server owes an answer, nobody knows when. */
  async until<T>(look: () => T | undefined | false, patience = 5_000): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const seen = look();
      if (seen !== undefined && seen !== false) return seen;
      if (Date.now() > deadline) throw new Error('it did not happen in time');
      await sleep(5);
    }
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations.map(({ method }) => method));
      for (const it of registrations) this.registered.set(it.method, it.registerOptions);
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes += 1;
    });
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    connection.onNotification(
      PublishDiagnosticsNotification.type,
      ({ uri, version, diagnostics }) => {
        this.published.set(uri, { version, items: diagnostics });
      },
    );
    onChecklist(
      connection,
      (state) => void this.checklists.push(state),
      (update) => void this.updates.push(update),
    );
    connection.onNotification(projectsChanged, (state) => void this.projects.push(state));
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logs.push(message);
    });
    connection.listen();
  }

  /** A machine with a disk of its own, and nothing installed on it. */
  #fakeRuntime(): Runtime {
    return {
      versions: {
        hostAsked: async () => undefined,
        installedVersion: async () => undefined,
        newestVersion: async () => {
          throw new LookupError('There is no registry here.');
        },
      },
      // Whoever starts one without a test that expects it fails.
      probes: () => ({ ...planning, prober: { probe: nobody, ask: nobody } }),
      now: () => Date.now(),
      later(task, milliseconds) {
        const timer = setTimeout(task, milliseconds);
        return () => clearTimeout(timer);
      },
      pathOf: (uri) =>
        uri.startsWith('file://') ? decodeURIComponent(uri.slice('file://'.length)) : undefined,
      uriOf: (path) => `file://${path}`,
      readText: async (path) => this.files.get(path),
      findConfigs: async (folder) => ({
        paths: [...this.files.keys()].filter(
          (path) => path.startsWith(`${folder}/`) && isConfigPath(path),
        ),
        manifests: [],
        projectManifests: [],
        cut: false,
      }),
      isFoundIn: async (path) => this.files.has(path),
      homeConfigs: async () => [...this.files.keys()].filter((path) => path.startsWith('/home/')),
      homeFolder: '/home/ada',
      isLink: async () => false,
      isOwn: async () => true,
      exists: async (path) => [...this.files.keys()].some((it) => it.startsWith(`${path}/`)),
      readableByAll: async () => false,
      askGit: async () => new Map(),
      storeSecrets: async (file, entries) => {
        const lines = entries.map(({ name, value }) => `${name}=${value}\n`);
        this.files.set(file, (this.files.get(file) ?? '') + lines.join(''));
        const names = entries.map(({ name }) => name);
        return { file, names, shellOnly: [], leftovers: [] };
      },
      appendLine: async () => undefined,
      writeBeside: async (path, _before, after) => {
        if (after === null) this.files.delete(path);
        else this.files.set(path, after);
      },
      secretManagers: async () => [],
      digest: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
      hashCredential: (value) => createHmac('sha256', 'test').update(value).digest('hex'),
    };
  }
}

/** One that judges every text as a whole. */
function engineOf(judge: typeof analyze): Engine {
  const watch: Engine['watch'] = (text, options) => {
    const whole = judge(text, options);
    return { findings: whole.findings, whole, followed: undefined };
  };
  return { analyze: judge, survey, watch };
}
