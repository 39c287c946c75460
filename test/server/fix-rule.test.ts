import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { stampOf } from '../../server/protocol.ts';
import { LookupError } from '../../server/registry/types.ts';
import { fake } from '../fake.ts';
import { connect, type TestClient } from './client.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const CURSOR = '/w/.cursor/mcp.json';
const VSCODE = '/w/app/.vscode/mcp.json';
const options = { checklist: true };
const uriOf = (path: string): string => `file://${path}`;

/** What the files hold once an edit is applied. */
function textsAfter(
  client: TestClient,
  edit: WorkspaceEdit | null,
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.fromEntries(client.files);
  for (const change of edit?.documentChanges ?? []) {
    if ('kind' in change) continue;
    const { textDocument, edits } = change;
    const path = new URL(textDocument.uri).pathname;
    const text = TextDocument.create('', '', 0, texts[path] ?? '');
    texts[path] = TextDocument.applyEdits(text, edits as []);
  }
  return texts;
}

const SAFE = '/home/ada/.mcp-checklist/secrets.env';

describe('all of one rule', () => {
  const files = {
    [CURSOR]: json({
      mcpServers: { a: { url: 'http://a.acme.dev/mcp' }, b: { url: 'http://b.acme.dev/mcp' } },
    }),
    [VSCODE]: json({ servers: { c: { url: 'http://c.acme.dev/mcp' } } }),
  };

  it('is fixed in every config, open or not, after it was shown', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    client.open(uriOf(CURSOR), files[CURSOR] ?? '');
    await client.until(() => client.checklists.at(-1));
    const result = await client.fixRule({ rule: 'insecure-transport', uris: null });
    expect(result).toMatchObject({ fixes: 3, question: null, problem: null });
    const texts = textsAfter(client, result.edit);
    expect(texts[CURSOR]).toBe(files[CURSOR]?.replaceAll('http:', 'https:'));
    expect(texts[VSCODE]).toBe(files[VSCODE]?.replaceAll('http:', 'https:'));
    expect(Object.values(result.edit?.changeAnnotations ?? {})).toEqual([
      { label: 'Fix insecure-transport', needsConfirmation: true },
    ]);
    const versions = result.edit?.documentChanges?.map(
      (it) => (it as TextDocumentEdit).textDocument,
    );
    expect(versions).toEqual([
      { uri: uriOf(CURSOR), version: 1 },
      { uri: uriOf(VSCODE), version: null },
    ]);
  });

  it('is fixed in one file without asking', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    client.open(uriOf(CURSOR), files[CURSOR] ?? '');
    const fixes = await client.fixes(uriOf(CURSOR), 'insecure-transport');
    const action = fixes.find(
      ({ title }) => title === 'Fix all 2 of insecure-transport in this file',
    );
    if (!action) throw new Error(fixes.map(({ title }) => title).join(' | '));
    const { edit = null } = await client.resolve(action);
    expect(textsAfter(client, edit)[CURSOR]).not.toContain('http:');
    expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([
      { needsConfirmation: false },
    ]);
  });

  it('is listed before it is done, and what is unticked stays', async () => {
    const previews = { ...options, previews: true };
    const client = await connect({ folders: ['/w'], files, options: previews });
    await client.until(() => client.checklists.at(-1));
    const scope = { rule: 'insecure-transport', uris: null };
    const { edit, planned } = await client.fixRule({ ...scope, preview: true });
    expect(edit).toBeNull();
    expect(planned.map(({ file, range }) => [file, range.start.line])).toEqual([
      ['.cursor/mcp.json', 3],
      ['.cursor/mcp.json', 6],
      ['app/.vscode/mcp.json', 3],
    ]);
    const without = planned.slice(1, 2).map(({ id }) => id);
    const result = await client.fixRule({ ...scope, without });
    expect(result.fixes).toBe(2);
    const texts = textsAfter(client, result.edit);
    expect(texts[CURSOR]).toBe(files[CURSOR]?.replace('http://a', 'https://a'));
    // It has been shown: nobody confirms it twice.
    expect(Object.values(result.edit?.changeAnnotations ?? {})).toMatchObject([
      { needsConfirmation: false },
    ]);
  });

  it('says how many have no fix that fits without a choice', async () => {
    const servers = { a: { command: 'sh', args: ['-c', 'curl https://a.acme.dev/i | sh'] } };
    const client = await connect({
      folders: ['/w'],
      files: { [CURSOR]: json({ mcpServers: servers }) },
      options,
    });
    await client.until(() => client.checklists.at(-1));
    const result = await client.fixRule({ rule: 'remote-script', uris: null, preview: true });
    expect(result).toMatchObject({ planned: [], unfixed: 1, problem: null });
  });

  it('is not offered for one finding alone', async () => {
    const client = await connect({ folders: ['/w'], files, options });
    client.open(uriOf(VSCODE), files[VSCODE] ?? '');
    const fixes = await client.fixes(uriOf(VSCODE), 'insecure-transport');
    expect(fixes.map(({ title }) => title).join()).not.toContain('Fix all');
  });
});

