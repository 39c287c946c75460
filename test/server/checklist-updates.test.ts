import { expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import { itemIn } from '../items.ts';
import { connect, type TestClient } from './client.ts';
import { tokens, written } from './samples.ts';

const options = { checklist: true };
const folders = ['/w'];
/** More than are told of at once. */
const MANY = 300;
/** Long for one test alone; not where several run beside it. */
const PATIENCE = 18_000;

const pathOf = (index: number): string =>
  `/w/team-${String(index).padStart(4, '0')}/.cursor/mcp.json`;
const clean = config({});

function config(env: Record<string, string>, name = 'a'): string {
  return written({ mcpServers: { [name]: { command: 'node', args: ['a.js'], env } } });
}

function last(
  client: TestClient,
  look: (state: ChecklistState) => boolean,
): Promise<ChecklistState> {
  return client.until(() => {
    const state = client.checklists.at(-1);
    return state && look(state) ? state : undefined;
  }, PATIENCE);
}

function write(client: TestClient, path: string, text: string | undefined): void {
  if (text === undefined) client.files.delete(path);
  else client.files.set(path, text);
  const type = text === undefined ? FileChangeType.Deleted : FileChangeType.Changed;
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type }] });
}

/** Which servers share something is told by numbers, and which number is nobody's matter. */
function comparable({ fileOf: _, rowsOf: __, ...state }: ChecklistState): unknown {
  const numbers = new Map<string, number>();
  const numberOf = (it: string): number => {
    const number = numbers.get(it) ?? numbers.size;
    numbers.set(it, number);
    return number;
  };
  return {
    ...state,
    rows: state.rows.map((row) => ({ ...row, shares: row.shares.map(numberOf) })),
  };
}

async function manyConfigs(): Promise<TestClient> {
  const files = Object.fromEntries(Array.from({ length: MANY }, (_, it) => [pathOf(it), clean]));
  const client = await connect({ options, folders, files });
  await last(client, ({ configs }) => configs === MANY);
  return client;
}

it('many configs come bit by bit, and are shown when all are there', async () => {
  const client = await manyConfigs();
  expect(client.checklists).toHaveLength(1);
  expect(client.updates.map(({ first }) => first)).toEqual([true, false]);
  expect(client.updates.map(({ more }) => more)).toEqual([true, false]);
  expect(client.updates.flatMap(({ changed }) => changed)).toHaveLength(MANY);
});

it('an edit sends the config that it is about, and no other', async () => {
  const client = await manyConfigs();
  const before = client.updates.length;
  write(client, pathOf(7), config({ GITHUB_TOKEN: tokens.githubFineGrained() }));
  const state = await last(client, (it) => itemIn(it, 1)?.status === 'fail');
  expect(state.configs).toBe(MANY);
  const sent = client.updates.slice(before);
  expect(sent.flatMap(({ changed }) => changed.map(({ file }) => file.uri))).toEqual([
    `file://${pathOf(7)}`,
  ]);
  expect(sent.flatMap(({ gone }) => gone)).toEqual([]);

  write(client, pathOf(7), undefined);
  const after = await last(client, ({ configs }) => configs === MANY - 1);
  expect(itemIn(after, 1)?.status).toBe('pass');
  expect(after.files.map(({ uri }) => uri)).not.toContain(`file://${pathOf(7)}`);
});

it('what is joined bit by bit is what a server says that sees it for the first time', async () => {
  const token = tokens.githubFineGrained();
  const files = {
    [pathOf(1)]: config({ GITHUB_TOKEN: token }),
    [pathOf(2)]: clean,
    [pathOf(3)]: config({ GITHUB_TOKEN: '${GITHUB_TOKEN}' }, 'b'),
    [pathOf(4)]: clean,
  };
  const client = await connect({ options, folders, files });
  await last(client, ({ configs }) => configs === 4);
  write(client, pathOf(2), config({ GITHUB_TOKEN: token }, 'c'));
  await last(client, ({ rows }) => rows.some(({ name }) => name === 'c'));
  write(client, pathOf(3), config({ PROD_API_KEY: '${input:key}' }, 'd'));
  await last(client, ({ rows }) => rows.some(({ name }) => name === 'd'));
  write(client, pathOf(5), config({}, 'e'));
  await last(client, ({ configs }) => configs === 5);
  write(client, pathOf(4), undefined);
  const state = await last(client, ({ configs }) => configs === 4);

  const other = await connect({ options, folders, files: Object.fromEntries(client.files) });
  const fresh = await last(other, ({ configs }) => configs === 4);
  expect(itemIn(state, 4)?.findings.length).toBeGreaterThan(0);
  expect(comparable(state)).toEqual(comparable(fresh));
});
