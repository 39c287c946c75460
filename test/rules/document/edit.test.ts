import fc from 'fast-check';
import { type ParseError, parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import {
  appendItem,
  appendProperty,
  prependProperty,
  removeItem,
  removeProperty,
  replaceInText,
  replaceValue,
} from '../../../rules/document/edit.ts';
import type { ArrayNode, ObjectNode } from '../../../rules/document/node.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { plain, textsOf } from '../config/tree.ts';

const list = (source: string) => {
  const document = parseJson(source);
  return { document, node: document.roots[0] as ArrayNode };
};
const object = (source: string) => {
  const document = parseJson(source);
  return { document, node: document.roots[0] as ObjectNode };
};
const append = (source: string, value: string | { readonly id: string }) => {
  const { document, node } = list(source);
  return applyEdits(source, [appendItem(document, node, value)]);
};
const prepend = (source: string, name = 'n') => {
  const { document, node } = object(source);
  return applyEdits(source, [prependProperty(document, node, name, 1)]);
};
const appended = (source: string, name = 'n') => {
  const { document, node } = object(source);
  return applyEdits(source, [appendProperty(document, node, name, 1)]);
};
const without = (source: string, index: number) => {
  const { document, node } = list(source);
  return applyEdits(source, [removeItem(document, node, index)]);
};
const withoutKey = (source: string, index: number) => {
  const { document, node } = object(source);
  const property = node.properties[index];
  if (!property) throw new Error('no such property');
  return applyEdits(source, [removeProperty(document, node, property)]);
};

describe('appendItem', () => {
  it.each([
    ['[]', '["v"]'],
    ['[ ]', '["v"]'],
    ['["a"]', '["a", "v"]'],
    ['["a",]', '["a", "v",]'],
    ['[\n  "a"\n]', '[\n  "a",\n  "v"\n]'],
    ['[\r\n\t"a"\r\n]', '[\r\n\t"a",\r\n\t"v"\r\n]'],
    ['[\n  "a",\n]', '[\n  "a",\n  "v",\n]'],
    ['[\n  "a" // one\n]', '[\n  "a", // one\n  "v"\n]'],
    ['[\n  "a", // one\n]', '[\n  "a", // one\n  "v",\n]'],
    ['[ // none yet\n]', '[ // none yet\n  "v"\n]'],
    ['[ /* none */ ]', '[ /* none */\n  "v"\n ]'],
  ])('%j', (before, after) => {
    expect(append(before, 'v')).toBe(after);
  });

  it('lays an object out as its neighbours are', () => {
    expect(append('[\n  {\n    "id": "a"\n  }\n]', { id: 'b' })).toBe(
      '[\n  {\n    "id": "a"\n  },\n  {\n    "id": "b"\n  }\n]',
    );
    expect(append('[{ "id": "a" }]', { id: 'b' })).toBe('[{ "id": "a" }, { "id": "b" }]');
  });
});

describe('properties', () => {
  it.each([
    ['{}', '{"n": 1}'],
    ['{"a": 2}', '{"n": 1, "a": 2}'],
    ['{\n  "a": 2\n}', '{\n  "n": 1,\n  "a": 2\n}'],
    ['\ufeff{\r\n\t"a": 2\r\n}', '\ufeff{\r\n\t"n": 1,\r\n\t"a": 2\r\n}'],
    ['{ // c\n  "a": 2,\n}', '{ // c\n  "n": 1,\n  "a": 2,\n}'],
    ['{\n}', '{\n  "n": 1\n}'],
  ])('one before the others of %j', (before, after) => {
    expect(prepend(before)).toBe(after);
  });

  it.each([
    ['{}', '{"n": 1}'],
    ['{"a": 2}', '{"a": 2, "n": 1}'],
    ['{\n  "a": 2 // c\n}', '{\n  "a": 2, // c\n  "n": 1\n}'],
    ['{\n  "a": 2,\n}', '{\n  "a": 2,\n  "n": 1,\n}'],
    ['{\n  // none\n}', '{\n  // none\n  "n": 1\n}'],
  ])('one behind the others of %j', (before, after) => {
    expect(appended(before)).toBe(after);
  });

  it.each([
    ['{"a": 1, "b": 2}', 0, '{"b": 2}'],
    ['{"a": 1, "b": 2}', 1, '{"a": 1}'],
    ['{"a": 1}', 0, '{}'],
    ['{\n  "a": 1,\n  "b": 2\n}', 0, '{\n  "b": 2\n}'],
    ['{\n  "a": 1,\n  "b": 2\n}', 1, '{\n  "a": 1\n}'],
    ['{\r\n\t"a": 1,\r\n\t// b\r\n\t"b": 2,\r\n}', 1, '{\r\n\t"a": 1,\r\n\t// b\r\n}'],
    ['{\n  "a": 1, // one\n  "b": 2\n}', 1, '{\n  "a": 1 // one\n}'],
    ['{\n  // only\n  "a": 1\n}', 0, '{\n  // only\n}'],
  ])('without one of %j', (before, index, after) => {
    expect(withoutKey(before, index)).toBe(after);
  });
});

describe('removeItem', () => {
  it.each([
    ['["a", "b", "c"]', 1, '["a", "c"]'],
    ['["a"]', 0, '[]'],
    ['[\n  "a"\n]', 0, '[]'],
    ['["a", "b" /* why */]', 1, '["a" /* why */]'],
    ['["a", // why\n "b"]', 1, '["a" // why\n ]'],
    ['[\n  "a",\n  "b", // why\n  "c"\n]', 1, '[\n  "a",\n  // why\n  "c"\n]'],
  ])('%j without number %i', (before, index, after) => {
    expect(without(before, index)).toBe(after);
  });
});

it('writes a value in the layout of the line it stands in', () => {
  const source = '{\n\t"a": [\n\t\t"x"\n\t]\n}';
  const { document, node } = object(source);
  const value = node.properties[0]?.value;
  if (!value) throw new Error('no value');
  expect(applyEdits(source, [replaceValue(document, value, ['y', 'z'])])).toBe(
    '{\n\t"a": [\n\t\t"y",\n\t\t"z"\n\t]\n}',
  );
});

describe('any text that was valid stays so', () => {
  const blank = fc.constantFrom('', ' ', '\n', '\n  ', '\r\n\t');
  const note = fc.constantFrom('', '', '// note "x", [\n', '/* note , } */');
  const scalar = fc.constantFrom('1', '"a"', '"b\\n"', 'true', 'null', '"😀"', '{}', '[]');

  /** A list or object of scalars with blanks, comments and a trailing comma wherever the grammar has them. */
  const container = (open: string, close: string, comments: boolean, key: boolean) =>
    fc
      .tuple(
        fc.array(fc.tuple(blank, note, scalar, blank, note), { maxLength: 4 }),
        blank,
        note,
        fc.boolean(),
      )
      .map(([parts, before, last, trailing]) => {
        const members = parts.map(([b, n, value, b2, n2], index) => {
          const member = key ? `"k${index}": ${value}` : value;
          return b + (comments ? n : '') + member + b2 + (comments ? n2 : '');
        });
        const comma = trailing && comments && members.length > 0 ? ',' : '';
        return open + members.join(',') + comma + before + (comments ? last : '') + close;
      });

  const check = (source: string, result: string, strict: boolean, expected: unknown) => {
    if (strict) expect(JSON.parse(result)).toStrictEqual(expected);
    const errors: ParseError[] = [];
    expect(parse(result, errors, { allowTrailingComma: true })).toStrictEqual(expected);
    expect(errors).toEqual([]);
    const commentsOf = (text: string) =>
      parseJson(text).comments.map(({ start, end }) => text.slice(start, end));
    expect(commentsOf(result)).toEqual(commentsOf(source));
    expect(parseJson(result).trailingCommas.length).toBeLessThanOrEqual(1);
    if (!source.includes('\n')) expect(result.replaceAll('\n', '')).not.toContain('\r');
  };

  it.each([true, false])('lists (strict: %s)', (strict) => {
    fc.assert(
      fc.property(container('[', ']', !strict, false), fc.nat(4), (source, index) => {
        const { document, node } = list(source);
        const value = plain(node) as unknown[];
        check(source, applyEdits(source, [appendItem(document, node, 'v')]), strict, [
          ...value,
          'v',
        ]);
        check(
          source,
          applyEdits(source, [removeItem(document, node, index)]),
          strict,
          value.toSpliced(index, 1),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each([true, false])('objects (strict: %s)', (strict) => {
    fc.assert(
      fc.property(container('{', '}', !strict, true), fc.nat(4), (source, index) => {
        const { document, node } = object(source);
        const value = plain(node) as Record<string, unknown>;
        check(source, applyEdits(source, [prependProperty(document, node, 'n', 1)]), strict, {
          n: 1,
          ...value,
        });
        check(source, applyEdits(source, [appendProperty(document, node, 'n', 1)]), strict, {
          ...value,
          n: 1,
        });
        const property = node.properties[index];
        if (!property) return;
        const { [property.key.value]: _, ...rest } = value;
        check(source, applyEdits(source, [removeProperty(document, node, property)]), strict, rest);
      }),
      { numRuns: 1000 },
    );
  });

  it('strings', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.nat(),
        fc.nat(),
        (value, put, a, b) => {
          const source = `{"k":${JSON.stringify(value)}}`;
          const [, node] = textsOf(parseJson(source));
          if (!node) throw new Error('no string');
          const start = Math.min(a, b) % (value.length + 1);
          const end = start + (Math.max(a, b) % (value.length - start + 1));
          const result = applyEdits(source, [replaceInText(node, start, end, put)]);
          expect(JSON.parse(result).k).toBe(value.slice(0, start) + put + value.slice(end));
        },
      ),
    );
  });
});