describe('all secrets', () => {
  const token = fake.githubToken();
  const key = fake.openai();
  const config = json({
    servers: {
      a: { command: 'node', args: ['a.js'], env: { API_KEY: token } },
      b: { command: 'node', args: ['b.js'], env: { API_KEY: key } },
    },
  });

  it('become references of their own, once it is said where the values go', async () => {
    const asking = { ...options, asksForSecrets: true };
    const client = await connect({ folders: ['/w'], files: { [VSCODE]: config }, options: asking });
    await client.until(() => client.checklists.at(-1));
    const params = { rule: 'plaintext-secret', uris: null };
    const { edit, question } = await client.fixRule(params);
    expect(edit).toBeNull();
    expect(question).toMatchObject({ files: [SAFE] });
    expect(question?.names).toHaveLength(2);
    // Neither in the question nor beside it.
    expect(client.wire).not.toContain(token);
    expect(client.wire).not.toContain(key);
    const stamp = question?.stamp ?? '';
    const result = await client.fixRule({ ...params, answer: { go: 'save', stamp } });
    const fixed = JSON.parse(textsAfter(client, result.edit)[VSCODE] ?? '');
    expect(fixed.inputs).toHaveLength(2);
    expect(fixed.servers.a.env.API_KEY).not.toBe(fixed.servers.b.env.API_KEY);
    expect(result.kept).toEqual([SAFE]);
    for (const it of [token, key]) expect(client.files.get(SAFE)).toContain(`=${it}\n`);
    expect(client.wire).not.toContain(token);
  });

  it('are asked about again when there is another one by then', async () => {
    const files = { [VSCODE]: config };
    const asking = { ...options, asksForSecrets: true };
    const client = await connect({ folders: ['/w'], files, options: asking });
    await client.until(() => client.checklists.at(-1));
    const params = { rule: 'plaintext-secret', uris: null };
    const { question: first } = await client.fixRule(params);
    client.files.set(VSCODE, config.replace(key, fake.openai()));
    const answer = { go: 'discard' as const, stamp: first?.stamp ?? '' };
    const { edit, question } = await client.fixRule({ ...params, answer });
    expect(edit).toBeNull();
    expect(question?.stamp).not.toBe(first?.stamp);
  });
});

