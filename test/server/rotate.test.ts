import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { credentials, type RotateParams, rotate } from '../../server/protocol.ts';
import { seeded } from '../fake.ts';
import { connect, type TestClient } from './client.ts';

const fake = seeded(4711);
const old = fake.githubToken();
const fresh = fake.githubToken();
const other = fake.openai();
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const PATHS = {
  vscode: '/w/.vscode/mcp.json',
  cursor: '/w/app/.cursor/mcp.json',
  codex: '/w/.codex/config.toml',
  home: '/home/ada/.codeium/windsurf/mcp_config.json',
  clean: '/w/.mcp.json',
};
const node = { command: 'node', args: ['a.js'] };
const files = {
  [PATHS.vscode]: json({
    servers: {
      a: { ...node, env: { GITHUB_TOKEN: old, OTHER: other } },
      b: { url: 'https://b.acme.dev/mcp', headers: { Authorization: `Bearer ${old}` } },
    },
  }),
  [PATHS.cursor]: json({ mcpServers: { c: { ...node, env: { GH_TOKEN: old } } } }),
  [PATHS.codex]: `[mcp_servers.d]\ncommand = "node"\nargs = ["a.js"]\nenv = { GITHUB_TOKEN = '${old}' }\n`,
  [PATHS.home]: json({ mcpServers: { e: { ...node, args: ['a.js', '--token', old] } } }),
  [PATHS.clean]: json({ mcpServers: { f: { ...node, env: { OPENAI_API_KEY: other } } } }),
};
const ids = ['vscode', 'vscode', 'cursor', 'codex', 'home'] as const;

async function started(options = {}) {
  const client = await connect({
    folders: ['/w'],
    files,
    options: { checklist: true, asksForSecrets: true, previews: true, rotates: true, ...options },
  });
  client.open(`file://${PATHS.vscode}`, files[PATHS.vscode] ?? '');
  await client.until(() => client.checklists.at(-1));
  const start = (files[PATHS.vscode] ?? '').indexOf(old);
  const at = { uri: `file://${PATHS.vscode}`, start };
  return { client, at };
}

/** All files once an edit is applied. */
function textsAfter(
  client: TestClient,
  edit: WorkspaceEdit | null,
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.fromEntries(client.files);
  for (const change of edit?.documentChanges ?? []) {
    if (!('edits' in change)) continue;
    const path = new URL(change.textDocument.uri).pathname;
    const text = TextDocument.create('', '', 0, texts[path] ?? '');
    texts[path] = TextDocument.applyEdits(text, change.edits as []);
  }
  return texts;
}

/** Asks, and answers what is asked back. */
async function rotated(client: TestClient, params: RotateParams, go: 'save' | 'discard' | 'copy') {
  const { question } = await client.ask(rotate, params);
  const answer = { go, stamp: question?.stamp ?? '' };
  return { question, result: await client.ask(rotate, { ...params, answer }) };
}

