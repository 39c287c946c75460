import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, composeEdits, type TextEdit } from '../../rules/text/span.ts';

const round = fc.array(
  fc.record({ from: fc.nat(), size: fc.nat(4), newText: fc.string({ maxLength: 4 }) }),
  { maxLength: 4 },
);

/** Edits that fit a text and do not touch each other. */
function fitting(
  length: number,
  wishes: readonly { from: number; size: number; newText: string }[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let free = 0;
  for (const { from, size, newText } of wishes) {
    const start = free + (from % 5);
    const end = start + size;
    if (end > length) continue;
    edits.push({ span: { start, end }, newText });
    free = end + 1;
  }
  return edits;
}

test('edits of several rounds are the same as one round of theirs', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(round, { maxLength: 4 }), (text, wishes) => {
      let now = text;
      const rounds = wishes.map((wish) => {
        const edits = fitting(now.length, wish);
        now = applyEdits(now, edits);
        return edits;
      });
      expect(applyEdits(text, composeEdits(text.length, rounds))).toBe(now);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('what no round touches is in no edit', () => {
  const first = [{ span: { start: 2, end: 3 }, newText: 'XY' }];
  const second = [
    { span: { start: 3, end: 4 }, newText: '' },
    { span: { start: 6, end: 6 }, newText: '!' },
  ];
  expect(composeEdits(6, [first, second])).toEqual([
    { span: { start: 2, end: 3 }, newText: 'X' },
    { span: { start: 5, end: 5 }, newText: '!' },
  ]);
});