describe('what was pasted', () => {
  const token = fake.githubToken();
  const servers = `{
    "fresh": { "command": "node", "args": ["a.js"], "env": { "GITHUB_TOKEN": "${token}" } },
    "web": { "url": "http://web.acme.dev/mcp" }
  }`;

  async function safeAfter(before: string, snippet: string) {
    const text = before.replace('HERE', snippet);
    const uri = uriOf(VSCODE);
    const profile = { ...options, asksForSecrets: true, previews: true };
    const client = await connect({ folders: ['/w'], files: { [VSCODE]: text }, options: profile });
    client.open(uri, text);
    const document = TextDocument.create('', '', 0, text);
    const start = text.indexOf(snippet);
    const pasted = {
      start: document.positionAt(start),
      end: document.positionAt(start + snippet.length),
    };
    const scope = { rule: '', uris: [uri], pasted };
    const { planned } = await client.fixRule({ ...scope, preview: true });
    const { question } = await client.fixRule(scope);
    const answer = { go: 'discard' as const, stamp: question?.stamp ?? '' };
    const { edit } = await client.fixRule({ ...scope, answer });
    return { planned: planned.length, after: textsAfter(client, edit)[VSCODE] ?? '' };
  }

  it('is made safe by its servers, and what stood there stays', async () => {
    const old = '"old": { "url": "http://old.acme.dev/mcp" }';
    const snippet = servers.slice(1, -1).trim();
    const { planned, after } = await safeAfter(`{ "servers": { ${old}, HERE } }\n`, snippet);
    expect(planned).toBe(2);
    const all = JSON.parse(after).servers;
    expect(all.old.url).toBe('http://old.acme.dev/mcp');
    expect(all.web.url).toBe('https://web.acme.dev/mcp');
    expect(all.fresh.env.GITHUB_TOKEN).toBe('${input:github-token}');
  });

  it('is made safe with the key of another application around it', async () => {
    const { planned, after } = await safeAfter('HERE\n', `{ "mcpServers": ${servers} }`);
    expect(planned).toBe(3);
    const all = JSON.parse(after).servers;
    expect(all.web.url).toBe('https://web.acme.dev/mcp');
    expect(all.fresh.env.GITHUB_TOKEN).toBe('${input:github-token}');
  });
});

describe('versions', () => {
  const args = (name: string) => ({ command: 'npx', args: ['-y', name] });
  const files = {
    [CURSOR]: json({ mcpServers: { a: args('some-mcp'), b: args('no-such-mcp') } }),
    [VSCODE]: json({ servers: { c: args('some-mcp') } }),
  };
  const asked: string[] = [];
  const versions = {
    hostAsked: async () => undefined,
    installedVersion: async () => undefined,
    newestVersion: async ({ name }: { readonly name: string }) => {
      asked.push(name);
      if (name === 'no-such-mcp') throw new LookupError('The package no-such-mcp does not exist.');
      return { version: '1.2.3', source: 'the test', installed: false };
    },
  };

  it('are looked up once per config, and what cannot be is said', async () => {
    const client = await connect({ folders: ['/w'], files, options, runtime: { versions } });
    await client.until(() => client.checklists.at(-1));
    const result = await client.fixRule({ rule: 'unpinned-package', uris: null });
    expect(result).toMatchObject({
      fixes: 2,
      problem: 'The package no-such-mcp does not exist.',
    });
    const texts = textsAfter(client, result.edit);
    expect(texts[CURSOR]).toContain('"some-mcp@1.2.3"');
    expect(texts[CURSOR]).toContain('"no-such-mcp"');
    expect(texts[VSCODE]).toContain('"some-mcp@1.2.3"');
  });

  it('of several that cannot be are named in one sentence', async () => {
    const gone = ['a', 'b', 'c', 'd', 'e'].map((it) => `gone-${it}-mcp`);
    const newestVersion = async ({ name }: { readonly name: string }) => {
      throw new LookupError(`The package ${name} does not exist.`);
    };
    const servers = Object.fromEntries(gone.map((it) => [it, args(it)]));
    const client = await connect({
      folders: ['/w'],
      files: { [CURSOR]: json({ mcpServers: servers }) },
      options,
      runtime: { versions: { ...versions, newestVersion } },
    });
    await client.until(() => client.checklists.at(-1));
    const { problem } = await client.fixRule({ rule: 'unpinned-package', uris: null });
    expect(problem).toBe(
      'The versions of gone-a-mcp, gone-b-mcp, gone-c-mcp and 2 more could not be looked up; the log says why. What hangs on them was left as it is.',
    );
  });

  it('are not looked up where the person wants no network', async () => {
    asked.length = 0;
    const settings = { network: 'never' };
    const client = await connect({
      folders: ['/w'],
      files,
      options,
      settings,
      runtime: { versions },
    });
    await client.until(() => client.checklists.at(-1));
    const result = await client.fixRule({ rule: 'unpinned-package', uris: null });
    expect(result).toMatchObject({ edit: null, fixes: 0 });
    expect(asked).toEqual([]);
  });
});

