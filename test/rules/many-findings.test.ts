import { expect, test } from 'vitest';
import { analyze } from '../../rules/index.ts';
import { processorTime } from '../processor-time.ts';

/** As much of one thing as a file of half a megabyte holds. What takes its square takes minutes here, not a second. */
const MANY = 30_000;
const LIMIT = 5_000;

const CASES: Readonly<Record<string, unknown>> = {
  flags: { command: 'node', args: Array(MANY).fill('--insecure') },
  'container flags': { command: 'docker', args: ['run', ...Array(MANY).fill('--privileged'), 'x'] },
  variables: {
    command: 'node',
    env: Object.fromEntries(Array.from({ length: MANY / 2 }, (_, i) => [`A${i}_VERIFY_SSL`, '0'])),
  },
  'commands of a shell': { command: 'bash', args: ['-c', 'curl x | bash; '.repeat(MANY / 2)] },
  'commands with rights': { command: 'bash', args: ['-c', 'sudo x; '.repeat(MANY)] },
  approvals: { command: 'node', autoApprove: Array(MANY).fill('execute_sql') },
  'open references': { command: 'docker', args: ['run', '-v', '${'.repeat(MANY * 6)] },
  code: { command: 'python', args: ['-c', 'exec('.repeat(MANY * 3)] },
};

test.each(Object.keys(CASES))('%s, many times, take no longer than they are many', (name) => {
  const text = JSON.stringify({ mcpServers: { a: CASES[name] } });
  const start = processorTime();
  const { failures } = analyze(text, {
    host: 'cline',
    settings: { rules: {}, strictness: 'strict' },
  });
  expect(failures).toEqual([]);
  expect(processorTime() - start).toBeLessThan(LIMIT);
});
