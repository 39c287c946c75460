import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendItem,
  appendProperty,
  removeItem,
  removeProperty,
  replaceInText,
  setProperty,
} from '../../../rules/document/edit.ts';
import { type ArrayNode, at, type Node, type ObjectNode } from '../../../rules/document/node.ts';
import { parse } from '../../../rules/document/parse.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { processorTime } from '../../processor-time.ts';
import { plain, textsOf } from '../config/tree.ts';

type Format = 'toml' | 'yaml';
const root = (text: string, format: Format) => plain(parse(text, format).roots[0]);
const find = (text: string, format: Format, ...path: string[]) => {
  const document = parse(text, format);
  return { document, node: at(document.roots[0], path) as Node };
};

/** Replaces `old` in the string at a path. */
function replaced(text: string, format: Format, path: string[], old: string, put: string): string {
  const { node } = find(text, format, ...path);
  if (node?.kind !== 'text') throw new Error('no string there');
  const start = node.value.indexOf(old);
  return applyEdits(text, [replaceInText(node, start, start + old.length, put)]);
}

describe('TOML', () => {
  it('puts tables, dotted keys and inline tables into one tree', () => {
    const text =
      '# c\na.b = 1\n[s.x]\ncommand = "npx" # why\n[s.x.env]\nK = \'v\'\n[s."y z"]\nargs = ["a", """\nb"""]\n[[l]]\nn = true\n[[l]]\nd = 2020-01-01\n';
    expect(root(text, 'toml')).toEqual({
      a: { b: 1 },
      s: { x: { command: 'npx', env: { K: 'v' } }, 'y z': { args: ['a', 'b'] } },
      l: [{ n: true }, { d: null }],
    });
    expect(parse(text, 'toml').comments).toHaveLength(2);
  });

  it.each([
    ['a = "x\\tSECRET\\u0041😀"', 'a = "x\\tNEW\\u0041😀"'],
    ["a = 'C:\\SECRET'", "a = 'C:\\NEW'"],
    ['a = """\r\none \\\r\n   SECRET"""', 'a = """\r\none \\\r\n   NEW"""'],
    ["a = '''\nSECRET'''", "a = '''\nNEW'''"],
    ['\ufeffa = "SECRET"', '\ufeffa = "NEW"'],
  ])('replaces a part of %j', (text, expected) => {
    expect(replaced(text, 'toml', ['a'], 'SECRET', 'NEW')).toBe(expected);
  });

  it('changes the quotes where a value cannot stand between them', () => {
    expect(replaced("a = 'x SECRET'", 'toml', ['a'], 'SECRET', "it's")).toBe('a = "x it\'s"');
  });

  it('reads on behind a line that is no TOML', () => {
    const text =
      '[s.a]\ncommand = \nargs = ["x"]\n[s.b]\ncommand = "y"\n<<<<<<< HEAD\n[s.c]\ncommand = "z\n';
    const document = parse(text, 'toml');
    expect(document.problems.length).toBeGreaterThan(0);
    expect(plain(at(document.roots[0], ['s', 'b']))).toEqual({ command: 'y' });
  });

  it('adds and removes entries where they belong', () => {
    const text = '[s.a] # one\r\ncommand = "x"\r\nenv = { K = "v", L = "w" } # two\r\n';
    const { document, node } = find(text, 'toml', 's', 'a');
    const server = node as ObjectNode;
    const added = applyEdits(text, [setProperty(document, server, 'env_vars', ['K'])]);
    expect(added).toBe(
      '[s.a] # one\r\nenv_vars = ["K"]\r\ncommand = "x"\r\nenv = { K = "v", L = "w" } # two\r\n',
    );
    const env = at(server, ['env']) as ObjectNode;
    const [first] = env.properties;
    if (!first) throw new Error('no entry');
    expect(applyEdits(text, [removeProperty(document, env, first)])).toContain(
      'env = { L = "w" } # two',
    );
    const command = server.properties[0];
    if (!command) throw new Error('no entry');
    expect(applyEdits(text, [removeProperty(document, server, command)])).toBe(
      '[s.a] # one\r\nenv = { K = "v", L = "w" } # two\r\n',
    );
  });
});

