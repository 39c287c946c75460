import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DocumentFilter, FileChangeType } from 'vscode-languageserver/node';
import type { FolderService, ProjectService } from '../../../server/project/types.ts';
import type { TestClient } from '../client.ts';
import { copyOf, editorOf, reader } from './editor.ts';

/** Where somebody types, what is there stays until they have stopped. */
const SOON = { timeout: 5_000 };
const RULE = 'tool-error-not-flagged';

async function opened(fixture: string, file: string, options = {}) {
  const folder = copyOf(fixture);
  const client = await editorOf(folder, options);
  await client.until(() => client.projects.length > 0);
  const path = join(folder, file);
  const uri = `file://${path}`;
  client.open(uri, readFileSync(path, 'utf8'), 'typescript');
  return { client, folder, uri };
}

async function rules(client: TestClient, uri: string): Promise<readonly unknown[]> {
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

describe('a server project', () => {
  it('is told of, and judged while it is typed', async () => {
    const { client, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    expect(await rules(client, uri)).toEqual([RULE]);
    const [state] = client.projects.at(-1) ?? [];
    expect(state).toMatchObject({ name: 'probe-server', tools: 1 });
    expect(state?.items).toHaveLength(63);
    const text = client.document(uri).getText();
    const at = text.indexOf(' };', text.indexOf('Could not read'));
    client.edit(uri, at, at, ', isError: true');
    await expect.poll(() => rules(client, uri), SOON).toEqual([]);
    client.edit(uri, at, at + ', isError: true'.length, '');
    await expect.poll(() => rules(client, uri), SOON).toEqual([RULE]);
    expect(client.logs).toEqual([]);
  });

  it('takes its fix, and the fix ends it', async () => {
    const { client, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const [fix] = await client.fixes(uri, RULE);
    expect(fix).toMatchObject({ title: 'Mark it as an error', isPreferred: true });
    const after = client.after(fix?.edit);
    expect(after).toContain('isError: true');
    client.replace(uri, after);
    await expect.poll(() => rules(client, uri), SOON).toEqual([]);
  });

  it('has all of one rule in a file fixed, each with what was made of those before it', async () => {
    const { client, uri } = await opened('stdout-write-in-stdio-server/bad-print-py', 'server.py');
    const rule = 'stdout-write-in-stdio-server';
    const title = (count: number) => `Fix all ${count} of ${rule} in this file`;
    const titles = async () => (await client.fixes(uri, rule)).map((it) => it.title);
    expect((await titles()).join()).not.toContain('Fix all');
    const text = client.document(uri).getText();
    client.replace(
      uri,
      text.replace(/ +print.*\n/, (line) => line.repeat(3)),
    );
    await expect.poll(titles, SOON).toContain(title(3));
    const all = (await client.fixes(uri, rule)).find((it) => it.title === title(3));
    const { edit } = await client.resolve(all ?? { title: '' });
    const after = client.after(edit);
    // Each of them alone brings the import along.
    expect(after.match(/^import sys$/gm)).toHaveLength(1);
    expect(after.match(/file=sys\.stderr/g)).toHaveLength(3);
    client.replace(uri, after);
    await expect.poll(() => rules(client, uri), SOON).toEqual([]);
  });

  it('is silenced by a comment with a reason', async () => {
    const { client, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const [diagnostic] = await client.diagnostics(uri);
    const start = client
      .document(uri)
      .offsetAt(diagnostic?.range.start ?? { line: 0, character: 0 });
    const answer = await client.ignore({ uri, rule: RULE, start, reason: 'A model may see it.' });
    const after = client.after(answer.edit);
    expect(after).toContain(`// mcp-checklist-ignore ${RULE} -- A model may see it.`);
    client.replace(uri, after);
    await expect.poll(() => rules(client, uri), SOON).toEqual([]);
  });

  it('says what a tool is where it is registered, and lists the tools of a file', async () => {
    const { client, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    await client.diagnostics(uri);
    const at = client.document(uri).getText().indexOf('read_note');
    const said = await client.hover(uri, at + 2);
    expect(said).toContain('**MCP tool** read\\_note');
    expect(said).toContain('- id (string)');
    expect(said).toContain('readOnlyHint: true');
    const [symbol] = await client.symbols(uri);
    expect(symbol).toMatchObject({ name: 'read_note', detail: 'MCP tool' });
    expect(symbol?.range.end.line).toBeGreaterThan(symbol?.selectionRange.end.line ?? 99);
  });

  it.each([
    ['bad-caught-py', 'server.py'],
    ['bad-said-go', 'main.go'],
  ])('has the name of a tool within its range, as editors insist: %s', async (fixture, file) => {
    const { client, uri } = await opened(`${RULE}/${fixture}`, file);
    // At once: an editor keeps the first answer.
    const symbols = await client.symbols(uri);
    expect(symbols).toHaveLength(1);
    for (const { range, selectionRange: name } of symbols) {
      const document = client.document(uri);
      expect(document.offsetAt(range.start)).toBeLessThanOrEqual(document.offsetAt(name.start));
      expect(document.offsetAt(range.end)).toBeGreaterThanOrEqual(document.offsetAt(name.end));
    }
  });

  it('follows its files on disk', async () => {
    const { client, folder, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    await client.diagnostics(uri);
    client.close(uri);
    const path = join(folder, 'src/index.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace('read_note', 'read_it'));
    const changes = [{ uri, type: FileChangeType.Changed }];
    client.notify('workspace/didChangeWatchedFiles', { changes });
    client.open(uri, readFileSync(path, 'utf8'), 'typescript');
    await client.diagnostics(uri);
    expect((await client.symbols(uri)).map(({ name }) => name)).toEqual(['read_it']);
  });

  it('stands to the publish list as its files and people say', async () => {
    const { client, folder } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const item = (number: number) => client.projects.at(-1)?.[0]?.items[number - 1];
    const root = client.projects.at(-1)?.[0]?.root ?? '';
    expect(item(19)).toMatchObject({
      status: 'fail',
      section: 'Error handling',
      evidence: [{ file: 'src/index.ts', says: 'against', range: { start: { line: 14 } } }],
    });
    expect(item(14)).toMatchObject({ status: 'review', attestation: null });
    const said = { item: 'publish/14', uri: root, server: 'probe-server', by: 'Ada' } as const;
    const until = '2099-01-01';
    const own = await client.attest({ ...said, until, keep: 'person' });
    expect(own).toMatchObject({ edit: null, problem: null, attestations: [{ uri: root }] });
    client.notify('mcpChecklist/personalAttestations', own.attestations);
    await client.until(() => item(14)?.status === 'attested');
    expect(item(14)?.attestation).toMatchObject({ by: 'Ada', until, kept: 'person' });
    const gone = await client.withdraw({ item: 'publish/14', uri: root, server: 'probe-server' });
    client.notify('mcpChecklist/personalAttestations', gone.attestations);
    await client.until(() => item(14)?.status === 'review');
    const shared = await client.attest({ ...said, until, note: 'seen', keep: 'project' });
    const [change] = shared.edit?.documentChanges?.slice(-1) ?? [];
    const written = change && 'edits' in change ? change.edits : [];
    const text = written.map((it) => ('newText' in it ? it.newText : '')).join('');
    writeFileSync(join(folder, '.mcp-checklist.json'), text);
    const uri = `file://${folder}/.mcp-checklist.json`;
    const changes = [{ uri, type: FileChangeType.Created }];
    client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.until(() => item(14)?.status === 'attested');
    expect(item(14)?.attestation).toMatchObject({ by: 'Ada', note: 'seen', kept: 'project' });
  });

  it('has help for its items, with edits that a client can apply', async () => {
    const { client, folder } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const root = client.projects.at(-1)?.[0]?.root ?? '';
    const offers = await client.drafts({ uri: root, item: 'publish/39' });
    const [offer] = offers;
    expect(offers).toMatchObject([{ id: 'troubleshooting', kind: 'draft', link: null }]);
    const changes = offer?.edit?.documentChanges ?? [];
    expect(changes).toMatchObject([
      { kind: 'create', uri: `file://${folder}/README.md` },
      { textDocument: { uri: `file://${folder}/README.md`, version: null } },
    ]);
    const links = await client.drafts({ uri: root, item: 'publish/45' });
    expect(links).toMatchObject([
      { id: 'saq-a', edit: null, link: expect.stringMatching(/^https:/) },
    ]);
    expect(await client.drafts({ uri: `${root}/none`, item: 'publish/39' })).toEqual([]);
  });

  it('asks for documents below its root and for nothing else', async () => {
    const { client, folder } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const asked = await client.until(() => client.registered.get('textDocument/didOpen'));
    const { documentSelector } = asked as { documentSelector: DocumentFilter[] };
    expect(documentSelector.length).toBeGreaterThan(0);
    for (const filter of documentSelector)
      expect('pattern' in filter && filter.pattern).toMatch(new RegExp(`^${folder}/`));
    expect(client.registrations).toContain('textDocument/documentSymbol');
  });
});

describe('what may go wrong', () => {
  it('comments silence nothing before the folder is trusted', async () => {
    const silenced = `${RULE}/ok-silenced-ts`;
    const trusted = await opened(silenced, 'src/index.ts');
    expect(await rules(trusted.client, trusted.uri)).toEqual([]);
    const options = { checklist: true, trusted: false };
    const { client, uri } = await opened(silenced, 'src/index.ts', { options });
    expect(await rules(client, uri)).toEqual([RULE]);
  });

  it('a reader that dies is started again, and nothing is lost', async () => {
    let dies = false;
    const dying: ProjectService = {
      ...reader,
      open: async (folder) => {
        const service = await reader.open(folder);
        if (!service) return undefined;
        const judge: FolderService['judge'] = (asked) => {
          if (!dies) return service.judge(asked);
          dies = false;
          return Promise.reject(new Error('The reader of projects has ended.'));
        };
        return { ...service, judge };
      },
    };
    const { client, uri } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts', {
      runtime: { projects: dying },
    });
    expect(await rules(client, uri)).toEqual([RULE]);
    dies = true;
    client.edit(uri, 0, 0, '\n');
    await client.until(() => reader.opened.length === 2);
    await expect.poll(() => rules(client, uri), SOON).toEqual([RULE]);
    const [found] = await client.diagnostics(uri);
    expect(found?.range.start.line).toBe(15);
    expect(client.logs.join()).toContain('Judging a server project failed');
  });

  it('a folder that is closed takes its projects along', async () => {
    const { client, folder } = await opened(`${RULE}/bad-caught-ts`, 'src/index.ts');
    const removed = [{ uri: `file://${folder}`, name: '' }];
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    await client.until(() => client.projects.at(-1)?.length === 0);
  });
});

describe('a folder without a server project', () => {
  it('has no reader started, nothing registered and nothing said', async () => {
    const folder = copyOf(`${RULE}/ok-flagged-ts`);
    writeFileSync(join(folder, 'package.json'), '{"name":"site","dependencies":{"react":"19"}}\n');
    const client = await editorOf(folder);
    await client.until(() => client.checklists.length > 0);
    const uri = `file://${join(folder, 'src/index.ts')}`;
    client.open(uri, readFileSync(join(folder, 'src/index.ts'), 'utf8'), 'typescript');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(await client.symbols(uri)).toEqual([]);
    expect(reader).toMatchObject({ opened: [], judged: 0 });
    expect(client.projects).toEqual([]);
    expect(client.registrations.filter((it) => it.startsWith('textDocument/'))).toEqual([]);
  });
});
