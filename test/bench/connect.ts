import { type ChildProcess, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A server in a process of its own, over its standard input and output. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  readonly coldStart: number;
  stop(): Promise<void>;
}

export async function startServer(
  args: readonly string[],
  params: Partial<InitializeParams> = {},
  prepare: (connection: ProtocolConnection) => void = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningServer> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  prepare(connection);
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
    ...params,
  });
  const coldStart = performance.now() - started;
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    child,
    connection,
    coldStart,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await gone;
      connection.dispose();
    },
  };
}
