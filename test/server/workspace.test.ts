import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import { findingsOf, itemIn } from '../items.ts';
import { connect, type TestClient } from './client.ts';
import { CURSOR, clean, cursorConfig, tokens, VSCODE, vscodeConfig } from './samples.ts';

const options = { checklist: true };
const folders = ['/w'];

function status(state: ChecklistState | undefined, number: number): string | undefined {
  return itemIn(state, number)?.status;
}

/** The last checklist that was sent, once it says this. */
function when(
  client: TestClient,
  look: (state: ChecklistState) => boolean,
  patience?: number,
): Promise<ChecklistState> {
  return client.until(() => {
    const last = client.checklists.at(-1);
    return last && look(last) ? last : undefined;
  }, patience);
}

function changed(client: TestClient, uri: string, type: FileChangeType): void {
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
}

it('while hundreds of configs are read, a key is answered between two handfuls of them', async () => {
  const texts = new Map(
    Array.from({ length: 500 }, (_, nth) => [`/w/team-${nth}/.cursor/mcp.json`, clean]),
  );
  const uri = 'file:///w/open/.cursor/mcp.json';
  let reads = 0;
  let answered: Promise<number> | undefined;
  const client: TestClient = await connect({
    options,
    folders,
    files: Object.fromEntries(texts),
    runtime: {
      async readText(path) {
        if (!texts.has(path)) return undefined;
        reads += 1;
        if (reads === 100) {
          client.open(uri, clean);
          answered = client.diagnostics(uri).then(() => reads);
        }
        return texts.get(path);
      },
    },
  });
  await when(client, ({ configs }) => configs > 500, 18_000);
  expect(await answered).toBeLessThan(350);
});

describe('the checklist', () => {
  it('covers configs that nobody has opened', async () => {
    const token = tokens.githubFineGrained();
    const client = await connect({
      options,
      folders,
      files: {
        '/w/.vscode/mcp.json': vscodeConfig(token),
        '/w/.cursor/mcp.json': cursorConfig(token),
        '/w/package.json': '{"servers": {"a": {"command": "npx"}}}',
        '/elsewhere/.cursor/mcp.json': cursorConfig(token),
      },
    });
    const state = await when(client, ({ configs }) => configs > 0);
    expect(state).toMatchObject({
      configs: 2,
      servers: 3,
      files: [
        { uri: CURSOR, host: 'Cursor', servers: 1 },
        { uri: VSCODE, host: 'VS Code', servers: 2 },
      ],
    });
    const numbers = state.lists.map(({ items }) => items.map(({ number }) => number));
    expect(numbers).toEqual([[1, 2, 5, 3, 4, 6, 7, 9, 10, 8]]);
    expect(itemIn(state, 1)?.status).toBe('fail');
    const found = findingsOf(state, 1);
    expect(found.map(({ uri, rule }) => [uri, rule])).toEqual([
      [CURSOR, 'plaintext-secret'],
      [VSCODE, 'plaintext-secret'],
    ]);
    const place = vscodeConfig(token).split('\n')[found[1]?.range.start.line ?? 0];
    expect(place).toContain(token);
    expect(client.wire).not.toContain(token);
  });

  it('is sent for an empty workspace too, so that a client can say so', async () => {
    const client = await connect({ options, folders });
    const state = await when(client, () => true);
    expect(state).toMatchObject({ configs: 0, servers: 0, files: [] });
  });

  it('is not sent to clients that did not ask', async () => {
    const client = await connect({ folders, files: { '/w/.vscode/mcp.json': clean } });
    client.open(VSCODE, clean);
    await client.diagnostics(VSCODE);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.checklists).toEqual([]);
  });

  it('follows the open document, not the file it was read from', async () => {
    const client = await connect({
      options,
      folders,
      files: { '/w/.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) },
    });
    await when(client, (state) => status(state, 5) === 'fail');
    client.open(VSCODE, clean);
    await when(client, (state) => status(state, 5) === 'pass');
    // A change on disk says nothing about what is open.
    changed(client, VSCODE, FileChangeType.Changed);
    client.edit(VSCODE, 0, 0, ' ');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(status(client.checklists.at(-1), 5)).toBe('pass');
    // Closed without saving: the file counts again.
    client.close(VSCODE);
    await when(client, (state) => status(state, 5) === 'fail');
  });

  it('follows files that are made, changed and deleted', async () => {
    const client = await connect({ options, folders });
    await when(client, ({ configs }) => configs === 0);
    expect(client.registrations).toContain('workspace/didChangeWatchedFiles');
    client.files.set('/w/.vscode/mcp.json', clean);
    changed(client, VSCODE, FileChangeType.Created);
    await when(client, (state) => state.configs === 1 && status(state, 5) === 'pass');
    client.files.set('/w/.vscode/mcp.json', vscodeConfig(tokens.githubFineGrained()));
    changed(client, VSCODE, FileChangeType.Changed);
    await when(client, (state) => status(state, 5) === 'fail');
    client.files.delete('/w/.vscode/mcp.json');
    changed(client, VSCODE, FileChangeType.Deleted);
    await when(client, ({ configs }) => configs === 0);
  });

  it('takes no notice of files that are no configs or not in a folder', async () => {
    const client = await connect({ options, folders });
    await when(client, () => true);
    for (const path of [
      '/w/mcp.txt',
      '/w/node_modules/a/.vscode/mcp.json',
      '/x/.vscode/mcp.json',
    ]) {
      client.files.set(path, clean);
      changed(client, `file://${path}`, FileChangeType.Created);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.checklists).toHaveLength(1);
  });

  it('is only sent when it has changed', async () => {
    const client = await connect({ options, folders });
    await when(client, () => true);
    client.open(VSCODE, clean);
    await when(client, ({ configs }) => configs === 1);
    const sent = client.checklists.length;
    client.edit(VSCODE, clean.length, clean.length, '\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.checklists).toHaveLength(sent);
  });

  it('knows open configs of any name, without any folder', async () => {
    const client = await connect({ options });
    client.open('untitled:Untitled-1', '{"mcpServers": {"a": {"url": "http://a.example.com/"}}}');
    const state = await when(client, ({ configs }) => configs === 1);
    expect(status(state, 5)).toBe('fail');
    client.close('untitled:Untitled-1');
    await when(client, ({ configs }) => configs === 0);
  });

  it('follows the folders, the settings and a person who asks again', async () => {
    const client = await connect({
      options,
      folders,
      files: {
        '/w/.vscode/mcp.json': clean,
        '/v/.cursor/mcp.json': '{"mcpServers": {"a": {"url": "http://a.example.com/"}}}',
      },
    });
    await when(client, ({ configs }) => configs === 1);
    const folder = { uri: 'file:///v', name: 'v' };
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder], removed: [] },
    });
    await when(client, (state) => state.configs === 2 && status(state, 5) === 'fail');
    client.settings = { rules: { 'insecure-transport': 'off' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await when(client, (state) => status(state, 5) === 'accepted');
    client.files.delete('/v/.cursor/mcp.json');
    await client.scan();
    await when(client, ({ configs }) => configs === 1);
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [folder] },
    });
  });

  it('says nothing of a token that was used as a name', async () => {
    const token = tokens.githubFineGrained();
    const client = await connect({ options });
    client.open(CURSOR, `{"mcpServers": {"${token}": {"command": "npx", "args": ["x"]}}}`);
    await when(client, ({ configs }) => configs === 1);
    await client.actions(CURSOR, {
      start: { line: 0, character: 0 },
      end: { line: 9, character: 0 },
    });
    expect(client.wire).not.toContain(token);
  });
});

