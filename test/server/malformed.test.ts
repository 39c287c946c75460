import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ServerProcess } from './process.ts';

/** A client that says nonsense gets errors, or nothing; the next sensible question is answered as ever. */
const URI = 'file:///w/.cursor/mcp.json';
const TEXT = '{"mcpServers": {"a": {"url": "http://a.example.com/"}}}';
const METHODS = [
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/diagnostic',
  'textDocument/hover',
  'textDocument/codeAction',
  'textDocument/documentLink',
  'codeAction/resolve',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  'mcpChecklist/attest',
  'mcpChecklist/withdraw',
  'mcpChecklist/switchServer',
  'mcpChecklist/ignore',
  'mcpChecklist/fixRule',
  'mcpChecklist/scan',
  'mcpChecklist/personalAttestations',
  'mcpChecklist/nothing',
  '$/cancelRequest',
];

let home: string;
let server: ServerProcess;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'mcp-checklist-malformed-'));
  server = new ServerProcess(home);
  await server.start('file:///w');
});

afterEach(async () => {
  await server.kill();
  rmSync(home, { recursive: true, force: true });
});

async function answers(uri = URI): Promise<boolean> {
  await server.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json', version: 1, text: TEXT },
  });
  const found = await server.diagnostics(uri);
  return found.some(({ code }) => code === 'insecure-transport');
}

function write(body: string, header = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`): void {
  server.child.stdin?.write(header + body);
}

const anything = fc.anything({
  maxDepth: 3,
  withBigInt: false,
  values: [fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.constant(URI)],
});
const shaped = fc.oneof(
  anything,
  fc.record({
    textDocument: fc.oneof(anything, fc.constant({ uri: URI })),
    position: anything,
    range: anything,
    context: anything,
  }),
  fc.record({
    textDocument: fc.constant({ uri: URI, version: 2 }),
    contentChanges: fc.array(anything),
  }),
  fc.record({
    uri: fc.oneof(anything, fc.constant(URI)),
    rule: anything,
    uris: anything,
    data: anything,
    settings: anything,
  }),
);

test('requests and notifications with anything for parameters', { timeout: 60_000 }, async () => {
  const samples = fc.sample(fc.tuple(fc.constantFrom(...METHODS), shaped, fc.boolean()), {
    numRuns: 1_500,
    seed: 3,
  });
  let id = 100_000;
  for (const [method, params, isRequest] of samples) {
    id += 1;
    write(JSON.stringify({ jsonrpc: '2.0', ...(isRequest && { id }), method, params }) ?? '');
  }
  expect(await answers('file:///w/.vscode/other.code-workspace/.cursor/mcp.json')).toBe(true);
  expect(server.child.exitCode).toBeNull();
  console.log(`${samples.length} malformed messages, the server answers`);
});

test('messages that are no JSON-RPC', async () => {
  for (const body of [
    '{',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"jsonrpc":"1.0"}',
    '{"id":1}',
    '\u0000\u0001',
    '',
  ])
    write(body);
  expect(await answers()).toBe(true);
});

test('a header that lies ends the server at worst, and is no crash', {
  timeout: 20_000,
}, async () => {
  write('{}', 'Content-Length: -5\r\n\r\n');
  write('{}', 'Content-Length: abc\r\n\r\n');
  write('{}', 'X: y\r\n\r\n');
  const gone = await Promise.race([
    server.exited.then(() => true),
    new Promise((resolve) => setTimeout(() => resolve(false), 2_000)),
  ]);
  // Where one message ends nobody can tell any more: an editor starts another server then.
  if (gone) expect([0, 1]).toContain(server.child.exitCode);
});
