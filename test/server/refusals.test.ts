import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  type Command,
  type ConfigurationParams,
  ErrorCodes,
  InitializedNotification,
  InitializeRequest,
  type MessageConnection,
  ResponseError,
} from 'vscode-languageserver/node';
import { ServerProcess } from './process.ts';
import { profiles } from './profiles.ts';

/** Two clients that between them are asked everything we ever ask. */
const clients: Record<string, ClientCapabilities> = {
  'that does all': { ...profiles.vscode },
  'that takes commands only': {
    workspace: { ...profiles.vscode.workspace },
    textDocument: { publishDiagnostics: {} },
  },
};
/** Everything the server asks a client for. */
const QUESTIONS = [
  'client/registerCapability',
  'workspace/applyEdit',
  'workspace/configuration',
  'workspace/diagnostic/refresh',
];
const CONFIG = '{"mcpServers": {"a": {"url": "http://a.example.com/"}}}';

let home: string;
let server: ServerProcess;
let config: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mcp-checklist-refusals-'));
  mkdirSync(join(home, 'work', '.cursor'), { recursive: true });
  writeFileSync(join(home, 'work', '.cursor', 'mcp.json'), CONFIG);
  config = pathToFileURL(join(home, 'work', '.cursor', 'mcp.json')).href;
  server = new ServerProcess(home);
});
afterEach(async () => {
  await server.kill();
  rmSync(home, { recursive: true, force: true });
});

/** A session in which each question comes up that this client is asked; what it was asked. */
async function live(capabilities: ClientCapabilities, refused: string): Promise<Set<string>> {
  const asked = new Set<string>();
  const { connection } = server;
  let checklists = 0;
  connection.onNotification('mcpChecklist/checklistChanged', () => {
    checklists += 1;
  });
  // A handler for whatever is asked, which this type does not know.
  (connection as unknown as MessageConnection).onRequest((method, params) => {
    asked.add(method);
    if (method === refused) throw new ResponseError(ErrorCodes.InternalError, 'refused');
    if (method === 'workspace/configuration')
      return (params as ConfigurationParams).items.map(() => null);
    return method === 'workspace/applyEdit' ? { applied: true } : null;
  });
  const folder = { uri: pathToFileURL(join(home, 'work')).href, name: 'work' };
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folder.uri,
    workspaceFolders: [folder],
    capabilities,
    initializationOptions: { checklist: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const deadline = Date.now() + 8_000;
  while (checklists === 0 && Date.now() < deadline) await sleep(20);
  expect(checklists, 'the checklist comes by itself').toBeGreaterThan(0);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: config, languageId: 'json', version: 1, text: CONFIG },
  });
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const project = pathToFileURL(join(home, 'work', '.mcp-checklist.json')).href;
  const changes = [{ uri: project, type: 2 }];
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: CONFIG.length } };
  const actions: (CodeAction | Command)[] =
    (await connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: config },
      range,
      context: { diagnostics: [] },
    })) ?? [];
  const [first] = actions;
  expect(first).toBeDefined();
  if (first !== undefined && typeof first.command === 'string')
    await connection.sendRequest('workspace/executeCommand', {
      command: first.command,
      arguments: (first as Command).arguments ?? [],
    });
  return asked;
}

test.each(Object.entries(clients))(
  'a client %s is asked for these things only',
  async (_name, it) => {
    const asked = await live(it, 'nothing');
    expect(QUESTIONS).toEqual(expect.arrayContaining([...asked]));
    const others = it.textDocument?.diagnostic
      ? 'workspace/applyEdit'
      : 'workspace/diagnostic/refresh';
    expect([...asked].sort()).toEqual(QUESTIONS.filter((question) => question !== others));
  },
);

test.each(
  Object.entries(clients).flatMap(([name, it]) =>
    QUESTIONS.map((refused): [string, string, ClientCapabilities] => [name, refused, it]),
  ),
)('a client %s and refuses %s is served on', async (_name, refused, capabilities) => {
  let code: number | null | undefined;
  void server.exited.then((it) => {
    code = it;
  });
  await live(capabilities, refused);
  // The question that a crash would follow may still be on its way.
  await sleep(300);
  const scan = server.connection.sendRequest('mcpChecklist/scan', { token: null });
  expect(await scan).toMatchObject({ configs: 1, findings: 1 });
  expect(code).toBeUndefined();
});