describe('a credential is replaced everywhere', () => {
  it('in this file, in others and in the person’s own: each of its places is named', async () => {
    const { client, at } = await started();
    const found = await client.ask(rotate, { at });
    expect(found.places).toHaveLength(ids.length);
    const where = found.places.map(({ file, server, name }) => `${file} ${server} ${name}`);
    expect(where.sort()).toEqual([
      '.codex/config.toml d GITHUB_TOKEN',
      '.vscode/mcp.json a GITHUB_TOKEN',
      '.vscode/mcp.json b Authorization',
      'app/.cursor/mcp.json c GH_TOKEN',
      '~/.codeium/windsurf/mcp_config.json e argument',
    ]);
    expect(found.edit).toBeNull();
    expect(client.wire).not.toContain(old);
    const all = await client.ask(credentials, {});
    expect(all.map(({ places, files: count }) => [places, count])).toEqual([
      [5, 4],
      [2, 2],
    ]);
    const own = await client.ask(credentials, {
      of: { uri: `file://${PATHS.clean}`, server: 'f' },
    });
    expect(own).toMatchObject([{ name: 'OPENAI_API_KEY', places: 2 }]);
  });

  it('by a new value, in the spelling of each place', async () => {
    const { client, at } = await started();
    const { stamp } = await client.ask(rotate, { at });
    const result = await client.ask(rotate, { at, stamp, to: 'value', fresh });
    expect(result).toMatchObject({ done: 5, question: null, problem: null });
    const texts = textsAfter(client, result.edit);
    for (const [path, text] of Object.entries(files))
      expect(texts[path], path).toBe(text.replaceAll(old, fresh));
    expect(result.next.map(({ label }) => label)).toEqual([
      'Start the servers again',
      expect.stringMatching(/^Revoke the old GitHub/),
    ]);
  });

  it('by a reference of one name, with the new value where the person sends it', async () => {
    const { client, at } = await started();
    const { stamp, places } = await client.ask(rotate, { at });
    const without = places.filter(({ reference }) => reference === null).map(({ id }) => id);
    const params = { at, stamp, to: 'reference' as const, fresh, without };
    const { question, result } = await rotated(client, params, 'save');
    const ways = question?.ways.map(({ go, detail }) => [go, detail]) ?? [];
    expect(ways.slice(0, 1)).toEqual([
      [
        'profile',
        'Windsurf, Codex, Cursor read it from their environment. Then start them from a new shell.',
      ],
    ]);
    expect(result.next.map(({ label }) => label).slice(0, 4)).toEqual([
      'Set GITHUB_TOKEN, then start Windsurf again',
      'Set GITHUB_TOKEN, then start Codex again',
      'Start the server',
      'Set GITHUB_TOKEN, then start Cursor again',
    ]);
    const texts = textsAfter(client, result.edit);
    const servers = JSON.parse(texts[PATHS.vscode] ?? '').servers;
    expect(servers.a.env.GITHUB_TOKEN).toBe('${input:github-token}');
    expect(servers.b.headers.Authorization).toBe('Bearer ${input:github-token}');
    expect(texts[PATHS.cursor]).toContain('"GH_TOKEN": "${env:GITHUB_TOKEN}"');
    expect(texts[PATHS.codex]).toContain('env_vars = ["GITHUB_TOKEN"]');
    const kept = Object.entries(Object.fromEntries(client.files)).filter(([, it]) =>
      it.includes(fresh),
    );
    expect(kept.map(([path]) => path)).toEqual(['/home/ada/.mcp-checklist/secrets.env']);
    expect(client.files.get('/home/ada/.mcp-checklist/secrets.env')).not.toContain(old);
    // Neither the old one nor the new one was sent anywhere.
    for (const it of [old, fresh]) expect(client.wire).not.toContain(it);
    expect(client.messages.join()).not.toContain(fresh);
  });

  it('but not where a box was unticked', async () => {
    const { client, at } = await started();
    const { stamp, places } = await client.ask(rotate, { at });
    const without = places.filter(({ file }) => file !== '.vscode/mcp.json').map(({ id }) => id);
    const params = { at, stamp, to: 'value' as const, fresh, without };
    const result = await client.ask(rotate, params);
    const texts = textsAfter(client, result.edit);
    expect(result.done).toBe(2);
    expect(texts[PATHS.vscode]).not.toContain(old);
    for (const it of [PATHS.cursor, PATHS.codex, PATHS.home]) expect(texts[it]).toBe(files[it]);
  });

  it('and nothing is, where the place holds another one by then', async () => {
    const { client, at } = await started();
    const { stamp } = await client.ask(rotate, { at });
    client.edit(at.uri, at.start, at.start + old.length, other);
    const result = await client.ask(rotate, { at, stamp, to: 'value', fresh });
    expect(result.edit).toBeNull();
    expect(result.problem).toMatch(/has changed/);
  });
});

describe('a value that a place cannot hold', () => {
  const text = json({
    mcpServers: {
      a: { url: `https://u:${fake.base62(30)}@a.acme.dev/mcp` },
      b: { ...node, env: { CONFIG: JSON.stringify({ apiKey: old }), API_KEY: old } },
    },
  });
  const odd = `a"b c${fake.base62(20)}`;

  it('is escaped in an address and as a whole, and left out of a text of another grammar', async () => {
    const path = '/w/.roo/mcp.json';
    const client = await connect({
      folders: ['/w'],
      files: { [path]: text },
      options: { checklist: true, asksForSecrets: true },
    });
    await client.until(() => client.checklists.at(-1));
    const uri = `file://${path}`;
    const replaced = async (start: number) => {
      const at = { uri, start };
      const { stamp } = await client.ask(rotate, { at });
      const { edit, done } = await client.ask(rotate, { at, stamp, to: 'value', fresh: odd });
      return { done, servers: JSON.parse(textsAfter(client, edit)[path] ?? '').mcpServers };
    };
    const inUrl = await replaced(text.indexOf('://u:') + 5);
    expect(decodeURIComponent(new URL(inUrl.servers.a.url).password)).toBe(odd);
    const inText = await replaced(text.indexOf(old));
    expect(inText.done).toBe(1);
    expect(inText.servers.b.env.API_KEY).toBe(odd);
    expect(inText.servers.b.env.CONFIG).toContain(old);
  });
});
