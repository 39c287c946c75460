import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { seeded } from '../fake.ts';
import { ServerProcess } from './process.ts';

const DOCUMENTS = 50;
const EDITS = 10_000;
const SETTINGS = [{}, { strictness: 'strict' }, { rules: { 'unpinned-package': 'off' } }];

const fake = seeded(9);
const textOf = (index: number): string =>
  JSON.stringify(
    {
      mcpServers: {
        [`docs-${index}`]: {
          command: 'npx',
          args: ['-y', 'some-mcp'],
          env: { TOKEN: fake.githubToken() },
        },
        api: { url: 'http://api.acme.dev/mcp', headers: { 'X-Region': 'eu' } },
      },
    },
    null,
    2,
  );

/** A day of typing in fifty configs, while files change on disk, settings flip and the server is killed. */
test(`${EDITS} edits in ${DOCUMENTS} configs leave the server right and no larger`, {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-endurance-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const root = pathToFileURL(folder).href;
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => {
    const path = join(folder, `team-${index}`, '.cursor', 'mcp.json');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(index));
    return TextDocument.create(pathToFileURL(path).href, 'json', 1, textOf(index));
  });
  let settings: object = {};
  let server = await startWith(home, root, documents, settings);
  const memory: number[] = [];
  let restarts = 0;
  try {
    for (let edit = 1; edit <= EDITS; edit += 1) {
      const index = (edit * 7) % DOCUMENTS;
      const document = documents[index];
      if (!document) continue;
      await change(server, document, edit);
      if (edit % 10 === 0) {
        const found = await server.diagnostics(document.uri);
        expect(found.length, `edit ${edit}`).toBeGreaterThan(0);
      }
      if (edit % 100 === 0) changeOnDisk(server, folder, edit);
      if (edit % 700 === 0) {
        settings = SETTINGS[(edit / 700) % SETTINGS.length] ?? {};
        await configure(server, settings);
      }
      if (edit % 1_000 === 0) memory.push(server.memory() ?? 0);
      if (edit === EDITS / 2) {
        await server.kill();
        server = await startWith(home, root, documents, settings);
        restarts += 1;
        memory.length = 0;
      }
    }
    const fresh = await startWith(home, root, documents, settings);
    // Whatever is still on its way in either of them.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (const { uri } of documents)
      expect((await server.diagnostics(uri)).map(plain)).toEqual(
        (await fresh.diagnostics(uri)).map(plain),
      );
    await fresh.kill();
    console.log(
      `${EDITS} edits, ${restarts} restart, memory ${memory.map((it) => it.toFixed(0)).join(', ')} MiB`,
    );
    const [first = 0, last = 0] = [memory[0], memory.at(-1)];
    // V8 lets its heap grow before it cleans up; a leak goes on and on.
    expect(last).toBeLessThan(first + 150);
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function startWith(
  home: string,
  root: string,
  documents: readonly TextDocument[],
  settings: object,
): Promise<ServerProcess> {
  const server = new ServerProcess(home);
  await server.start(root);
  await configure(server, settings);
  for (const document of documents) {
    const { uri, version } = document;
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, version, languageId: 'json', text: document.getText() },
    });
  }
  return server;
}

function configure(server: ServerProcess, settings: object): Promise<void> {
  const params = { settings: { mcpChecklist: settings } };
  return server.connection.sendNotification('workspace/didChangeConfiguration', params);
}

/** A word typed and taken back, a server added and removed: the text stays as long as it was. */
async function change(server: ServerProcess, document: TextDocument, edit: number): Promise<void> {
  const text = document.getText();
  const at = text.indexOf('"eu') + 3;
  const typed = /^-\d+/.exec(text.slice(at))?.[0] ?? '';
  const range = { start: document.positionAt(at), end: document.positionAt(at + typed.length) };
  const contentChanges = [{ range, text: typed === '' ? `-${edit}` : '' }];
  const version = document.version + 1;
  TextDocument.update(document, contentChanges, version);
  await server.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: document.uri, version },
    contentChanges,
  });
}

function changeOnDisk(server: ServerProcess, folder: string, edit: number): void {
  const path = join(folder, 'other', '.mcp.json');
  mkdirSync(dirname(path), { recursive: true });
  // Half-written at times, as a program that is killed leaves it.
  const text = textOf(edit);
  writeFileSync(path, edit % 300 === 0 ? text.slice(0, text.length / 2) : text);
  const changes = [{ uri: pathToFileURL(path).href, type: 2 }];
  void server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

function plain({ code, range, message, severity }: Diagnostic) {
  return { code, range, message, severity };
}
