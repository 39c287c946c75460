import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { nodeRuntime } from '../../server/runtime/node-runtime.ts';
import { connect } from './client.ts';
import { cursorConfig, tokens } from './samples.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mcp-checklist-search-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

const policy = JSON.stringify({ rules: { 'plaintext-secret': 'off' } });

it('what the search saw of folders holds for the scan, and no longer', async () => {
  const [inTeam, deeper, elsewhere] = ['team/a', 'team/b/c', 'other/d'].map((folder) =>
    write(`${folder}/.cursor/mcp.json`, cursorConfig(tokens.githubFineGrained())),
  );
  const first = write('team/.mcp-checklist.json', policy);
  const { findConfigs, isFoundIn, readText, exists } = nodeRuntime;
  const client = await connect({
    options: { checklist: true },
    folders: [root],
    runtime: { findConfigs, isFoundIn, readText, exists, homeConfigs: async () => [] },
  });
  const accepted = (): readonly string[] =>
    (client.checklists.at(-1)?.lists[0]?.items[0]?.servers ?? [])
      .filter(({ status }) => status === 'accepted')
      .map(({ uri }) => uri);
  const wait = (count: number) =>
    client.until(() => (accepted().length === count && accepted()) || undefined);
  await client.until(() => client.checklists.at(-1)?.configs === 3 || undefined);
  expect(accepted()).toEqual([inTeam, deeper]);

  const told = (uri: string, type: FileChangeType) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  told(write('other/d/.mcp-checklist.json', policy), FileChangeType.Created);
  expect(await wait(3)).toEqual([elsewhere, inTeam, deeper]);
  rmSync(new URL(first));
  told(first, FileChangeType.Deleted);
  expect(await wait(1)).toEqual([elsewhere]);

  // No search goes before what an opened file says.
  const uri = write('new/e/.cursor/mcp.json', cursorConfig(tokens.githubFineGrained()));
  write('new/.mcp-checklist.json', policy);
  client.open(uri, cursorConfig(tokens.githubFineGrained()));
  expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('plaintext-secret');
});
