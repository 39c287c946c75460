import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';

const scratch = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-unpack-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const script = path.join(import.meta.dirname, '../../scripts/vscode/unpack.mjs');
/** By its path, as scripts have no types. */
const { unpack }: { unpack(archive: string, folder: string): Promise<void> } = await import(
  pathToFileURL(script).href
);

/** An archive of one file, packed as those are that Chromium comes in. */
function archive(name: string, change: (tar: string) => void): string {
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'file.txt'), 'here');
  const tar = path.join(scratch, `${name}.plain`);
  execFileSync('tar', ['-c', '-f', tar, '-C', folder, 'file.txt']);
  change(tar);
  const packed = path.join(scratch, `${name}.tar.br`);
  writeFileSync(packed, brotliCompressSync(readFileSync(tar)));
  return packed;
}

test('an archive is unpacked whole, however much padding is behind its end', async () => {
  const packed = archive('padded', (tar) => appendFileSync(tar, Buffer.alloc(32 * 1024 * 1024)));
  const target = path.join(scratch, 'out', 'padded');
  await unpack(packed, target);
  expect(readFileSync(path.join(target, 'file.txt'), 'utf8')).toBe('here');
  expect(() => readFileSync(`${target}.tar`)).toThrow(/ENOENT/);
});

test('a broken archive is an error, and leaves nothing beside the folder', async () => {
  const packed = archive('broken', (tar) => writeFileSync(tar, 'no archive '.repeat(200)));
  const target = path.join(scratch, 'out', 'broken');
  await expect(unpack(packed, target)).rejects.toThrow(/tar/);
  expect(() => readFileSync(`${target}.tar`)).toThrow(/ENOENT/);
});
