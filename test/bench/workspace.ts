import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
} from 'vscode-languageserver/node';
import { checklistChanged } from '../../server/protocol.ts';
import { seeded } from '../fake.ts';
import { connectTo, type Row } from './figures.ts';

const CONFIGS = 1000;
const EDITS = 20;

/**
 * A workspace of a thousand configs with a credential each: the first scan, then edits that make a credential one
 * that stands in another config too, until that config says so. Both with the tenth of a second that the server
 * waits for more to come.
 */
export async function measureWorkspace(program: string): Promise<readonly Row[]> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-bench-'));
  try {
    return await measure(program, root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measure(program: string, root: string): Promise<readonly Row[]> {
  const fake = seeded(5);
  const tokens = Array.from({ length: CONFIGS }, () => fake.githubToken());
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
  const child = spawn(process.execPath, [program, 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HOME: root, USERPROFILE: root },
  });
  const connection = connectTo(child);
  let refreshed: () => void = () => undefined;
  connection.onRequest(DiagnosticRefreshRequest.type, () => refreshed());
  const scanned = new Promise<void>((resolve) => {
    connection.onNotification(checklistChanged, ({ configs }) => {
      if (configs === CONFIGS) resolve();
    });
  });
  const started = performance.now();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
    initializationOptions: { checklist: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await scanned;
  const scan = performance.now() - started;

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
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return [
    { name: `first scan of ${CONFIGS} configs`, p50: scan, p99: scan },
    { name: `one edit among ${CONFIGS} configs, told in another`, p50: at(0.5), p99: at(0.99) },
  ];
}
