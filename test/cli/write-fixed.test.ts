import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sentence } from '../../rules/secrets/safe.ts';
import { type Change, writeFixed } from '../../server/cli/commands/write-fixed.ts';
import type { Io } from '../../server/cli/io.ts';
import { folder } from './run.ts';

const plan = (cwd: string, shown: string, before: string, value: string): Change => ({
  path: join(cwd, shown),
  shown,
  boundary: cwd,
  before,
  taken: [{ name: 'TOKEN', value }],
  fixed: {
    text: 'fixed',
    edits: [],
    applied: [sentence`Replace it`],
    moved: [{ name: 'TOKEN', value, raw: value }],
    others: [],
    problems: [],
    made: [],
  },
});

it('a file that has changed since it was judged is left, told, and gives no secret away', async () => {
  const cwd = folder({ a: 'judged', b: 'judged' });
  writeFileSync(join(cwd, 'a'), 'changed since');
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  } as Io;
  const plans = [plan(cwd, 'a', 'judged', 'one'), plan(cwd, 'b', 'judged', 'two')];
  expect(await writeFixed(io, plans, join(cwd, 'out.env'))).toBe(false);
  expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('changed since');
  expect(readFileSync(join(cwd, 'b'), 'utf8')).toBe('fixed');
  expect(err).toBe('mcp-checklist: a is left as it is. It has changed meanwhile.\n');
  expect(out).toContain('Applied 1 fix in 1 file.\n1 secret from these files is in ');
  const kept = readFileSync(join(cwd, 'out.env'), 'utf8');
  expect(kept).toMatch(/^# b, [\d-]+\nTOKEN=two\n$/);
});

it('nothing is kept, and no file made for it, where nothing can be written', async () => {
  const cwd = folder({ a: 'changed since' });
  const io = { out: () => undefined, err: () => undefined } as unknown as Io;
  expect(await writeFixed(io, [plan(cwd, 'a', 'judged', 'one')], join(cwd, 'out.env'))).toBe(false);
  expect(existsSync(join(cwd, 'out.env'))).toBe(false);
});
