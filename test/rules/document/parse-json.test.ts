import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LENGTH } from '../../../rules/document/document.ts';
import { replaceInText } from '../../../rules/document/edit.ts';
import { at } from '../../../rules/document/node.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { processorTime } from '../../processor-time.ts';
import { expectNesting, plain, textsOf } from '../config/tree.ts';

const root = (text: string) => plain(parseJson(text).roots[0]);
const problems = (text: string) => parseJson(text).problems.map(({ message }) => message);
const text = (source: string, ...path: string[]) => {
  const node = at(parseJson(source).roots[0], path);
  if (node?.kind !== 'text') throw new Error('no string there');
  return node;
};

describe('valid text', () => {
  it.each([
    '{}',
    '[]',
    '"a"',
    'null',
    '-0.5e+3',
    '{"a":{"b":[1,true,null,"x"]}}',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1},"constructor":2}',
    '"\\ud83d"',
    '"\\u0041\\n\\/\\"\\\\"',
    '"\ud83d"',
    '"😀"',
    ' \t\r\n{"a":\r\n1}\r\n',
  ])('%j reads as JSON.parse reads it', (source) => {
    expect(root(source)).toStrictEqual(JSON.parse(source));
    expect(problems(source)).toEqual([]);
  });

  it('keeps both of two equal keys', () => {
    const [node] = parseJson('{"a":1,"a":2}').roots;
    expect(node?.kind === 'object' && node.properties.map(({ value }) => plain(value))).toEqual([
      1, 2,
    ]);
  });

  it('takes a byte order mark for nothing', () => {
    const document = parseJson('\ufeff{"a":"b"}');
    expect(document.problems).toEqual([]);
    expect(document.roots[0]?.span).toEqual({ start: 1, end: 10 });
  });

  it('notes comments and trailing commas, which are no problem of its own', () => {
    const source = '// one\n{"a":[1,/* two */],}';
    const document = parseJson(source);
    const cut = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
    expect(document.problems).toEqual([]);
    expect(document.comments.map(cut)).toEqual(['// one', '/* two */']);
    expect(document.trailingCommas.map(({ start }) => start)).toEqual([14, 25]);
  });
});

describe('positions', () => {
  it.each([
    ['{"k":"abcdef"}', 2, 4, 'cd'],
    ['\ufeff{\r\n\t"k": "a😀b"}', 1, 3, '😀'],
    ['{"k":"a\\nb\\u0041c"}', 3, 4, '\\u0041'],
    ['{"k":"C:\\\\dir"}', 2, 3, '\\\\'],
    ['{"k":"a\\qb"}', 1, 2, 'b'],
    ['{"k":"a\\u12zb"}', 1, 2, 'z'],
  ])('%j: characters %i to %i stand at %j', (source, start, end, expected) => {
    const span = text(source, 'k').spanOf(start, end);
    expect(source.slice(span.start, span.end)).toBe(expected);
  });

  it('puts a replacement between the quotes, escaped', () => {
    const source = '{"k":"a\\tTOKEN\\tb"}';
    const edit = replaceInText(text(source, 'k'), 2, 7, '"\\\n');
    expect(applyEdits(source, [edit])).toBe('{"k":"a\\t\\"\\\\\\n\\tb"}');
  });
});

