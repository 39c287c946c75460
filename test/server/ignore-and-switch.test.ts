import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { safe } from '../../rules/secrets/safe.ts';
import { type EditResult, ignore, switchServer } from '../../server/protocol.ts';
import { findingsOf, itemIn } from '../items.ts';
import { connect, type TestClient } from './client.ts';
import { tokens } from './samples.ts';

const VSCODE = 'file:///w/.vscode/mcp.json';
const CLAUDE = 'file:///w/.mcp.json';
/** A rule that only runs where somebody wants it strict. */
const RULE = 'secret-in-arguments';
const URL = 'http://a.example.com/';
const jsonc = `{\n  "servers": {\n    "a": { "url": "${URL}" }\n  }\n}\n`;
const json = `{\n  "mcpServers": {\n    "a": { "url": "${URL}" }\n  }\n}\n`;

/** Silences the finding about plain http, for a reason. */
function silence(client: TestClient, uri: string, text: string, reason = 'a test server') {
  const start = text.indexOf(URL);
  return client.ask(ignore, { uri, rule: 'insecure-transport', start, reason });
}

/** What an edit does to a file that is not open, whole lines at its end. */
function inserted(edit: WorkspaceEdit | null): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const change of edit?.documentChanges ?? []) {
    if (!('edits' in change)) continue;
    texts[change.textDocument.uri] = change.edits
      .map((it) => ('newText' in it ? it.newText : ''))
      .join('');
  }
  return texts;
}

describe('ignoring a finding', () => {
  it('writes a comment where the file takes them, and the finding is gone', async () => {
    const client = await connect({ folders: ['/w'] });
    client.open(VSCODE, jsonc);
    const { edit, problem } = await silence(client, VSCODE, jsonc, '  a test\n server ');
    expect(problem).toBeNull();
    const after = client.after(edit ?? undefined);
    expect(after).toContain(
      '    // mcp-checklist-ignore insecure-transport -- a test server\n    "a"',
    );
    client.replace(VSCODE, after);
    expect(await client.diagnostics(VSCODE)).toEqual([]);
  });

  it('writes a comment for a rule that is on by a setting only', async () => {
    const server = { command: 'x', args: ['--token', '${input:github-token}'] };
    const inputs = [{ id: 'github-token', type: 'promptString', description: '', password: true }];
    const text = JSON.stringify({ servers: { a: server }, inputs }, null, 2);
    const client = await connect({ folders: ['/w'], settings: { strictness: 'strict' } });
    client.open(VSCODE, text);
    const found = (await client.diagnostics(VSCODE)).find(({ code }) => code === RULE);
    const start = found ? client.document(VSCODE).offsetAt(found.range.start) : -1;
    const params = { uri: VSCODE, rule: RULE, start, reason: 'a test server' };
    const { edit, problem } = await client.ask(ignore, params);
    expect(problem).toBeNull();
    const after = client.after(edit ?? undefined);
    expect(after).toContain(`// mcp-checklist-ignore ${RULE} -- a test server`);
    client.replace(VSCODE, after);
    const left = await client.diagnostics(VSCODE);
    expect(left.map(({ code }) => code)).not.toContain(RULE);
  });

  it('writes into the project file where it takes none', async () => {
    const client = await connect({ folders: ['/w'] });
    client.open(CLAUDE, json);
    const { edit, problem } = await silence(client, CLAUDE, json);
    expect(problem).toBeNull();
    const [[uri, text] = ['', '']] = Object.entries(inserted(edit));
    expect(uri).toBe('file:///w/.mcp-checklist.json');
    expect(JSON.parse(text)).toEqual({
      ignore: [
        {
          rule: 'insecure-transport',
          path: '.mcp.json',
          server: 'a',
          pointer: '/mcpServers/a/url',
          reason: 'a test server',
        },
      ],
    });
  });

  it.each<[string, (client: TestClient) => Promise<EditResult>, RegExp]>([
    [
      'a file that is not open',
      (it) => silence(it, 'file:///w/.cursor/mcp.json', json),
      /Open the file/,
    ],
    ['no reason', (it) => silence(it, VSCODE, jsonc, ' \n'), /Without a reason/],
    ['a text that has changed', (it) => silence(it, VSCODE, ` ${jsonc}`), /has changed/],
    ['a project file that is broken', (it) => silence(it, CLAUDE, json), /no valid JSON/],
  ])('says why not: %s', async (_name, ask, expected) => {
    const files = { '/w/.mcp-checklist.json': '{ "ignore": [' };
    const client = await connect({ folders: ['/w'], files });
    client.open(VSCODE, jsonc);
    client.open(CLAUDE, json);
    // All of the start is over before the client leaves.
    await client.scan();
    const { edit, problem } = await ask(client);
    expect(edit).toBeNull();
    expect(problem).toMatch(expected);
  });

  it('is refused in a folder that nobody trusts', async () => {
    const client = await connect({ folders: ['/w'], options: { trusted: false } });
    client.open(VSCODE, jsonc);
    await client.scan();
    expect((await silence(client, VSCODE, jsonc)).problem).toMatch(/not trusted/);
  });
});