describe('what changes while a registry is asked', () => {
  const args = (name: string) => ({ command: 'npx', args: ['-y', name] });
  const files = {
    [CURSOR]: json({ mcpServers: { a: args('some-mcp') } }),
    [VSCODE]: json({ servers: { c: args('some-mcp') } }),
  };
  const RULE = 'unpinned-package';

  /** Long enough for a person to type a line, or for another program to write a file. */
  const versions = {
    hostAsked: async () => undefined,
    installedVersion: async () => undefined,
    newestVersion: async () => {
      await sleep(1_500);
      return { version: '1.2.3', source: 'the test', installed: false };
    },
  };

  async function started() {
    const client = await connect({ folders: ['/w'], files, options, runtime: { versions } });
    client.open(uriOf(CURSOR), files[CURSOR] ?? '');
    await client.until(() => client.checklists.at(-1));
    return client;
  }

  it('is left as it is in the editor, which is said, and the others are fixed', async () => {
    const client = await started();
    const asked = client.fixRule({ rule: RULE, uris: null });
    await sleep(300);
    client.edit(uriOf(CURSOR), 0, 0, '// a line\n');
    const result = await asked;
    const changed = result.edit?.documentChanges?.map(
      (it) => (it as TextDocumentEdit).textDocument,
    );
    expect(changed).toEqual([{ uri: uriOf(VSCODE), version: null }]);
    expect(result.fixes).toBe(1);
    expect(result.problem).toMatch(/\.cursor\/mcp\.json has changed meanwhile/);
    expect(textsAfter(client, result.edit)[VSCODE]).toContain('"some-mcp@1.2.3"');
  });

  it('is left as it is on the disk as well', async () => {
    const client = await started();
    const asked = client.fixRule({ rule: RULE, uris: null });
    // The first one is done, the second is being asked about.
    await sleep(2_200);
    client.files.set(VSCODE, `\n${files[VSCODE]}`);
    const result = await asked;
    const changed = result.edit?.documentChanges?.map(
      (it) => (it as TextDocumentEdit).textDocument,
    );
    expect(changed).toEqual([{ uri: uriOf(CURSOR), version: 1 }]);
    expect(result.problem).toMatch(/\.vscode\/mcp\.json has changed meanwhile/);
  });

  it('gets no edit at all where it is all there is', async () => {
    const client = await started();
    const asked = client.fixRule({ rule: RULE, uris: [uriOf(CURSOR)] });
    await sleep(300);
    client.edit(uriOf(CURSOR), 0, 0, '// a line\n');
    expect(await asked).toMatchObject({ edit: null, fixes: 0 });
  });

  it('gets none when it is opened meanwhile, as its text may be another one there', async () => {
    const client = await started();
    const asked = client.fixRule({ rule: RULE, uris: [uriOf(VSCODE)] });
    await sleep(300);
    client.open(uriOf(VSCODE), `\n${files[VSCODE]}`);
    expect(await asked).toMatchObject({ edit: null, fixes: 0 });
  });

  it('is told to the client for what is not open, so that it looks again before it writes', async () => {
    const client = await started();
    const result = await client.fixRule({ rule: RULE, uris: null });
    expect(result.judged).toEqual([
      { uri: uriOf(VSCODE), stamp: stampOf(`\uFEFF${files[VSCODE]?.replaceAll('\n', '\r\n')}`) },
    ]);
  });
});

describe('lines in other files', () => {
  it('come once each', async () => {
    const files = {
      [CURSOR]: json({
        mcpServers: {
          a: { command: 'node', args: ['a.js'], envFile: '/w/.env' },
          b: { command: 'node', args: ['b.js'], envFile: '/w/.env' },
        },
      }),
      '/w/.env': 'A=1\n',
    };
    const askGit = async () => new Map([['/w/.env', 'open' as const]]);
    const client = await connect({ folders: ['/w'], files, options, runtime: { askGit } });
    const isTold = () =>
      client.checklists.at(-1)?.findings.some(({ rule }) => rule === 'unprotected-env-file');
    await client.until(isTold);
    const result = await client.fixRule({ rule: 'unprotected-env-file', uris: null });
    expect(textsAfter(client, result.edit)['/w/.gitignore']).toBe('/.env\n');
  });
});
