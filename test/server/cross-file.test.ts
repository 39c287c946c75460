import { describe, expect, it } from 'vitest';
import { analyze } from '../../rules/index.ts';
import { fake } from '../fake.ts';
import { connect, type TestClient } from './client.ts';

const config = (key: string, env: object, name = 'a'): string =>
  JSON.stringify({ [key]: { [name]: { command: 'node', args: ['a.js'], env } } });

const CURSOR = '/w/.cursor/mcp.json';
const HOME = '/home/ada/.claude.json';
const options = { checklist: true };

const codes = async (client: TestClient, path: string) =>
  (await client.diagnostics(`file://${path}`))
    .map(({ code }) => code)
    .filter((code) => code === 'scattered-credential' || code === 'environment-credential-reuse');

const changed = (client: TestClient, path: string): void =>
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `file://${path}`, type: 2 }],
  });

describe('a credential in a repository and at home', () => {
  const token = fake.githubToken();
  const files = {
    [CURSOR]: config('mcpServers', { GITHUB_TOKEN: token }),
    [HOME]: config('mcpServers', { GITHUB_TOKEN: token }, 'b'),
  };

  it('is told in both, until it is gone from one', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    client.open(`file://${CURSOR}`, files[CURSOR] ?? '');
    await client.until(() => client.refreshes > 0);
    const [finding] = (await client.diagnostics(`file://${CURSOR}`)).filter(
      ({ code }) => code === 'scattered-credential',
    );
    expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
      `file://${HOME}`,
    ]);
    const state = client.checklists.at(-1);
    expect(state?.files.map(({ uri }) => uri)).toEqual([`file://${HOME}`, `file://${CURSOR}`]);
    expect(
      state?.lists.flatMap(({ items }) => items.find(({ number }) => number === 4)?.findings ?? []),
    ).toHaveLength(2);

    client.files.set(HOME, config('mcpServers', { GITHUB_TOKEN: '${GITHUB_TOKEN}' }, 'b'));
    const before = client.refreshes;
    changed(client, HOME);
    await client.until(() => client.refreshes > before);
    expect(await codes(client, CURSOR)).toEqual([]);
    expect(client.wire).not.toContain(token);
  });

  it('is told while it is typed, before anything is saved', async () => {
    const other = { ...files, [HOME]: config('mcpServers', {}, 'b') };
    const client = await connect({ folders: ['/w'], files: other, options });
    client.open(`file://${CURSOR}`, files[CURSOR] ?? '');
    expect(await codes(client, CURSOR)).toEqual([]);
    client.open(`file://${HOME}`, files[HOME] ?? '');
    await client.until(() => client.refreshes > 0);
    expect(await codes(client, CURSOR)).toEqual(['scattered-credential']);
  });

  it('is not looked for at home where a person does not want that', async () => {
    const client = await connect({ folders: ['/w'], files, options, settings: { home: false } });
    const state = await client.until(() => client.checklists.at(-1));
    expect(state.files.map(({ uri }) => uri)).toEqual([`file://${CURSOR}`]);
    client.open(`file://${CURSOR}`, files[CURSOR] ?? '');
    expect(await codes(client, CURSOR)).toEqual([]);
  });

  it.each(['untitled:Untitled-1', 'vscode-vfs://github/acme/app%20two/.mcp.json'])(
    'in one document that is not on this disk is no second place: %s',
    async (uri) => {
      const text = config('mcpServers', { GITHUB_TOKEN: token });
      const client = await connect({ files: {}, options });
      client.open(uri, text);
      const state = await client.until(() =>
        client.checklists.find(({ configs }) => configs === 1),
      );
      expect(state.files.map((it) => it.uri)).toEqual([uri]);
      const rules = (await client.diagnostics(uri)).map(({ code }) => code);
      expect(rules).toContain('plaintext-secret');
      expect(rules).not.toContain('scattered-credential');
      client.open('untitled:Untitled-2', text);
      await client.until(() => client.refreshes > 0);
      const found = (await client.diagnostics(uri)).find(
        (it) => it.code === 'scattered-credential',
      );
      expect(found?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
        'untitled:Untitled-2',
      ]);
    },
  );

  it('crosses files without its hash meaning anything elsewhere', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    await client.until(() => client.checklists.at(-1));
    expect(client.wire).not.toMatch(/[0-9a-f]{64}/);
  });
});

