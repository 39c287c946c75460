import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { getLanguageService } from 'vscode-json-languageservice';
import {
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type Position,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startServer as serve } from '../../server/lsp/server.ts';
import { nodeRuntime } from '../../server/runtime/node-runtime.ts';
import { expectLittle, expectMuch } from '../../server/runtime/small-heap.ts';
import { startServer } from './connect.ts';
import { type Latency, latencyOf } from './stats.ts';
import { configWith, typicalConfig } from './texts.ts';

const KEYS = 3000;
const WARM_UP = 500;
const uri = 'file:///bench/.cursor/mcp.json';
/** As many servers as a large company has in one file, or a typical config where nothing is said. */
const textOf = (servers?: number): string =>
  servers === undefined
    ? typicalConfig('mcpServers')
    : configWith(servers).replace('"servers"', '"mcpServers"');

/** Where somebody types, and what. */
interface Typist {
  readonly at: Position;
  readonly letter: string;
}

/** A blank in front of all servers. */
const INDENT: Typist = { at: { line: 1, character: 2 }, letter: ' ' };

/** A letter in an argument of the server in the middle. */
function inTheMiddle(text: string): Typist {
  const behind = 'server-';
  const at = text.indexOf(`${behind}filesystem`, text.length / 2) + behind.length;
  const lines = text.slice(0, at).split('\n');
  return { at: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }, letter: 'x' };
}

/** As VS Code does: with them, the server keeps what is shown steady while somebody types. */
const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** A letter in, a letter out: the text never grows. */
function changeOf(version: number, { at, letter }: Typist) {
  return version % 2 === 0
    ? { range: { start: at, end: at }, text: letter }
    : { range: { start: at, end: { ...at, character: at.character + 1 } }, text: '' };
}

/** One typed character, until its diagnostics are back: the server in this process, which has V8 work as it does. */
export async function measureInProcess(servers?: number): Promise<Latency> {
  expectLittle();
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(server, nodeRuntime);
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const text = textOf(servers);
  const typist = servers === undefined ? INDENT : inTheMiddle(text);
  const latency = await type(connection, text, KEYS, typist);
  connection.dispose();
  expectMuch();
  return latency;
}

/** The same with the built server, over real pipes. */
export async function measureOverPipes(program: string): Promise<Latency> {
  const server = await startServer([program, 'lsp', '--stdio'], { capabilities });
  const latency = await type(server.connection, textOf(), KEYS, INDENT);
  await server.stop();
  return latency;
}

/**
 * Asks as VS Code does, with the name of the answer that it has: where the key changed none of the diagnostics, as here,
 * it is told that, and not all of them again.
 */
async function type(
  connection: ProtocolConnection,
  text: string,
  keys: number,
  typist: Typist,
): Promise<Latency> {
  const warmUp = Math.min(WARM_UP, keys / 4);
  const textDocument = { uri, languageId: 'jsonc', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  connection.onRequest(DiagnosticRefreshRequest.type, () => undefined);
  let previousResultId: string | undefined;
  const series: number[] = [];
  for (let version = 2; version < keys + warmUp; version += 1) {
    const started = performance.now();
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [changeOf(version, typist)],
    });
    const { resultId } = await connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
    previousResultId = resultId;
    if (version > warmUp) series.push(performance.now() - started);
  }
  return latencyOf(series);
}

/** The same character in VS Code's JSON language service: its parse and its validation by our schema, no wire. */
export async function measureJsonService(root: string): Promise<Latency> {
  const service = getLanguageService({});
  const schema = JSON.parse(readFileSync(path.join(root, 'dist/schemas/cursor.json'), 'utf8'));
  const schemas = [{ uri: 'bench://cursor', fileMatch: ['**/mcp.json'], schema }];
  service.configure({ validate: true, allowComments: true, schemas });
  let document = TextDocument.create(uri, 'jsonc', 1, textOf());
  const series: number[] = [];
  for (let version = 2; version < KEYS + WARM_UP; version += 1) {
    const started = performance.now();
    document = TextDocument.update(document, [changeOf(version, INDENT)], version);
    await service.doValidation(document, service.parseJSONDocument(document));
    if (version > WARM_UP) series.push(performance.now() - started);
  }
  return latencyOf(series);
}
