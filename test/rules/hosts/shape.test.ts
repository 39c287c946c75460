import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { hosts } from '../../../rules/hosts/index.ts';
import { shapeOf } from '../../../rules/hosts/shape.ts';
import { jsonValidation, schemas } from '../../../scripts/schemas.mjs';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const shaped = hosts.flatMap((host) => {
  const shape = shapeOf(host);
  return shape ? [{ id: host.id, root: host.roots[0]?.path[0] ?? '', shape }] : [];
});

test('the manifest names a schema for every host that VS Code has none for', () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  );
  const advice = 'run: npm run hosts';
  expect(manifest.contributes.jsonValidation, advice).toEqual(jsonValidation());
  expect(shaped.map(({ id }) => id)).toEqual(expect.arrayContaining(['cursor', 'claude-desktop']));
});

test('schemas are draft 7, which VS Code reads', () => {
  for (const { text } of schemas()) expect(JSON.parse(text).$schema).toMatch(/draft-07/);
});

describe.each(shaped)('$id', ({ id, root, shape }) => {
  test('takes what the host takes', () => {
    for (const name of readdirSync(join(FIXTURES, id)).filter((it) => it.startsWith('config.'))) {
      const value = parse(readFileSync(join(FIXTURES, id, name), 'utf8'));
      expect(shape.safeParse(value).error?.issues).toBeUndefined();
    }
  });

  test('refuses a list where a map belongs, and a number for a command', () => {
    expect(shape.safeParse({ [root]: [] }).success).toBe(false);
    expect(shape.safeParse({ [root]: { a: { command: 42 } } }).success).toBe(false);
    expect(shape.safeParse({ [root]: { a: { command: 'node', new: { to: 'us' } } } }).success).toBe(
      true,
    );
  });
});
