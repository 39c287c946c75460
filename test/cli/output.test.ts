import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CLI, folder, run } from './run.ts';

const entry = { command: 'npx', args: ['-y', 'some-server'], env: { LONG: 'x'.repeat(200) } };
const files = Object.fromEntries(
  Array.from({ length: 300 }, (_, nth) => [
    `${nth}/.mcp.json`,
    JSON.stringify({ mcpServers: { one: entry, other: entry } }),
  ]),
);

/** Starts the command line and then takes its own output as a stream: it never waits, and so both must not. */
const SHARING = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
  process.stdout.write('');
`;

test('all of a report arrives where others have said that the pipe must not be waited for', async () => {
  const cwd = folder(files);
  const args = ['check', '--format', 'json'];
  const { out } = await run(args, { cwd });
  expect(out.length).toBeGreaterThan(500_000);
  const child = spawn(process.execPath, ['-e', SHARING, CLI, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Nobody reads before the pipe is full.
  await setTimeout(1_500);
  let arrived = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    arrived += chunk;
  });
  await once(child, 'close');
  expect(arrived).toBe(out);
});

test('a reader that has seen enough ends it', async () => {
  const child = spawn(process.execPath, [CLI, 'check'], {
    cwd: folder(files),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, err]).toEqual([0, '']);
});
