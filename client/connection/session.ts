import * as vscode from 'vscode';
import type {
  LanguageClient,
  NotificationType,
  RequestType,
  WorkspaceEdit,
} from 'vscode-languageclient/node';
import { State as ClientState, Trace } from 'vscode-languageclient/node';
import {
  checklistChanged,
  probeProgress,
  type ScanResult,
  SECTION,
  scan,
  scanProgress,
} from '../../server/protocol.ts';
import type { State } from '../tree/state.ts';

/**
 * The running server, and the only thing that starts or stops one.
 *
 * Starts and stops wait for each other: a client that is told to stop while it starts throws, and two
 * restarts at once leave two servers behind that both publish diagnostics for the same files.
 */
export class Session {
  readonly #create: () => LanguageClient;
  readonly #state: State;
  readonly #log: vscode.LogOutputChannel;
  #queue: Promise<void> = Promise.resolve();
  readonly #started = new Set<() => Promise<void>>();
  #client: LanguageClient | undefined;
  /** Names what has progress. */
  #asked = 0;

  constructor(create: () => LanguageClient, state: State, log: vscode.LogOutputChannel) {
    this.#create = create;
    this.#state = state;
    this.#log = log;
  }

  start(): Promise<void> {
    return this.#enqueue(() => this.#start());
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#stop());
  }

  /** A new server in place of the one that runs, if one does. */
  renew(): Promise<void> {
    return this.#enqueue(async () => {
      if (!this.#client) return;
      await this.#stop();
      await this.#start();
    });
  }

  restart(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** Asks the running server; undefined where none runs. */
  async request<P, R>(
    type: RequestType<P, R, void>,
    params: P,
    token?: vscode.CancellationToken,
  ): Promise<R | undefined> {
    await this.#queue;
    const client = this.#client;
    if (!client?.isRunning()) return undefined;
    // Without a token it must not be passed on: it would arrive as a second parameter.
    const asked = token
      ? client.sendRequest<R>(type.method, params, token)
      : client.sendRequest<R>(type.method, params);
    // What was called off has no answer.
    return token ? asked.catch((error) => this.#unless(token, error)) : asked;
  }

  /** The same with what a person typed for one place alone: no log gets it, however much is logged. */
  async requestUntraced<P, R>(type: RequestType<P, R, void>, params: P): Promise<R | undefined> {
    const client = this.#client;
    if (this.#log.logLevel !== vscode.LogLevel.Trace) return this.request(type, params);
    await client?.setTrace(Trace.Off);
    try {
      return await this.request(type, params);
    } finally {
      const wanted = vscode.workspace.getConfiguration(SECTION).get('trace.server', 'messages');
      await client?.setTrace(Trace.fromString(wanted));
    }
  }

  async notify<P>(type: NotificationType<P>, params: P): Promise<void> {
    await this.#queue;
    if (this.#client?.isRunning()) await this.#client.sendNotification(type.method, params);
  }

  /** An edit as VS Code takes it. */
  async convert(edit: WorkspaceEdit): Promise<vscode.WorkspaceEdit | undefined> {
    return this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit);
  }

  /** Something to do whenever a server has come up. */
  onStart(listener: () => Promise<void>): vscode.Disposable {
    this.#started.add(listener);
    return { dispose: () => this.#started.delete(listener) };
  }

  /** Has everything looked at again, also what no watcher reports. */
  async scan(
    report: (read: number) => void,
    token: vscode.CancellationToken,
  ): Promise<ScanResult | null | undefined> {
    await this.#queue;
    if (!this.#client?.isRunning()) await this.restart();
    const client = this.#client;
    if (!client?.isRunning()) return undefined;
    this.#asked += 1;
    const name = `scan-${this.#asked}`;
    const progress = client.onProgress(scanProgress, name, report);
    return this.request(scan, { token: name }, token).finally(() => progress.dispose());
  }

  /** Asks for what takes its time, and is told what it is at. */
  async follow<P extends { readonly token: string }, R>(
    type: RequestType<P, R, void>,
    params: Omit<P, 'token'>,
    report: (text: string) => void,
    token: vscode.CancellationToken,
  ): Promise<R | undefined> {
    await this.#queue;
    this.#asked += 1;
    const name = `probe-${this.#asked}`;
    const progress = this.#client?.onProgress(probeProgress, name, report);
    return this.request(type, { ...params, token: name } as P, token).finally(() =>
      progress?.dispose(),
    );
  }

  #unless(token: vscode.CancellationToken, error: unknown): undefined {
    if (!token.isCancellationRequested) throw error;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch((error) => {
      this.#log.error('The server could not be started or stopped.', error);
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    if (this.#client) return;
    const client = this.#create();
    this.#client = client;
    this.#state.enter('starting');
    client.onNotification(checklistChanged, (update) => this.#state.receive(update));
    client.onDidChangeState(({ newState }) => {
      if (this.#client !== client) return;
      if (newState === ClientState.Starting) this.#state.enter('starting');
      if (newState !== ClientState.Running) return;
      this.#state.enter('running');
      for (const listener of this.#started) void listener();
    });
    try {
      await client.start();
    } catch (error) {
      this.#state.enter('failed');
      throw error;
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // One that never came up, or crashed for good, cannot be stopped: it is let go.
    if (client?.isRunning()) await client.stop();
    else await client?.dispose().catch(() => undefined);
  }
}