describe('configs of a person, apart from those of the folder', () => {
  const bad = (name: string) =>
    JSON.stringify({ mcpServers: { [name]: { url: 'http://mcp.example.com/mcp' } } });
  const home = Object.fromEntries(
    Array.from({ length: 10 }, (_, nth) => [`/home/ada/${nth}/.cursor/mcp.json`, bad(`s${nth}`)]),
  );

  it('ten bad ones fail their items, and none of them on the account of an empty folder', async () => {
    const client = await connect({ folders: ['/w'], files: home, options: { checklist: true } });
    const state = await when(client, ({ configs }) => configs === 10);
    expect(state.inFolders).toBe(0);
    expect(state.lists.map(({ scope, quiet }) => [scope, quiet])).toEqual([['machine', true]]);
    expect(state.lists[0]?.progress.failing).toBeGreaterThan(0);
    expect(state.files[0]).toMatchObject({ inFolder: false, shown: '~/0/.cursor/mcp.json' });
  });

  it('one bad config in the folder counts', async () => {
    const files = { ...home, '/w/.cursor/mcp.json': bad('here') };
    const client = await connect({ folders: ['/w'], files, options: { checklist: true } });
    const state = await when(client, ({ configs }) => configs === 11);
    expect(state.inFolders).toBe(1);
    expect(state.lists.map(({ scope, quiet }) => [scope, quiet])).toEqual([
      ['folder', false],
      ['machine', true],
    ]);
    expect(state.lists[0]?.progress.failing).toBe(1);
  });

  it('who wants them together has one list, as loud as a folder’s', async () => {
    const client = await connect({
      folders: ['/w'],
      files: home,
      options: { checklist: true },
      settings: { machineConfigs: 'together' },
    });
    const { lists } = await when(client, ({ configs }) => configs === 10);
    expect(lists.map(({ scope, quiet, configs }) => [scope, quiet, configs])).toEqual([
      ['all', false, 10],
    ]);
  });
});
