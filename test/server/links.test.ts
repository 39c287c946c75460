import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { findConfigs, isFoundIn } from '../../server/machine/find.ts';
import { readText } from '../../server/machine/read-text.ts';
import { connect } from './client.ts';
import { cursorConfig, tokens } from './samples.ts';

let base: string;
let root: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'mcp-checklist-links-'));
  root = join(base, 'work');
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(file: string): string {
  const path = join(base, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, cursorConfig(tokens.githubFineGrained()));
  return path;
}

function link(target: string, file: string): string {
  const path = join(base, file);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
  return path;
}

describe.runIf(process.platform !== 'win32')('links', () => {
  it('lead the search and a single look to the same files', async () => {
    const plain = write('work/.cursor/mcp.json');
    const other = write('work/configs/shared.json');
    const outside = write('elsewhere/.vscode/mcp.json');
    const all = [
      plain,
      link(other, 'work/a/.cursor/mcp.json'),
      link(plain, 'work/b/.cursor/mcp.json'),
      link(outside, 'work/c/.vscode/mcp.json'),
      join(link(dirname(dirname(outside)), 'work/d'), '.vscode', 'mcp.json'),
      link(join(base, 'nowhere'), 'work/e/.mcp.json'),
    ];
    const { paths: found } = await findConfigs(root);
    expect(found).toEqual(
      [join(root, '.cursor/mcp.json'), join(root, 'a/.cursor/mcp.json')].sort(),
    );
    for (const path of all)
      expect([path, await isFoundIn(path, root)]).toEqual([path, found.includes(path)]);
  });

  it('out of the folder are left alone when a watcher tells of them as well', async () => {
    const own = write('work/.cursor/mcp.json');
    const outside = write('elsewhere/.vscode/mcp.json');
    const client = await connect({
      options: { checklist: true },
      folders: [root],
      runtime: {
        findConfigs: (folder, signal) => findConfigs(folder, signal),
        isFoundIn,
        homeConfigs: async () => [],
        readText: async (path) => {
          const read = await readText(path);
          return read.ok ? read.text : undefined;
        },
      },
    });
    await client.until(() => client.checklists.at(-1)?.configs === 1 || undefined);
    const out = link(outside, 'work/.vscode/mcp.json');
    const extra = write('work/deep/.mcp.json');
    const changes = [out, own, extra].map((path) => ({
      uri: pathToFileURL(path).href,
      type: FileChangeType.Created,
    }));
    client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.until(() => (client.checklists.at(-1)?.configs ?? 0) > 1 || undefined);
    expect(client.checklists.at(-1)?.files.map(({ uri }) => uri)).toEqual(
      [own, extra].map((path) => pathToFileURL(path).href),
    );
  });
});
