import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { FileHandle, open } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { storeSecrets } from '../../../../server/machine/secrets/store.ts';

/** What the disk does to every file that is opened from here on. */
let breaks: ((handle: FileHandle) => void) | undefined;

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...args: Parameters<typeof open>) => {
      const handle = await real.open(...args);
      if (String(args[0]).endsWith('.env')) breaks?.(handle);
      return handle;
    },
  };
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), 'broken-'));
  file = join(folder, 'secrets.env');
});
afterEach(() => {
  breaks = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const fails = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

it('what is cut short by a full disk is taken back, and said of the right file', async () => {
  await storeSecrets(file, [{ name: 'A', value: 'one' }]);
  breaks = (handle) => {
    const write = handle.write.bind(handle) as (bytes: Buffer, at: number) => Promise<unknown>;
    let room = 7;
    handle.write = (async (bytes: Buffer, at: number) => {
      if (room === 0) return fails('ENOSPC')();
      const part = bytes.subarray(at, at + room);
      room = 0;
      return write(part, 0);
    }) as typeof handle.write;
  };
  await expect(storeSecrets(file, [{ name: 'B', value: 'two words' }])).rejects.toMatchObject({
    problem: 'unwritable',
    file,
    message: `${file} cannot be written (ENOSPC).`,
  });
  expect(readFileSync(file, 'utf8')).toBe('A=one\n');
  expect(readdirSync(folder)).toEqual(['secrets.env']);
});

it('what did not reach the disk is not said to be there', async () => {
  breaks = (handle) => {
    handle.sync = fails('EIO');
  };
  await expect(storeSecrets(file, [{ name: 'A', value: 'one' }])).rejects.toMatchObject({
    message: `${file} cannot be written (EIO).`,
  });
});

it('what is read back as something else is not kept', async () => {
  breaks = (handle) => {
    const write = handle.write.bind(handle) as (bytes: Buffer) => Promise<unknown>;
    handle.write = ((bytes: Buffer) =>
      write(Buffer.alloc(bytes.length))) as unknown as typeof handle.write;
  };
  await expect(storeSecrets(file, [{ name: 'A', value: 'one' }])).rejects.toMatchObject({
    problem: 'not-kept',
  });
});