describe('YAML', () => {
  it('reads what it reads, keys twice and aliases not followed', () => {
    const text =
      '# c\na: &x {k: v}\nb: *x\nc:\n  - 1\n  - yes\n  - "t"\nd: |\n  one\n  two\ne:\nf: ~\n';
    expect(root(text, 'yaml')).toEqual({
      a: { k: 'v' },
      b: null,
      c: [1, 'yes', 't'],
      d: 'one\ntwo\n',
      e: undefined,
      f: null,
    });
    expect(parse(text, 'yaml').comments).toHaveLength(1);
    expect(parse('a: 1\na: 2\n', 'yaml').problems).toEqual([]);
  });

  it.each([
    ['a: x SECRET y', 'NEW', 'a: x NEW y'],
    ['a: SECRET # why', '${env:X}', 'a: ${env:X} # why'],
    ['a: SECRET', '${{ secrets.X }}', 'a: ${{ secrets.X }}'],
    ['a: SECRET', '{env:X}', 'a: "{env:X}"'],
    ['a: SECRET', 'x: y', 'a: "x: y"'],
    ['a: SECRET', 'true', 'a: "true"'],
    ["a: 'it''s SECRET'", "o'k", "a: 'it''s o''k'"],
    ['a: "x\\tSECRET\\u0041"', 'N"W', 'a: "x\\tN\\"W\\u0041"'],
    ['a: "one\n  two SECRET"', 'NEW', 'a: "one\n  two NEW"'],
    ['a: one\n\n  two SECRET', 'NEW', 'a: "one\\ntwo NEW"'],
    ['a: |\n  one\n  SECRET\nb: 1\n', 'NEW', 'a: "one\\nNEW\\n"\nb: 1\n'],
  ])('%j with %j', (text, put, expected) => {
    const result = replaced(text, 'yaml', ['a'], 'SECRET', put);
    expect(result).toBe(expected);
    const { node } = find(text, 'yaml', 'a');
    const value = String(plain(node)).replace('SECRET', put);
    expect(plain(find(result, 'yaml', 'a').node)).toBe(value);
    expect(parse(result, 'yaml').problems).toEqual([]);
  });

  it('replaces in flow what brackets would end', () => {
    expect(replaced('a: { k: SECRET }', 'yaml', ['a', 'k'], 'SECRET', '${X}')).toBe(
      'a: { k: "${X}" }',
    );
  });

  it.each([
    ['a:\n  k: v # why\nb: 1\n', ['a'], 'a:\n  k: v # why\n  n: 1\nb: 1\n'],
    ['- k: v\n  l: w\n- m: x\n', ['0'], '- k: v\n  l: w\n  n: 1\n- m: x\n'],
    ['a: {}\n', ['a'], 'a: {n: 1}\n'],
    ['a: { k: v }\n', ['a'], 'a: { k: v, n: 1 }\n'],
    ['a:\r\n  k: v', ['a'], 'a:\r\n  k: v\r\n  n: 1'],
    ['a:\n  k:\n    - x\n    - y\nb: 1\n', ['a'], 'a:\n  k:\n    - x\n    - y\n  n: 1\nb: 1\n'],
  ])('adds an entry to %j', (text, path, expected) => {
    const document = parse(text, 'yaml');
    const [top] = document.roots;
    const node = top?.kind === 'array' ? top.items[0] : at(top, path);
    const result = applyEdits(text, [appendProperty(document, node as ObjectNode, 'n', 1)]);
    expect(result.replaceAll('"', '')).toBe(expected);
    expect(parse(result, 'yaml').problems).toEqual([]);
  });

  it.each([
    [
      'a:\n  - x\n  - y # why\nb: 1\n',
      0,
      'a:\n  - y # why\nb: 1\n',
      'a:\n  - x\n  - y # why\n  - "v"\nb: 1\n',
    ],
    ['a: [x, y]\n', 1, 'a: [x]\n', 'a: [x, y, "v"]\n'],
    ['a: []\n', 9, 'a: []\n', 'a: ["v"]\n'],
  ])('lists: %j', (text, index, without, longer) => {
    const { document, node } = find(text, 'yaml', 'a');
    expect(applyEdits(text, [appendItem(document, node as ArrayNode, 'v')])).toBe(longer);
    if ((node as ArrayNode).items.length > index) {
      expect(applyEdits(text, [removeItem(document, node as ArrayNode, index)])).toBe(without);
    }
  });

  it.each([
    ['a:\n  k: v\n  l: w\n', 0, 'a:\n  l: w\n'],
    ['a:\n  k: v\n  l:\n    - x\n    - y\nb: 1\n', 1, 'a:\n  k: v\nb: 1\n'],
    ['a:\n  k: v # why\n  l: w\n', 0, 'a:\n  # why\n  l: w\n'],
  ])('takes entry out of %j', (text, index, expected) => {
    const { document, node } = find(text, 'yaml', 'a');
    const property = (node as ObjectNode).properties[index];
    if (!property) throw new Error('no entry');
    expect(applyEdits(text, [removeProperty(document, node as ObjectNode, property)])).toBe(
      expected,
    );
  });
});

