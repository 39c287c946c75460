// `npm run nightly`: what takes too long for every change. Each step is a test of `npm test` with its full numbers.
import { ensureInstalled, ranUnderProjectNode, run, runMain, seconds, toolEnv } from './steps.mjs';

/** @type {{ name: string, args: string[], env?: Record<string, string> }[]} */
const steps = [
  {
    name: 'runs of fix at once, and killed ones',
    args: ['vitest', 'run', 'test/cli/stress.test.ts'],
    env: { MCP_CHECKLIST_PARALLEL: '50', MCP_CHECKLIST_KILLS: '200' },
  },
  {
    name: 'every planted fault of a server',
    args: ['vitest', 'run', 'test/server/probe/planted.test.ts', 'test/server/probe/http.test.ts'],
    env: { MCP_CHECKLIST_PROBE_FAULTS: 'all' },
  },
  {
    name: 'probes that are called off or killed',
    args: ['vitest', 'run', 'test/server/probe/stop.test.ts'],
    env: { MCP_CHECKLIST_PROBE_KILLS: '200', MCP_CHECKLIST_SEED: String(Date.now() % 1e9) },
  },
  {
    name: 'every suite of the editor, loaded from here',
    args: ['node', 'test/editor/run.mjs', 'source'],
    env: { MCP_CHECKLIST_EDITOR: 'all' },
  },
  {
    name: 'stirred configs',
    args: ['vitest', 'run', 'test/fuzz'],
    env: { MCP_CHECKLIST_FUZZ: '100000' },
  },
  {
    name: 'source that is typed in, read on and anew',
    args: ['vitest', 'run', 'test/rules/project/files/kept-facts.test.ts'],
    env: { MCP_CHECKLIST_FUZZ: '100000' },
  },
  {
    name: 'configs that are typed key by key',
    args: ['vitest', 'run', 'test/server/typing', 'test/server/project/half-typed.test.ts'],
    env: { MCP_CHECKLIST_TYPING: 'all' },
  },
  {
    name: 'every fix in every variant',
    args: ['vitest', 'run', 'test/rules/fixes'],
    env: { MCP_CHECKLIST_MATRIX: 'all' },
  },
  {
    name: 'every secret in every output',
    args: ['vitest', 'run', 'test/server/sinks.test.ts', 'test/cli/canary.test.ts'],
    env: { MCP_CHECKLIST_CANARY: 'all' },
  },
  {
    name: 'every cut, and twice the text in twice the time',
    args: [
      'vitest',
      'run',
      'test/fuzz/growth.test.ts',
      'test/fuzz/half-typed.test.ts',
      'test/rules/secrets/linear.test.ts',
    ],
    env: { MCP_CHECKLIST_GROWTH: 'all' },
  },
];

await runMain(async () => {
  await ensureInstalled();
  if (await ranUnderProjectNode(import.meta.url)) return;
  const only = process.argv[2];
  const counts = { passed: 0, failed: 0 };
  for (const { name, args, env } of steps) {
    if (only !== undefined && !name.includes(only)) continue;
    console.log(`\n── ${name} ──`);
    const started = Date.now();
    const [command = '', ...rest] = args;
    const code = await run(command, rest, { env: { ...toolEnv(), ...env } });
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(started)})`);
    if (code === 0) counts.passed += 1;
    else counts.failed += 1;
  }
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
});
