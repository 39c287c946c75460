import { getHeapSpaceStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { analyze } from '../../rules/index.ts';
import { typicalConfig } from '../bench/texts.ts';

/** What is left behind where only a full collection looks, in bytes for each config. */
function leftBehind(times: number): number {
  const text = typicalConfig();
  const kept = (): number =>
    getHeapSpaceStatistics().find((it) => it.space_name === 'old_space')?.space_used_size ?? 0;
  const before = kept();
  for (let count = 0; count < times; count += 1) analyze(text, { path: '/repo/.vscode/mcp.json' });
  return (kept() - before) / times;
}

// On Node 24 a function that was assigned to a property kept every config that was judged: 20 KB each.
test('a config that was judged goes with the next quick collection', () => {
  leftBehind(1000);
  const rounds = [1, 2, 3].map(() => leftBehind(1000));
  expect(Math.min(...rounds.map(Math.abs))).toBeLessThan(5000);
});
