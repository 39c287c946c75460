import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../rules/checklists/evidence.ts';
import { summarizeConfig } from '../../rules/engine/summary.ts';
import { analyze } from '../../rules/index.ts';
import { typicalConfig } from '../bench/texts.ts';
import { fake } from '../fake.ts';

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

/** In characters: so much more than what is kept of it that there is no doubt. */
const LONG = 200_000;

/** A config that is mostly words, with names that are long enough for V8 to share their characters with the text. */
function longConfig(index: number): string {
  const args = [
    '-y',
    `some-package-with-a-long-name-${index}`,
    `${'word '.repeat(LONG / 5)}${index}`,
  ];
  // What a credential has looked at is copied by that.
  const token = index % 2 === 0 ? fake.githubToken() : 'none';
  const env = { A_NAME_OF_A_VARIABLE: '${A_REFERENCE_TO_ANOTHER_ONE}', API_TOKEN: token };
  const name = `a-server-with-a-long-name-${index}`;
  return JSON.stringify({ mcpServers: { [name]: { command: 'npx', args, env } } }, null, 1);
}

// What others may know of a config, and what the checklist says of it, is kept for ten thousand of them: with a piece of
// the text, all of it would be kept, its credentials included.
test('what is kept of a config holds on to none of its text', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const kept: unknown[] = [];
  const hash = (value: string): string => String(value.length);
  const keep = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const path = `/w/${index}/.cursor/mcp.json`;
      const { config, credentials, ...rest } = analyze(longConfig(index), { path });
      if (!config) throw new Error('no config');
      const findings = rest.findings.map((it) => ({ ...it, fixes: [] }));
      const from = { config, credentials, environmentOf: () => undefined, hash, home: undefined };
      kept.push(summarizeConfig(path, from));
      kept.push(evidenceOf(path, config, { ...rest, credentials, findings }, { hash }));
    }
  };
  keep(5);
  collect();
  const before = process.memoryUsage().heapUsed;
  keep(50);
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan((50 * LONG) / 10);
  expect(kept).toHaveLength(110);
});
