import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type Diagnostic,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

import type { InitializationOptions } from '../../server/protocol.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/cli.cjs');

/** The program as it ships, serving over its standard input and output. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly exited: Promise<number | null>;

  constructor(home: string) {
    const child = spawn(process.execPath, [PROGRAM, 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, HOME: home, USERPROFILE: home },
    });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    // A server that is killed in the middle of an answer is part of the plan.
    child.stdin.on('error', () => undefined);
    this.connection.onError(() => undefined);
    this.connection.listen();
  }

  async start(rootUri: string, options: InitializationOptions = {}): Promise<void> {
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
      initializationOptions: { checklist: true, ...options },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const params = { textDocument: { uri } };
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, params);
    return report.kind === 'full' ? report.items : [];
  }

  /** Mebibytes; undefined where the kernel does not tell. */
  memory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
    this.connection.dispose();
  }
}