describe('the project file', () => {
  const files = {
    [CURSOR]: config('mcpServers', { GITHUB_TOKEN: fake.githubToken() }),
    '/w/.mcp-checklist.json': JSON.stringify({
      ignore: [{ rule: 'plaintext-secret', path: '**', reason: 'revoked' }],
    }),
  };
  const all = async (client: TestClient) =>
    (await client.diagnostics(`file://${CURSOR}`)).map(({ code }) => code);

  it('silences, and stops doing so when it changes', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    client.open(`file://${CURSOR}`, files[CURSOR] ?? '');
    expect(await all(client)).not.toContain('plaintext-secret');
    const before = client.refreshes;
    client.files.set('/w/.mcp-checklist.json', '{}');
    changed(client, '/w/.mcp-checklist.json');
    await client.until(() => client.refreshes > before);
    expect(await all(client)).toContain('plaintext-secret');
  });

  it('does not count before the folder is trusted', async () => {
    const client = await connect({
      folders: ['/w'],
      files,
      options: { ...options, trusted: false },
    });
    client.open(`file://${CURSOR}`, files[CURSOR] ?? '');
    expect(await all(client)).toContain('plaintext-secret');
  });

  it('is complained about in the log, by line and without its text', async () => {
    const secret = fake.githubToken();
    const broken = {
      ...files,
      '/w/.mcp-checklist.json': `{\n  "ignore": [{ "rule": "${secret}" }]\n}`,
    };
    const client = await connect({ folders: ['/w'], files: broken, options });
    await client.until(() => client.checklists.at(-1));
    expect(client.logs.join('\n')).toContain('/w/.mcp-checklist.json, line 2: /ignore/0');
    expect(client.wire).not.toContain(secret);
  });
});

describe('git', () => {
  it('is asked once for what a rule wants to know, and not in a folder nobody trusts', async () => {
    const text = JSON.stringify({
      servers: { a: { type: 'stdio', command: 'node', envFile: '${workspaceFolder}/.env' } },
    });
    const asked: string[][] = [];
    const path = '/w/.vscode/mcp.json';
    const run = (trusted: boolean) =>
      connect({
        folders: ['/w'],
        files: { [path]: text },
        options: { ...options, trusted },
        runtime: {
          askGit: async (paths) => {
            asked.push([...paths]);
            return new Map(paths.map((it) => [it, 'open' as const]));
          },
        },
      });
    const client = await run(true);
    client.open(`file://${path}`, text);
    await client.until(() => client.refreshes > 0);
    expect((await client.diagnostics(`file://${path}`)).map(({ code }) => code)).toEqual([
      'unprotected-env-file',
    ]);
    expect(asked).toEqual([['/w/.env']]);
    const [action] = await client.fixes(`file://${path}`, 'unprotected-env-file');
    expect(action?.title).toBe('Add /.env to .gitignore');
    expect(action?.edit?.documentChanges).toEqual([
      { kind: 'create', uri: 'file:///w/.gitignore', options: { ignoreIfExists: true } },
      {
        textDocument: { uri: 'file:///w/.gitignore', version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: '/.env\n',
          },
        ],
      },
    ]);
    asked.length = 0;
    const careful = await run(false);
    careful.open(`file://${path}`, text);
    await careful.until(() => careful.checklists.at(-1));
    expect(await careful.diagnostics(`file://${path}`)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

it('what is open is told of an edit elsewhere before all the others are judged again', async () => {
  const text = config('mcpServers', { GITHUB_TOKEN: fake.githubToken() });
  const pathOf = (nth: number): string => `/w/team-${nth}/.cursor/mcp.json`;
  const many = Array.from({ length: 300 }, (_, nth) => [pathOf(nth), text]);
  let judged = 0;
  const client = await connect({
    folders: ['/w'],
    files: Object.fromEntries(many),
    options,
    analyze(...of) {
      judged += 1;
      return analyze(...of);
    },
  });
  const patience = 18_000;
  await client.until(() => client.checklists.at(-1)?.configs === 300, patience);
  client.open(`file://${pathOf(200)}`, text);
  await client.diagnostics(`file://${pathOf(200)}`);

  const [before, refreshes] = [judged, client.refreshes];
  // The others name the line it stands in.
  client.files.set(pathOf(0), `\n${text}`);
  changed(client, pathOf(0));
  await client.until(() => client.refreshes > refreshes, patience);
  expect(judged - before).toBeLessThan(150);
  await client.until(() => judged - before >= 300, patience);
});