describe('switching a server', () => {
  const CLINE = 'file:///w/.cline/mcp.json';
  const cline = '{\n  "mcpServers": {\n    "a": { "command": "node" }\n  }\n}\n';
  const flip = (client: TestClient, uri: string, on: boolean, name = 'a') =>
    client.ask(switchServer, { uri, names: [safe.name(name)], on });

  it('sets the key that its host reads, and takes it away again', async () => {
    const client = await connect({ folders: ['/w'] });
    client.open(CLINE, cline);
    const off = await flip(client, CLINE, false);
    expect(off.note).toMatch(/as soon as the file is saved/);
    const text = client.after(off.edit ?? undefined);
    expect(JSON.parse(text).mcpServers.a).toEqual({ command: 'node', disabled: true });
    client.replace(CLINE, text);
    const on = await flip(client, CLINE, true);
    expect(client.after(on.edit ?? undefined)).toBe(cline);
  });

  it('uses the settings of the project for Claude Code, without an edit of the config', async () => {
    const client = await connect({ folders: ['/w'], files: { '/w/.mcp.json': json } });
    client.open(CLAUDE, json);
    const [name = ''] = Object.keys(JSON.parse(json).mcpServers);
    const off = await flip(client, CLAUDE, false, name);
    expect(off).toMatchObject({ edit: null, problem: null });
    const settings = client.files.get('/w/.claude/settings.local.json');
    expect(JSON.parse(settings ?? '')).toEqual({ disabledMcpjsonServers: [name] });
    await flip(client, CLAUDE, true, name);
    expect(client.files.get('/w/.claude/settings.local.json')).toBeUndefined();
  });

  it('is off for the checklist as well where the settings of the project say so', async () => {
    const files = { '/w/.mcp.json': json };
    const [name = ''] = Object.keys(JSON.parse(json).mcpServers);
    const options = { checklist: true };
    const subjects = (client: TestClient) =>
      client.until(() => itemIn(client.checklists.at(-1), 3)?.servers.map(({ server }) => server));
    const client = await connect({ folders: ['/w'], files, options });
    client.open(CLAUDE, json);
    expect(await subjects(client)).toEqual([name]);
    await flip(client, CLAUDE, false, name);
    const isOff = () => itemIn(client.checklists.at(-1), 3)?.status === 'not applicable';
    await client.until(isOff);
    expect((await client.diagnostics(CLAUDE)).map(({ code }) => code)).not.toContain(
      'insecure-transport',
    );
    await flip(client, CLAUDE, true, name);
    await client.until(() => !isOff());
    // By hand, with any editor.
    client.files.set('/w/.claude/settings.local.json', `{"disabledMcpjsonServers":["${name}"]}`);
    const changes = [{ uri: 'file:///w/.claude/settings.local.json', type: 1 }];
    client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.until(isOff);

    // Whoever brings a repository along does not choose what is looked at.
    const wary = await connect({
      folders: ['/w'],
      files: Object.fromEntries(client.files),
      options: { ...options, trusted: false },
    });
    expect(await subjects(wary)).toEqual([name]);
  });

  it('finds the secret of a server that is kept beside its config, where it is', async () => {
    const path = '/w/claude_desktop_config.json';
    const uri = `file://${path}`;
    const token = tokens.githubToken();
    const env = { GITHUB_TOKEN: token };
    const text = JSON.stringify({ mcpServers: { a: { command: 'node', env } } }, null, 2);
    const client = await connect({
      folders: ['/w'],
      files: { [path]: text },
      options: { checklist: true },
    });
    const off = await flip(client, uri, false);
    const config = JSON.stringify({ mcpServers: {} });
    expect(off.edit).not.toBeNull();
    client.files.set(path, config);
    await client.scan();
    const kept = client.files.get(`${path}.mcp-checklist-off.json`) ?? '';
    expect(kept).toContain(token);
    const state = await client.until(() => {
      const last = client.checklists.at(-1);
      return last?.rows[0]?.disabled ? last : undefined;
    });
    expect(itemIn(state, 1)?.status).toBe('fail');
    const [found] = findingsOf(state, 1);
    expect(found).toMatchObject({
      uri: `${uri}.mcp-checklist-off.json`,
      rule: 'plaintext-secret',
      server: 'a',
      problem: 'GitHub token in GITHUB_TOKEN',
    });
    const line = kept.split('\n')[found?.range.start.line ?? 0] ?? '';
    expect(line.slice(found?.range.start.character, found?.range.end.character)).toBe(token);
    expect(state.rows[0]?.revoke).toHaveLength(1);
    expect(found && state.rows[0]?.findings).toContain(found);
    expect(client.wire).not.toContain(token);
  });

  it('judges what is kept beside a config when somebody opens it', async () => {
    const path = '/w/claude_desktop_config.json';
    const uri = `file://${path}`;
    const beside = `${path}.mcp-checklist-off.json`;
    const token = tokens.githubToken();
    const env = { GITHUB_TOKEN: token };
    const text = JSON.stringify({ mcpServers: { a: { command: 'node', env } } }, null, 2);
    const client = await connect({ folders: ['/w'], files: { [path]: text } });
    await flip(client, uri, false);
    client.files.set(path, JSON.stringify({ mcpServers: {} }));
    const kept = client.files.get(beside) ?? '';
    client.open(`file://${beside}`, kept);
    const said = async () =>
      (await client.diagnostics(`file://${beside}`)).map(({ code, range }) => [
        code,
        kept.split('\n')[range.start.line]?.slice(range.start.character, range.end.character),
      ]);
    expect(await said()).toContainEqual(['plaintext-secret', token]);
    // Half-typed, or beside nothing, it keeps no server.
    client.replace(`file://${beside}`, kept.slice(0, -20));
    expect(await said()).toEqual([]);
    client.replace(`file://${beside}`, kept);
    expect(await said()).toHaveLength(2);
    client.files.delete(path);
    expect(await said()).toEqual([]);
  });

  it('keeps what Claude Desktop loses until it is back on the disk', async () => {
    const path = '/w/claude_desktop_config.json';
    const uri = `file://${path}`;
    const beside = `${path}.mcp-checklist-off.json`;
    const client = await connect({ folders: ['/w'], files: { [path]: cline } });
    client.open(uri, cline);
    const off = await flip(client, uri, false);
    expect(off.note).toMatch(/when Claude Desktop is restarted/);
    expect(client.files.get(beside)).toContain('node');
    const without = client.after(off.edit ?? undefined);
    expect(JSON.parse(without)).toEqual({ mcpServers: {} });
    client.replace(uri, without);
    client.files.set(path, without);
    const on = await flip(client, uri, true);
    expect(client.after(on.edit ?? undefined)).toBe(cline);
    // Nobody has applied it yet.
    expect(client.files.get(beside)).toContain('node');
    await client.ask(switchServer, { uri, names: [safe.name('a')], on: true, settled: true });
    expect(client.files.get(beside)).toContain('node');
    client.replace(uri, cline);
    client.files.set(path, cline);
    await client.ask(switchServer, { uri, names: [safe.name('a')], on: true, settled: true });
    expect(client.files.get(beside)).toBeUndefined();
  });

  it('brings neighbours back in any order, also what was half done when the editor went', async () => {
    const path = '/w/claude_desktop_config.json';
    const uri = `file://${path}`;
    const beside = `${path}.mcp-checklist-off.json`;
    const two =
      '{\n  "mcpServers": {\n    "a": { "command": "x" },\n    "b": { "command": "y" }\n  }\n}\n';
    const client = await connect({ folders: ['/w'], files: { [path]: two } });
    client.open(uri, two);
    const change = async (name: string, on: boolean, settled: boolean) => {
      const { edit } = await flip(client, uri, on, name);
      const text = client.after(edit);
      client.replace(uri, text);
      client.files.set(path, text);
      if (settled) await client.ask(switchServer, { uri, names: [safe.name(name)], on, settled });
    };
    await change('a', false, true);
    await change('b', false, true);
    expect(JSON.parse(client.files.get(path) ?? '')).toEqual({ mcpServers: {} });
    await change('a', true, false);
    await change('b', true, true);
    expect(client.files.get(path)).toBe(two);
    expect(client.files.get(beside)).toBeUndefined();
  });

  it('says so when it is another server now', async () => {
    const client = await connect({ folders: ['/w'] });
    client.open(CLINE, cline);
    const gone = await flip(client, CLINE, false, 'b');
    expect(gone).toEqual({
      edit: null,
      problem: 'That server is not in the file any more.',
      note: null,
    });
  });
});