describe('broken text', () => {
  it.each([
    ['', undefined, ['The file is empty.']],
    ['{"a":', { a: undefined }, ['The file ends before its brackets are closed.']],
    ['{"a"}', { a: undefined }, ['A value is missing here.']],
    ['{"a":}', { a: undefined }, ['A value is missing here.']],
    ['{"a":"b\n}', { a: 'b' }, ['This string is not closed.']],
    ['{"a":"C:\\\n}', { a: 'C:' }, ['This string is not closed.']],
    ['{"a":"C:\\\\\n}', { a: 'C:\\' }, ['This string is not closed.']],
    ['{"a":"b\\', { a: 'b' }, ['This string is not closed.']],
    ['{"a" 1}', { a: 1 }, ['A colon is missing here.']],
    ['{"a":1 "b":2}', { a: 1, b: 2 }, ['A comma is missing here.']],
    ['[1 2]', [1, 2], ['A comma is missing here.']],
    ['{"a":"x\ty"}', { a: 'x\ty' }, ['This string holds what JSON does not allow in one.']],
    ['{"a":1.}', { a: 1 }, ['This number is not complete.']],
    ['{"a": /* b', { a: undefined }, ['This comment is not closed.']],
    [
      '{"a": undefined, "b": 1}',
      { a: undefined, b: 1 },
      ['This is not JSON: a value, a quoted name or a bracket was expected.'],
    ],
    ['{"a":\n"b": 1}', { a: undefined, b: 1 }, ['A value is missing here.']],
    ['{"a":{"b":1}', { a: { b: 1 } }, ['The file ends before its brackets are closed.']],
    ['{"a":[1}', { a: [1] }, ['A bracket opened before this one is not closed.']],
    ['{"a":1}}', { a: 1 }, ['This bracket closes nothing.']],
    [
      '{"a": {"command": "x"} {"command": "y"}}',
      { a: { command: 'x' }, '': { command: 'y' } },
      ['A quoted name is missing before this value.'],
    ],
  ])('%j', (source, value, expected) => {
    expect(root(source)).toStrictEqual(value);
    expect(problems(source)).toEqual(expected);
  });

  it('reads both sides of a merge conflict', () => {
    const source = '{\n<<<<<<< HEAD\n"a": 1,\n=======\n"b": 2,\n>>>>>>> other\n"c": 3\n}';
    expect(root(source)).toEqual({ a: 1, b: 2, c: 3 });
    expect(new Set(problems(source))).toContain('This is left over from a merge conflict.');
  });

  it('reads every document of a file that holds several', () => {
    const document = parseJson('{"a":1}\n{"b":2}');
    expect(document.roots.map(plain)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(document.problems).toHaveLength(1);
  });

  it('reads a fragment without its outer braces', () => {
    const document = parseJson('"mcp": {"x": 1},\n"other": 2');
    expect(document.roots.map(plain)).toEqual([{ mcp: { x: 1 }, other: 2 }]);
  });

  it('ends a fragment where a document begins', () => {
    const document = parseJson('"mcp": {"x": 1}\n{"b":2}');
    expect(document.roots.map(plain)).toEqual([{ mcp: { x: 1 } }, { b: 2 }]);
  });

  it('skips lines that start with #, whatever is in them', () => {
    const source = '# "not": {this\n#C:\\Users\\me\n{"a": 1, # "b": [\n"c": 2}';
    expect(parseJson(source).roots.map(plain)).toEqual([{ a: 1, c: 2 }]);
  });
});

describe('limits', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it('reads 200 levels and refuses 201', () => {
    expect(parseJson(nested(200)).refused).toBeUndefined();
    expect(parseJson(nested(201)).refused).toBe('too-deep');
    expect(parseJson('['.repeat(500_000)).refused).toBe('too-deep');
  });

  it('reads one mebibyte and refuses more', () => {
    const fit = `"${'x'.repeat(MAX_LENGTH - 2)}"`;
    expect(parseJson(fit).refused).toBeUndefined();
    expect(parseJson(`${fit} `).refused).toBe('too-large');
  });

  // Each of these took a scanner or a builder more than linear time at one point or another.
  it.each([
    ['escaped line ends', '"\\\n\\'],
    ['hashes', '# '],
    ['open strings', '"\n'],
    ['colons', '"a":'],
    ['commas', ','],
    ['closing brackets', '}]'],
    ['comments', '/**/'],
    ['merge markers', '<<<<<<<\n'],
    ['escapes', '"\\u0041\\n"'],
    ['roots', '{}'],
  ])('stays linear in %s', (_, unit) => {
    const started = processorTime();
    const document = parseJson(unit.repeat(Math.floor(MAX_LENGTH / unit.length)));
    expect(document.problems.length).toBeLessThanOrEqual(100);
    expect(processorTime() - started).toBeLessThan(2000);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '\n',
      '\r\n',
      ' ',
      '//',
      '/*',
      '*/',
      '#',
      '"a"',
      '"b":',
    ],
    ...['1', '-', 'null', 'tru', '\ufeff', '😀', '\ud83d', '\\u00', '"__proto__"', '<<<<<<<', "'"],
  );
  const messy = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })))
    .map((it) => it.join(''));

  it('never throws and keeps every span in its place', () => {
    fc.assert(
      fc.property(messy, (source) => {
        expectNesting(parseJson(source));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads valid JSON as JSON.parse does, without a problem', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (source, indent) => {
        const laid = JSON.stringify(JSON.parse(source), null, indent);
        const document = parseJson(laid);
        expect(document.problems).toEqual([]);
        expect(plain(document.roots[0])).toStrictEqual(JSON.parse(laid));
        expectNesting(document);
      }),
    );
  });

  it('maps every part of a string back to what decodes to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (value, a, b) => {
        const source = JSON.stringify({ k: value });
        const [, node] = textsOf(parseJson(source));
        const start =
          value.length === 0 ? 0 : Math.min(a % (value.length + 1), b % (value.length + 1));
        const end =
          value.length === 0 ? 0 : Math.max(a % (value.length + 1), b % (value.length + 1));
        const span = node?.spanOf(start, end) ?? { start: 0, end: 0 };
        expect(JSON.parse(`"${source.slice(span.start, span.end)}"`)).toBe(value.slice(start, end));
      }),
    );
  });
});
