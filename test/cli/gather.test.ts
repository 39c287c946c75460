import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gather } from '../../server/cli/gather.ts';
import { folder } from './run.ts';

/** What of some names below a folder is read, under which name. */
async function read(root: string, names: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for await (const batch of gather(names.map((it) => join(root, it))))
    said.push(...batch.map((it) => `${it.path.slice(root.length + 1)}${'text' in it ? '' : '!'}`));
  return said;
}

const A = 'a/.mcp.json';
const B = 'b/.mcp.json';

it.each<[string, string[], string[]]>([
  ['files', [A, B], [A, B]],
  ['one twice', [A, B, A], [A, B]],
  ['a link to one', [A, 'link.json', B], [A, B]],
  ['one behind its link', ['link.json', B, A], ['link.json', B]],
  // To the disk it is the same file, and it is another one that a host reads.
  ['a hard link to one', [A, 'hard.json', 'link.json'], [A, 'hard.json']],
  ['a folder and what is in it', [A, '.', B], [A, B]],
  ['a link to the folder', ['.', 'b-link/.mcp.json'], [A, B]],
  ['what is not there, twice', [A, 'none', B, 'none'], [A, 'none!', B]],
])('reads each file once: %s', async (_, names, expected) => {
  const root = folder({ [A]: '{}', [B]: '{}' });
  symlinkSync(join(root, A), join(root, 'link.json'));
  linkSync(join(root, A), join(root, 'hard.json'));
  symlinkSync(join(root, 'b'), join(root, 'b-link'));
  expect(await read(root, names)).toEqual(expected);
});

it('hands over some at a time, in their order', async () => {
  const names = Array.from({ length: 70 }, (_, nth) => `${100 + nth}/.mcp.json`);
  const root = folder(Object.fromEntries(names.map((it) => [it, '{}'])));
  const sizes: number[] = [];
  for await (const batch of gather(names.map((it) => join(root, it)))) sizes.push(batch.length);
  expect(sizes).toEqual([32, 32, 6]);
  expect(await read(root, names)).toEqual(names);
});