describe.each(['toml', 'yaml'] as const)('any %s', (format) => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      ' = ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '\n',
      '\r\n',
      '  ',
      '\t',
      '#',
      '- ',
      '? ',
      ',',
    ],
    ...[
      '.',
      '"""',
      '|',
      '>',
      '&x',
      '*x',
      '!!str',
      '---\n',
      '...',
      '\\',
      '😀',
      '\ud83d',
      '\ufeff',
      '<<: ',
      '%',
      '1',
    ],
  );

  it('never throws, and keeps spans in the text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const document = parse(text, format);
        for (const { span } of document.problems) expect(span.end).toBeLessThanOrEqual(text.length);
        for (const node of textsOf(document)) {
          for (const { start, end } of [
            node.span,
            node.spanOf(),
            node.spanOf(0, Math.min(1, node.value.length)),
          ]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('refuses what is too large or too deep', () => {
    expect(parse('#'.repeat(1024 * 1024 + 1), format).refused).toBe('too-large');
    expect(parse(`a = ${'['.repeat(100_000)}`, format).refused).toBe('too-deep');
    expect(parse('- '.repeat(100_000), 'yaml').refused).toBe('too-deep');
    expect(parse(`${'a.'.repeat(5000)}b = 1`, 'toml').refused).toBe('too-deep');
  });

  it('stays quick on long and broken text', () => {
    const units =
      format === 'toml'
        ? ['a = 1\n', 'a.b = 1\n', '= \n', 'x = [\n', '"""\n']
        : ['a: b\n', '{}\n', '"\n', ': ', 'a: [\n', '*a\n', '- a\n'];
    const tables = Array.from({ length: 8000 }, (_, index) => `[t.k${index}]\na = 1\n`).join('');
    for (const text of [...units.map((unit) => unit.repeat((128 * 1024) / unit.length)), tables]) {
      const started = processorTime();
      expect(parse(text, format).problems.length).toBeLessThanOrEqual(100);
      expect(processorTime() - started).toBeLessThan(4000);
    }
  });

  it('cut anywhere, still gives what was complete', () => {
    const text =
      format === 'toml'
        ? '[s.a]\ncommand = "x"\nargs = ["y", "z"]\n[s.b]\ncommand = "w"\n'
        : 's:\n  a:\n    command: x\n    args: ["y", "z"]\n  b:\n    command: w\n';
    const complete = text.indexOf(format === 'toml' ? '[s.b]' : '  b:');
    for (let cut = 0; cut <= text.length; cut += 1) {
      const document = parse(text.slice(0, cut), format);
      if (cut >= complete)
        expect(plain(at(document.roots[0], ['s', 'a']))).toEqual({
          command: 'x',
          args: ['y', 'z'],
        });
    }
  });
});
