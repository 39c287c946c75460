import { expect, test } from 'vitest';
import { foldersAround } from '../../server/workspace/inside.ts';

test.runIf(process.platform !== 'win32')(
  'the folders around a path are the same ones among few and among many, slash at the end or not',
  () => {
    const own = ['/', '/home/', '/home/a', '/home/a/b/'];
    const others = Array.from({ length: 40 }, (_, nth) => `/elsewhere/${nth}`);
    const expected = ['/home/a/b/', '/home/a', '/home/', '/'];
    expect(foldersAround('/home/a/b/c/mcp.json', own)).toEqual(expected);
    expect(foldersAround('/home/a/b/c/mcp.json', [...own, ...others])).toEqual(expected);
  },
);
