import { readFileSync } from 'node:fs';
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { type RunningServer, startServer } from './connect.ts';
import { latencyOf } from './stats.ts';
import { typicalConfig } from './texts.ts';

const STARTS = 15;
const EDITS = 10_000;

export interface ProcessRow {
  readonly coldStartMs: number;
  readonly emptyColdStartMs: number;
  readonly ratio: number;
  readonly rssMiB: number;
  readonly emptyRssMiB: number;
  readonly rssAfterEditsMiB: number;
}

/**
 * What the server costs before and after it has worked.
 *
 * @param empty the program of a server of the same library that does nothing
 */
export async function measureProcess(program: string, empty: string): Promise<ProcessRow> {
  const own: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    own.push(await coldStart([program, 'lsp', '--stdio']));
    theirs.push(await coldStart([empty, '--stdio']));
  }
  const [coldStartMs, emptyColdStartMs] = [latencyOf(own).p50, latencyOf(theirs).p50];
  const idle = await startServer([empty, '--stdio']);
  const emptyRssMiB = rssOf(idle);
  await idle.stop();
  const server = await startServer([program, 'lsp', '--stdio']);
  const rssMiB = rssOf(server);
  await edit(server);
  const rssAfterEditsMiB = rssOf(server);
  await server.stop();
  const ratio = coldStartMs / emptyColdStartMs;
  return { coldStartMs, emptyColdStartMs, ratio, rssMiB, emptyRssMiB, rssAfterEditsMiB };
}

async function coldStart(args: readonly string[]): Promise<number> {
  const server = await startServer(args);
  await server.stop();
  return server.coldStart;
}

async function edit({ connection }: RunningServer): Promise<void> {
  const uri = 'file:///bench/.cursor/mcp.json';
  const text = typicalConfig('mcpServers');
  const textDocument = { uri, languageId: 'jsonc', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  for (let version = 2; version < EDITS + 2; version += 1) {
    const contentChanges = [{ text: text.replace('"eu"', `"eu-${version}"`) }];
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  }
}

/** From the kernel; NaN where it does not tell. */
function rssOf({ child }: RunningServer): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
