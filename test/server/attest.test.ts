import { describe, expect, it } from 'vitest';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import type { PersonalAttestation, ServerState } from '../../server/protocol.ts';
import { itemIn } from '../items.ts';
import { connect, type TestClient } from './client.ts';

const PATH = '/w/.cursor/mcp.json';
const PROJECT = '/w/.mcp-checklist.json';
const uri = `file://${PATH}`;
const config = (script: string): string =>
  JSON.stringify({ mcpServers: { docs: { command: 'node', args: [script] } } });
const options = { checklist: true };
const item = 'production/3' as const;
const about = { item, uri, server: 'docs', by: 'Ada', until: '2126-01-01', note: 'a gateway' };

async function start(more: Readonly<Record<string, string>> = {}): Promise<TestClient> {
  const files = { [PATH]: config('a.js'), ...more };
  const client = await connect({ folders: ['/w'], files, options });
  await client.until(() => client.checklists.at(-1));
  return client;
}

/** How the server stands to item 3, once it does so. */
function standing(client: TestClient, look: (state: ServerState) => boolean) {
  return client.until(() => {
    const server = itemIn(client.checklists.at(-1), 3)?.servers[0];
    return server && look(server) ? server : undefined;
  });
}

function status(state: ChecklistState | undefined) {
  return itemIn(state, 3)?.status;
}

describe('a word for the team', () => {
  it('goes into the project file, which then counts, and is taken out of it again', async () => {
    const client = await start();
    const { edit, attestations, problem } = await client.attest({ ...about, keep: 'project' });
    expect([attestations, problem]).toEqual([null, null]);
    const [create, change] = edit?.documentChanges ?? [];
    expect(create).toEqual({
      kind: 'create',
      uri: `file://${PROJECT}`,
      options: { ignoreIfExists: true },
    });
    const text =
      change && 'edits' in change ? (change.edits[0] as { newText: string }).newText : '';
    expect(JSON.parse(text).attestations).toEqual([
      {
        item: 'production/3',
        server: 'docs',
        by: 'Ada',
        until: '2126-01-01',
        note: 'a gateway',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        on: new Date().toISOString().slice(0, 10),
        path: '.cursor/mcp.json',
      },
    ]);
    client.files.set(PROJECT, text);
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `file://${PROJECT}`, type: 1 }],
    });
    const now = await standing(client, (it) => it.status === 'attested');
    expect(now.attestation).toMatchObject({ by: 'Ada', kept: 'project', note: 'a gateway' });
    expect(now.attestation?.endsIn).toBeUndefined();
    expect(status(client.checklists.at(-1))).toBe('attested');

    const back = await client.withdraw({ item: 'production/3', uri, server: 'docs' });
    expect(back.problem).toBeNull();
    expect(back.edit?.documentChanges).toHaveLength(1);
  });

  it('is not written into a file that is broken', async () => {
    const client = await start({ [PROJECT]: '{ "ignore": [' });
    const { edit, problem } = await client.attest({ ...about, keep: 'project' });
    expect(edit).toBeNull();
    expect(problem).toContain('.mcp-checklist.json');
  });
});

describe('a word for oneself', () => {
  it('is kept by the client, and counts once it has sent it', async () => {
    const client = await start();
    const { edit, attestations } = await client.attest({ ...about, note: 'seen', keep: 'person' });
    expect(edit).toBeNull();
    expect(attestations).toHaveLength(1);
    client.notify('mcpChecklist/personalAttestations', attestations);
    const now = await standing(client, (it) => it.status === 'attested');
    expect(now.attestation).toMatchObject({ kept: 'person', note: 'seen' });

    client.files.set(PATH, config('b.js'));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    const then = await standing(client, (it) => it.status === 'review');
    expect(then.text).toMatch(/^It has changed since Ada looked/);

    const back = await client.withdraw({ item: 'production/3', uri, server: 'docs' });
    expect(back.attestations).toEqual([]);
  });

  it('is said again as it was, and warned of two weeks before it runs out', async () => {
    const client = await start();
    const soon = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const said = { ...about, on: '2026-06-01', until: soon, keep: 'person' } as const;
    const { attestations } = await client.attest(said);
    expect(attestations?.[0]).toMatchObject({ on: '2026-06-01', by: 'Ada' });
    client.notify('mcpChecklist/personalAttestations', attestations);
    const now = await standing(client, (it) => it.status === 'attested');
    expect(now.attestation).toMatchObject({ on: '2026-06-01', until: soon, endsIn: 5 });
  });

  it('counts for nothing when it is no list of attestations', async () => {
    const client = await start();
    const before = client.checklists.length;
    const broken = [{ uri, item: 'production/3' }] as unknown as PersonalAttestation[];
    client.notify('mcpChecklist/personalAttestations', broken);
    await client.scan();
    await client.until(() => client.checklists.length >= before);
    expect(status(client.checklists.at(-1))).toBe('review');
  });
});

it('is refused for a server that is gone, a day that is none, and an item that is none', async () => {
  const client = await start();
  const problem = async (more: object) =>
    (await client.attest({ ...about, keep: 'person', ...more })).problem;
  expect(await problem({ server: 'gone' })).toContain('not in the file any more');
  expect(await problem({ until: 'tomorrow' })).toContain('until when');
  expect(await problem({ item: 'production/11' })).not.toBeNull();
  expect(await problem({ keep: 'project', note: ' ' })).toContain('what you saw');
  expect(await problem({ keep: 'person', note: ' ' })).toBeNull();
  expect(await problem({ uri: 'file:///w/other.json' })).not.toBeNull();
});

it('is not written through a link that a repository brings along', async () => {
  const files = { [PATH]: config('a.js') };
  const isLink = async (path: string): Promise<boolean> => path === PROJECT;
  const client = await connect({ folders: ['/w'], files, options, runtime: { isLink } });
  await client.until(() => client.checklists.at(-1));
  const { edit, problem } = await client.attest({ ...about, keep: 'project' });
  expect(edit).toBeNull();
  expect(problem).toContain('is a link');
});
