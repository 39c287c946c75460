import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ToolSnapshot } from '../../../rules/findings/probe-record.ts';
import { STDIO } from './faults.ts';
import { PLANTED, planFor, planted, probe, scratch } from './run.ts';
import { runTable } from './table.ts';

runTable(
  STDIO,
  ({ faults, steps, key }) =>
    probe(planted(faults, {}, key), {
      steps,
      unfit: faults.includes('needs-query'),
      otherTools: ['create_issue'],
      otherClient: 'Visual Studio Code',
    }),
  { share: 4 },
);

test('a good server passes what can be passed', async () => {
  const { by, verdicts, hosts, credentials, network } = await probe(planted('needs-key,time-out'));
  expect(Object.entries(by).filter(([, it]) => it === 'fail')).toEqual([]);
  expect(verdicts).toMatchObject({
    'production/7': 'pass',
    'production/8': 'pass',
    'production/10': 'pass',
    'publish/15': 'pass',
    'publish/19': 'pass',
  });
  expect(hosts).toMatchObject([{ host: 'api.example.com', credential: 'header' }]);
  expect({ credentials, network }).toEqual({ credentials: 'made up', network: 'answered' });
}, 120_000);

test('the same version with other tools is a rug pull; another version is a list to look at', async () => {
  const folder = scratch('npx');
  // Stands in for npx: what it was told to fetch is the planted server.
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nexec '${process.execPath}' '${PLANTED}'\n`, {
    mode: 0o755,
  });
  const path = process.env.PATH;
  process.env.PATH = `${folder}:${path}`;
  const run = (version: string, extra: string, before?: ToolSnapshot) => {
    const env = { API_KEY: '${API_KEY}', EXTRA_TOOL: extra };
    const entry = { command: 'npx', args: ['-y', `notes-mcp@${version}`], env };
    return probe(planFor(entry), { steps: [10], before });
  };
  try {
    const { snapshot } = await run('1.0.0', 'one');
    expect((await run('1.0.0', 'one', snapshot)).by['drift.recorded']).toBe('pass');
    const pulled = await run('1.0.0', 'two', snapshot);
    expect([pulled.by['drift.recorded'], pulled.verdicts['production/9']]).toEqual([
      'fail',
      'fail',
    ]);
    expect((await run('1.1.0', 'two', snapshot)).by['drift.recorded']).toBe('review');
  } finally {
    process.env.PATH = path;
  }
}, 120_000);

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!hasPython)(
  'what a Python server asks is answered as well',
  async () => {
    const script = join(import.meta.dirname, 'planted.py');
    const own = { command: 'python3', args: [script] };
    const ask = (faults: string) =>
      probe(planFor({ ...own, env: { API_KEY: '${API_KEY}', FAULTS: faults } }), { steps: [10] });
    const { by, hosts } = await ask('');
    expect(hosts).toEqual([{ host: 'api.example.com', times: 1, credential: 'header' }]);
    expect(by).toMatchObject({ start: 'pass', 'leak.401': 'pass', 'refusal.401': 'pass' });
    expect((await ask('leak')).by['leak.401']).toBe('fail');
  },
  60_000,
);
