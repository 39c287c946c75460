import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeType, Tree, TreeBuffer } from '@lezer/common';
import { describe, expect, it } from 'vitest';
import { flatten, unflatten } from '../../../rules/source/flat.ts';
import { PARSERS } from '../../../rules/source/parsers.ts';
import { flatTreeOf, readSource } from '../../../rules/source/read.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/project');

/** All that is told apart in a tree: which types, where, in trees of their own or in rows. */
function shape(part: Tree | TreeBuffer): unknown {
  if (part instanceof TreeBuffer) return [part.length, [...part.buffer], part.set.types.length];
  return [part.type.name, part.length, part.positions, part.children.map(shape)];
}

describe.each([
  ['ts', PARSERS.typescript],
  ['py', PARSERS.python],
  ['go', PARSERS.go],
])('the tree of a .%s file', (ending, parser) => {
  const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`.${ending}`))
    .map((file) => readFileSync(join(FIXTURES, file), 'utf8'));

  it('is the same again after it was flat', () => {
    for (const text of [...texts, texts.join('\n'), '', '\n', `${texts[0]}({["`]) {
      const tree = parser.parse(text);
      expect(shape(unflatten(flatten(tree), parser.nodeSet))).toEqual(shape(tree));
    }
  });

  it('is read as if it was parsed there', () => {
    for (const text of texts.slice(0, 20)) {
      const path = `a.${ending}`;
      const flat = flatTreeOf(path, text);
      expect(flat).toBeDefined();
      const { module } = readSource(path, text, undefined, flat) ?? {};
      expect(module).toEqual(readSource(path, text)?.module);
    }
  });
});

it('nothing is flat that would not be parsed', () => {
  expect(flatTreeOf('a.md', '# a')).toBeUndefined();
  expect(flatTreeOf('a.ts', 'x();\n'.repeat(250_000))).toBeUndefined();
});

it('a tree may be as deep as it likes', () => {
  const { nodeSet } = PARSERS.typescript;
  const type = nodeSet.types.find(({ name }) => name === 'ArrayExpression');
  let tree = new Tree(type ?? NodeType.none, [], [], 1);
  for (let depth = 0; depth < 50_000; depth += 1)
    tree = new Tree(tree.type, [tree], [1], depth + 3);
  let again: Tree | TreeBuffer | undefined = unflatten(flatten(tree), nodeSet);
  let depth = 0;
  for (; again instanceof Tree; again = again.children[0]) depth += 1;
  expect(depth).toBe(50_001);
});
