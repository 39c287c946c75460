import { describe, expect, test } from 'vitest';
import { MOST_FINDINGS, MOST_RELATED } from '../../rules/engine/limits.ts';
import { type Analysis, analyze, rules } from '../../rules/index.ts';
import { optionsOf, type Shape, shapes, textOf } from './growth/shapes.ts';

/** The clock is asked about all shapes at night, and by day about some: the limits hold for all on any day. */
const ALL = process.env.MCP_CHECKLIST_GROWTH === 'all';
/** From a text to one of twice its length: a square takes four times as long. */
const MOST_GROWTH = 2.6;
/** Less is noise of the clock. */
const LEAST_MS = 40;
const TRIES = 4;

const timed = shapes.filter((_, index) => ALL || index % 9 === 0);

describe('twice the text', () => {
  test('of every rule there is a shape', () => {
    const shaped = new Set(shapes.map(({ rule }) => rule));
    const missing = rules.filter(({ meta }) => !shaped.has(meta.id)).map(({ meta }) => meta.id);
    // What it says is about all the others.
    expect(missing).toEqual(['incomplete-check']);
  });

  test.each(shapes.map((shape) => [shape.name, shape] as const))(
    'is told of in no more than the limits: %s',
    (_, shape) => {
      const { findings, failures, complete } = judged(shape, textOf(shape, ALL ? 128 : 16));
      expect(failures).toEqual([]);
      expect(complete).toBe(true);
      expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS + 1);
      for (const { related } of findings) expect(related.length).toBeLessThanOrEqual(MOST_RELATED);
      if (shape.rule) expect(findings.map(({ rule }) => rule)).toContain(shape.rule);
    },
  );

  test.each(timed.map((shape) => [shape.name, shape] as const))(
    'takes twice the time: %s',
    (_, shape) => {
      const half = textOf(shape, 64);
      const whole = textOf(shape, 64, 2);
      judged(shape, half);
      const growths: number[] = [];
      for (let left = TRIES; left > 0; left -= 1) {
        const [short, long] = [timeOf(shape, half), timeOf(shape, whole)];
        growths.push(long / Math.max(short, LEAST_MS / 2));
        if (long < LEAST_MS || (growths.at(-1) ?? 0) <= MOST_GROWTH) return;
      }
      expect(Math.min(...growths), growths.join()).toBeLessThanOrEqual(MOST_GROWTH);
    },
    60_000,
  );
});

function judged(shape: Shape, text: string): Analysis {
  return analyze(text, optionsOf(shape));
}

/** Of the processor, in milliseconds: what else runs on the machine does not count. The best of two. */
function timeOf(shape: Shape, text: string): number {
  const times = [0, 1].map(() => {
    const before = process.cpuUsage();
    judged(shape, text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
