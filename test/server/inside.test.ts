import { expect, test } from 'vitest';
import { foldersAround } from '../../server/workspace/inside.ts';

test.runIf(process.platform !== 'win32')(
  'the folders around a path are the same ones among few and among many, slash at the end or not',
  () => {
    const own = ['/', '/work/', '/work/a', '/work/a/b/'];
    const others = Array.from({ length: 40 }, (_, nth) => `/elsewhere/${nth}`);
    const expected = ['/work/a/b/', '/work/a', '/work/', '/'];
    expect(foldersAround('/work/a/b/c/mcp.json', own)).toEqual(expected);
    expect(foldersAround('/work/a/b/c/mcp.json', [...own, ...others])).toEqual(expected);
  },
);
