import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { gather } from '../../../server/cli/gather.ts';
import { findConfigs } from '../../../server/machine/find.ts';
import { PlainFolders } from '../../../server/machine/plain-folders.ts';

// Tests may run as somebody who can list every folder.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readdirSync = ((path: string, options: { withFileTypes: true }) => {
    if (path.endsWith('closed')) throw Object.assign(new Error('no'), { code: 'EACCES' });
    return fs.readdirSync(path, options);
  }) as typeof fs.readdirSync;
  return { ...fs, readdirSync };
});

test('of a folder that cannot be listed it is not known what is in it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  try {
    for (const it of ['open', 'closed']) mkdirSync(join(root, it));
    const plain = new PlainFolders();
    await findConfigs(root, undefined, undefined, { atOnce: true, plain });
    expect(['open', 'closed'].map((it) => plain.has(join(root, it)))).toEqual([true, false]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('one that cannot be listed itself is a complaint, and no folder without configs', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  try {
    const closed = join(root, 'closed');
    for (const it of ['open', 'closed']) mkdirSync(join(root, it));
    const atOnce = (it: string): ReturnType<typeof findConfigs> =>
      findConfigs(it, undefined, undefined, { atOnce: true });
    expect((await atOnce(closed)).denied).toBe(true);
    expect((await atOnce(root)).denied).toBe(false);
    const said: unknown[] = [];
    for await (const batch of gather([closed, root], undefined, atOnce)) said.push(...batch);
    const message = 'permission to read it is denied';
    expect(said).toEqual([{ path: closed, shown: closed, message }]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
