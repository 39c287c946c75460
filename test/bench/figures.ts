import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseTree } from 'jsonc-parser';
import { Bench } from 'tinybench';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { analyze } from '../../rules/index.ts';
import { seeded } from '../fake.ts';

export interface Row {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
}

/** A config as most people have one: four servers, a token, a package, an address. */
function typicalConfig(): string {
  const fake = seeded(11);
  const servers = {
    github: {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-github'],
      env: { GITHUB_TOKEN: fake.githubToken() },
    },
    files: {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem@2.4.0', '.'],
    },
    docs: { type: 'http', url: 'https://mcp.acme.dev/mcp', headers: { 'X-Region': 'eu' } },
    fetch: { command: 'uvx', args: ['mcp-server-fetch==2026.11.11'] },
  };
  return JSON.stringify({ servers }, null, 2);
}

const text = typicalConfig();
const uri = 'file:///bench/.vscode/mcp.json';
const milliseconds = (task: { p50: number; p99: number }): { p50: number; p99: number } => ({
  p50: task.p50,
  p99: task.p99,
});

/** Judging a typical config against parsing it, turn by turn in one process. */
export async function measureAnalyze(): Promise<readonly Row[]> {
  const bench = new Bench({ time: 1000, warmupTime: 500 });
  bench.add('parseTree', () => void parseTree(text));
  bench.add('analyze', () => void analyze(text, { path: '/bench/.vscode/mcp.json' }));
  await bench.run();
  return bench.tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`${name} was not measured`);
    return { name, ...milliseconds(result.latency) };
  });
}

/** One typed character, until its diagnostics are back: the built server over real pipes. */
export async function measureKeystroke(program: string): Promise<Row> {
  const child = spawn(process.execPath, [program, 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = connectTo(child);
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const textDocument = { uri, languageId: 'jsonc', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  let version = 1;
  const bench = new Bench({ time: 2000, warmupTime: 1000 });
  bench.add('keystroke', async () => {
    version += 1;
    const at = { line: 1, character: 2 };
    // A blank in, a blank out: the text never grows.
    const change =
      version % 2 === 0
        ? { range: { start: at, end: at }, text: ' ' }
        : { range: { start: at, end: { ...at, character: 3 } }, text: '' };
    const contentChanges = [change];
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  });
  await bench.run();
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  const [task] = bench.tasks;
  if (!task || !('latency' in task.result)) throw new Error('the keystroke was not measured');
  return { name: 'keystroke', ...milliseconds(task.result.latency) };
}

/** Undefined before `npm run package`. */
export function vsixBytes(root: string): number | undefined {
  const file = path.join(root, 'mcp-checklist.vsix');
  return existsSync(file) ? statSync(file).size : undefined;
}

export function connectTo(child: ChildProcess): ProtocolConnection {
  if (!child.stdout || !child.stdin) throw new Error('the server has no pipes');
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return connection;
}
