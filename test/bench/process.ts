import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
/** V8 tidies up when little has been allocated for eight seconds. */
const REST_MS = 10_000;

export interface ProcessRow {
  readonly coldStartMs: number;
  readonly emptyColdStartMs: number;
  readonly ratio: number;
  readonly rssMiB: number;
  readonly emptyRssMiB: number;
  readonly rssAfterEditsMiB: number;
  /** When nobody has typed for some seconds. */
  readonly rssAtRestMiB: number;
  /** What is in use when a tenth of the edits is done, and after all of them; NaN where no signal can ask. */
  readonly liveMiB: number;
  readonly liveAfterEditsMiB: number;
}

/**
 * What the server costs before and after it has worked.
 *
 * @param empty the program of a server of the same library that does nothing
 * @param live what is loaded in front of it to ask for its memory
 */
export async function measureProcess(
  program: string,
  empty: string,
  live: string,
): Promise<ProcessRow> {
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
  await edit(server, 0, EDITS);
  const rssAfterEditsMiB = rssOf(server);
  await sleep(REST_MS);
  const rssAtRestMiB = rssOf(server);
  await server.stop();
  const ratio = coldStartMs / emptyColdStartMs;
  const resident = { rssMiB, emptyRssMiB, rssAfterEditsMiB, rssAtRestMiB };
  return {
    coldStartMs,
    emptyColdStartMs,
    ratio,
    ...resident,
    ...(await measureLive(program, live)),
  };
}

/** In a process of its own: throwing away what is not in use changes what is resident. */
async function measureLive(
  program: string,
  live: string,
): Promise<Pick<ProcessRow, 'liveMiB' | 'liveAfterEditsMiB'>> {
  if (process.platform === 'win32') return { liveMiB: Number.NaN, liveAfterEditsMiB: Number.NaN };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-bench-'));
  const file = path.join(folder, 'live');
  const env = { ...process.env, LIVE_FILE: file };
  const args = ['--expose-gc', '--require', live, program, 'lsp', '--stdio'];
  const server = await startServer(args, {}, undefined, env);
  const ask = async (): Promise<number> => {
    rmSync(file, { force: true });
    server.child.kill('SIGUSR2');
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') await sleep(10);
    return Number(readFileSync(file, 'utf8'));
  };
  try {
    await edit(server, 0, EDITS / 10);
    const liveMiB = await ask();
    await edit(server, EDITS / 10, EDITS);
    return { liveMiB, liveAfterEditsMiB: await ask() };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function coldStart(args: readonly string[]): Promise<number> {
  const server = await startServer(args);
  await server.stop();
  return server.coldStart;
}

async function edit({ connection }: RunningServer, from: number, to: number): Promise<void> {
  const uri = 'file:///bench/.cursor/mcp.json';
  const text = typicalConfig('mcpServers');
  const textDocument = { uri, languageId: 'jsonc', version: 1, text };
  if (from === 0)
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  for (let version = from + 2; version < to + 2; version += 1) {
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
