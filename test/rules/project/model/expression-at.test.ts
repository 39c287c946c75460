import { expect, it } from 'vitest';
import { expressionAt } from '../../../../rules/project/code/expression-at.ts';
import { readSource } from '../../../../rules/source/read.ts';

const TEXT = 'const a = b.c(d, { e: 1 });\nfunction f() { return g(h).i; }\n';

function kindAt(text: string, part: string): string | undefined {
  const module = readSource('a.ts', text)?.module;
  const start = text.indexOf(part);
  return module && expressionAt(module, { start, end: start + part.length })?.kind;
}

it('the outermost expression of a range is found, and none of another one', () => {
  const module = readSource('a.ts', TEXT)?.module;
  if (!module) throw new Error('it was not read');
  const ask = (part: string): string | undefined => {
    const start = TEXT.indexOf(part);
    return expressionAt(module, { start, end: start + part.length })?.kind;
  };
  // Again, as each judgement asks.
  for (let again = 0; again < 2; again += 1) {
    expect(ask('b.c(d, { e: 1 })')).toBe('call');
    expect(ask('b.c')).toBe('member');
    expect(ask('b')).toBe('id');
    expect(ask('b.c(')).toBeUndefined();
    expect(ask('{ e: 1 }')).toBe('object');
    expect(ask('g(h).i')).toBe('member');
    expect(ask('g(h)')).toBe('call');
  }
});

it('a later version of the file is asked itself', () => {
  expect(kindAt(TEXT, 'b.c')).toBe('member');
  expect(kindAt(TEXT.replace('b.c', 'bcd'), 'bcd')).toBe('id');
});
