import { expect, test } from 'vitest';
import { KINDS, measure } from './measure.ts';

/** Of the last seed nobody knows anything but its number: change it, and the floors have to hold. */
const SEEDS = [1, 2, 3, 20261121];

/** The floors that `plaintext-secret` promises at warning and error, and with information counted. */
const FLOOR = { recall: 0.97, recallWithLow: 0.985, precision: 0.99, exact: 0.99 };

test.each(SEEDS)('credentials and traps of seed %i', (seed) => {
  const { credentials, traps, found, exact, noted, byKind, missed, falseAlarms } = measure(seed);
  const recall = found / credentials;
  const precision = found / (found + falseAlarms.length);
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const kinds = KINDS.map((kind) => `${kind} ${percent(byKind[kind].found / byKind[kind].all)}`);
  console.log(
    [
      `seed ${seed}: recall ${percent(recall)} of ${credentials} (${kinds.join(', ')}), ` +
        `with notes ${percent((found + noted) / credentials)}; precision ${percent(precision)}, ` +
        `${falseAlarms.length} false of ${traps} traps`,
      ...missed.slice(0, 40).map((title) => `  missed: ${title}`),
      ...falseAlarms.slice(0, 40).map((title) => `  false: ${title}`),
    ].join('\n'),
  );
  expect(recall).toBeGreaterThanOrEqual(FLOOR.recall);
  expect((found + noted) / credentials).toBeGreaterThanOrEqual(FLOOR.recallWithLow);
  expect(precision).toBeGreaterThanOrEqual(FLOOR.precision);
  expect(exact / found).toBeGreaterThanOrEqual(FLOOR.exact);
  // Precision over a third as many traps, each alone: no share of credentials can hide them.
  expect(falseAlarms.length / traps).toBeLessThanOrEqual(0.01);
});
