import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { seeded } from '../fake.ts';
import { onChecklist } from '../items.ts';
import { startServer } from './connect.ts';
import { latencyOf } from './stats.ts';

const EDITS = 20;

export interface WorkspaceRow {
  readonly configs: number;
  /** From the start of the process until the checklist counts all of them. */
  readonly scanMs: number;
  /** One edit, until another config says what follows from it. */
  readonly updateMs: number;
}

/**
 * A workspace of so many configs with a credential each: the first scan, then edits that make a credential one that
 * stands in another config too, until that config says so. Both with the tenth of a second that the server waits for
 * more to come.
 */
export async function measureWorkspace(program: string, configs: number): Promise<WorkspaceRow> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-bench-'));
  try {
    return await measure(program, root, configs);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measure(program: string, root: string, configs: number): Promise<WorkspaceRow> {
  const fake = seeded(5);
  const tokens = Array.from({ length: configs }, () => fake.githubToken());
  const fileOf = (index: number) => path.join(root, `team-${index}`, '.cursor', 'mcp.json');
  const textOf = (token: string) =>
    JSON.stringify(
      { mcpServers: { a: { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: token } } } },
      null,
      2,
    );
  for (const [index, token] of tokens.entries()) {
    mkdirSync(path.dirname(fileOf(index)), { recursive: true });
    writeFileSync(fileOf(index), textOf(token));
  }
  let refreshed: () => void = () => undefined;
  let all: () => void = () => undefined;
  const scanned = new Promise<void>((resolve) => {
    all = resolve;
  });
  const started = performance.now();
  const server = await startServer(
    [program, 'lsp', '--stdio'],
    {
      rootUri: pathToFileURL(root).href,
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { diagnostics: { refreshSupport: true } },
      },
      initializationOptions: { checklist: true },
    },
    (connection) => {
      connection.onRequest(DiagnosticRefreshRequest.type, () => refreshed());
      onChecklist(connection, (state) => {
        if (state.configs === configs) all();
      });
    },
    { ...process.env, HOME: root, USERPROFILE: root },
  );
  const { connection } = server;
  await scanned;
  const scanMs = performance.now() - started;

  const [edited, other] = [0, 1].map((index) => pathToFileURL(fileOf(index)).href);
  if (edited === undefined || other === undefined) throw new Error('there are no configs');
  for (const [uri, token] of [
    [edited, tokens[0]],
    [other, tokens[1]],
  ] as const) {
    const textDocument = { uri, languageId: 'json', version: 1, text: textOf(token ?? '') };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }
  const times: number[] = [];
  for (let version = 2; version < EDITS + 2; version += 1) {
    const shared = version % 2 === 0;
    const settled = new Promise<void>((resolve) => {
      refreshed = resolve;
    });
    const start = performance.now();
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: edited, version },
      contentChanges: [{ text: textOf(tokens[shared ? 1 : 0] ?? '') }],
    });
    await settled;
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: other },
    });
    times.push(performance.now() - start);
    const items = report.kind === 'full' ? report.items : [];
    if (items.some(({ code }) => code === 'scattered-credential') !== shared)
      throw new Error('the other config was not told');
  }
  await server.stop();
  return { configs, scanMs, updateMs: latencyOf(times).p50 };
}
