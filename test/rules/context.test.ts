import { expect, test } from 'vitest';
import { recognize } from '../../rules/config/recognize.ts';
import type { Rule, RuleContext, SharedContext } from '../../rules/engine/rule.ts';
import { judge } from '../../rules/engine/run.ts';
import { defaultSettings } from '../../rules/findings/settings.ts';
import { rules } from '../../rules/index.ts';

const TEXT = '{"mcpServers":{"a":{"command":"node"}}}';

/** A rule of another name for each id, which only keeps its context. */
function run(...ids: readonly string[]): {
  contexts: RuleContext[];
  finish: () => ReturnType<typeof judge>;
} {
  const contexts: RuleContext[] = [];
  const [known] = rules;
  const recognized = recognize(TEXT, '/repo/.cursor/mcp.json', undefined);
  if (!known || !recognized) throw new Error('nothing to judge');
  const keeping = ids.map(
    (id): Rule => ({
      meta: { ...known.meta, id, tier: 'default', disabledServers: true },
      messages: { said: 'Said.' },
      check: (context) => {
        contexts.push(context);
        // The first one speaks again while the last one runs.
        if (contexts.length === ids.length) contexts[0]?.report(STATEMENT);
      },
    }),
  );
  const judging = {
    path: '/repo/.cursor/mcp.json',
    facts: {},
    settings: defaultSettings,
    project: undefined,
  };
  return { contexts, finish: () => judge(recognized, keeping, judging) };
}

const STATEMENT = { message: 'said', data: {}, span: { start: 0, end: 1 }, pointer: '' };

test('a rule reports in its own name, also while another one runs', () => {
  const { finish } = run('first', 'second');
  expect(finish().findings.map(({ rule }) => rule)).toEqual(['first']);
});

test('what a rule is given cannot be changed', () => {
  const { contexts, finish } = run('first', 'second');
  finish();
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(contexts[0]));
  expect(names).toContain('report');
  for (const context of contexts)
    for (const name of names) expect(Reflect.set(context, name, undefined)).toBe(false);
  expect(contexts[0]?.report).not.toBe(contexts[1]?.report);
});

test('what two rules need is computed once in a run, and anew in the next', () => {
  let times = 0;
  const compute = ({ config }: SharedContext) => ({ nth: ++times, servers: config.servers.length });
  const { contexts, finish } = run('first', 'second');
  finish();
  expect(contexts.map((it) => it.once(compute))).toEqual([
    { nth: 1, servers: 1 },
    { nth: 1, servers: 1 },
  ]);
  finish();
  expect(contexts.at(-1)?.once(compute).nth).toBe(2);
});
