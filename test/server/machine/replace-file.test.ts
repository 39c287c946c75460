import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  NotReplacedError,
  type Replacing,
  replaceFile,
  type Unreplaced,
} from '../../../server/machine/replace-file.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const read = (...parts: string[]) => readFileSync(at(...parts), 'utf8');

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(os.tmpdir(), 'replace-')));
  mkdirSync(at('in'));
  writeFileSync(at('in/a'), 'old');
  writeFileSync(at('out'), 'old');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function whyNot(path: string, how: Replacing): Promise<Unreplaced | undefined> {
  try {
    await replaceFile(path, 'new', how);
    return undefined;
  } catch (error) {
    if (error instanceof NotReplacedError) return error.why;
    throw error;
  }
}

describe('a file', () => {
  it('is replaced as a whole, and keeps its mode', async () => {
    chmodSync(at('in/a'), 0o640);
    await replaceFile(at('in/a'), 'new', { before: 'old' });
    expect(read('in/a')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(at('in/a')).mode & 0o777).toBe(0o640);
    expect(readdirSync(at('in'))).toEqual(['a']);
  });

  it.runIf(process.getuid?.() === 0)('stays whose it was', async () => {
    chownSync(at('in/a'), 12345, 23456);
    await replaceFile(at('in/a'), 'new');
    const { uid, gid } = statSync(at('in/a'));
    expect([uid, gid]).toEqual([12345, 23456]);
  });

  it('is made where there is none, with the mode that was asked for', async () => {
    await replaceFile(at('in/b'), 'new', { before: null, mode: 0o600 });
    expect(read('in/b')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(at('in/b')).mode & 0o777).toBe(0o600);
  });

  it('that has changed meanwhile is left as it is, and so is its folder', async () => {
    expect(await whyNot(at('in/a'), { before: 'other' })).toBe('changed');
    expect(await whyNot(at('in/a'), { before: null })).toBe('changed');
    expect(await whyNot(at('in/b'), { before: 'gone' })).toBe('changed');
    expect(read('in/a')).toBe('old');
    expect(readdirSync(at('in'))).toEqual(['a']);
  });
});

describe('a link', () => {
  it('is written through only within the folder, and only if that is wanted', async () => {
    symlinkSync('a', at('in/link'));
    expect(await whyNot(at('in/link'), {})).toBe('link');
    expect(await whyNot(at('in/link'), { within: at('in'), throughLinks: true })).toBeUndefined();
    expect(read('in/a')).toBe('new');
    expect(lstatSync(at('in/link')).isSymbolicLink()).toBe(true);
  });

  it('out of the folder is not, whatever it is a link to', async () => {
    symlinkSync('../out', at('in/link'));
    symlinkSync('..', at('in/way'));
    const how = { within: at('in'), throughLinks: true };
    expect(await whyNot(at('in/link'), how)).toBe('outside');
    expect(await whyNot(at('in/way/out'), how)).toBe('outside');
    expect(await whyNot(at('in/way/new'), how)).toBe('outside');
    expect(await whyNot(at('in/../out'), how)).toBe('outside');
    expect(read('out')).toBe('old');
    expect(existsSync(at('new'))).toBe(false);
  });

  it('to the folder itself does not make its files ones from outside', async () => {
    symlinkSync('in', at('alias'));
    expect(await whyNot(at('alias/a'), { within: at('alias') })).toBeUndefined();
    expect(read('in/a')).toBe('new');
  });
});

it('what is no file is not replaced by one', async () => {
  expect(await whyNot(at('in'), {})).toBe('not-a-file');
  expect(lstatSync(at('in')).isDirectory()).toBe(true);
});

if (process.getuid?.() !== 0) console.log('skipped: only root can give files away');
