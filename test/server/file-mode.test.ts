import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readableByAll } from '../../server/machine/file-mode.ts';

const root = mkdtempSync(join(tmpdir(), 'mcp-checklist-mode-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('takes an open file in open folders', async () => {
  mkdirSync(join(root, 'home'));
  const file = join(root, 'home', 'mcp.json');
  writeFileSync(file, '{}');
  const modes = async (top: number, folder: number, mode: number) => {
    chmodSync(root, top);
    chmodSync(join(root, 'home'), folder);
    chmodSync(file, mode);
    return readableByAll(file, new Map());
  };
  expect(await modes(0o755, 0o755, 0o644)).toBe(true);
  expect(await modes(0o755, 0o711, 0o604)).toBe(true);
  expect(await modes(0o755, 0o755, 0o640)).toBe(false);
  expect(await modes(0o755, 0o750, 0o644)).toBe(false);
  expect(await modes(0o700, 0o755, 0o644)).toBe(false);
  expect(await readableByAll(join(root, 'gone'), new Map())).toBe(false);
});

it('remembers no more folders than a search passes at a time', async () => {
  if (process.platform === 'win32') return;
  const folders = new Map<string, boolean>();
  for (let nth = 0; nth < 3_000; nth += 1)
    await readableByAll(join(root, `${nth}`, 'mcp.json'), folders);
  expect(folders.size).toBeGreaterThan(2);
  expect(folders.size).toBeLessThanOrEqual(1_001);
});
