import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readEnv } from '../../server/machine/secrets/env-file.ts';
import { fake, seeded } from '../fake.ts';
import { CLI, folder, run } from './run.ts';

/**
 * Runs of `fix` in each other's way, and runs that are killed: no secret may be nowhere. A few each time;
 * `npm run nightly` has as many as were promised.
 */
const ROUNDS = Number(process.env.MCP_CHECKLIST_PARALLEL ?? 2);
const KILLS = Number(process.env.MCP_CHECKLIST_KILLS ?? 6);
const AT_ONCE = 12;
const FILES = 60;
const FIX = ['fix', '--all', '--yes', '--no-network', '--rule', 'plaintext-secret'];

const config = (name: string, token: string) =>
  `{ "mcpServers": { "s": { "command": "node", "args": ["a.js"], "env": { "${name}": "${token}" } } } }\n`;
const kept = (file: string) =>
  new Set(
    existsSync(file) ? readEnv(readFileSync(file, 'utf8')).assignments.map((it) => it.value) : [],
  );

/** What is there that nobody put there. */
const leftovers = (root: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((it) =>
    /\.(?:tmp|lock)/.test(it),
  );

test(`${AT_ONCE} runs at once, ${ROUNDS} times: nothing is lost`, {
  timeout: 60 * 60_000,
}, async () => {
  let lost = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tokens = Array.from({ length: AT_ONCE }, () => fake.githubToken());
    const files = tokens.map((it, n) => [`${n}/.mcp.json`, config('A_TOKEN', it)]);
    const root = folder({ ...Object.fromEntries(files), 'home/x': '' });
    const env = { HOME: join(root, 'home'), USERPROFILE: join(root, 'home') };
    const runs = await Promise.all(
      tokens.map((_, n) => run(FIX, { cwd: join(root, `${n}`), env })),
    );
    for (const { code, err } of runs) expect([code, err]).toEqual([0, '']);
    const store = join(root, 'home/.mcp-checklist/secrets.env');
    const there = kept(store);
    for (const [n, token] of tokens.entries()) {
      expect(readFileSync(join(root, `${n}/.mcp.json`), 'utf8')).not.toContain(token);
      if (!there.has(token)) lost += 1;
    }
    if (process.platform !== 'win32') expect(statSync(store).mode & 0o777).toBe(0o600);
    expect(leftovers(root)).toEqual([]);
  }
  console.log(`${ROUNDS * AT_ONCE} runs, ${AT_ONCE} at once: ${lost} secrets lost`);
  expect(lost).toBe(0);
});

test(`${KILLS} kills while it writes: nothing is lost, half-written or left`, {
  timeout: 60 * 60_000,
}, async () => {
  const random = seeded(20261126);
  const root = folder({ x: '' });
  const store = join(root, 'secrets.env');
  const counts = { killed: 0, midway: 0, lost: 0, broken: 0, drafts: 0 };
  for (let n = 0; n < FILES; n += 1) mkdirSync(join(root, `${n}`));
  for (let round = 0; round < KILLS; round += 1) {
    const tokens = Array.from({ length: FILES }, () => fake.githubToken());
    for (const [n, token] of tokens.entries())
      writeFileSync(join(root, `${n}/.mcp.json`), config(`A${n}_TOKEN`, token));
    if (await killed(root, store, random.integer(0, 60))) counts.killed += 1;
    counts.drafts += leftovers(root).filter((it) => it.endsWith('.tmp')).length;
    const there = kept(store);
    let done = 0;
    for (const [n, token] of tokens.entries()) {
      const text = readFileSync(join(root, `${n}/.mcp.json`), 'utf8');
      const isWhole = text === config(`A${n}_TOKEN`, token);
      const isFixed = text === config(`A${n}_TOKEN`, `\${A${n}_TOKEN}`);
      if (isFixed) done += 1;
      if (!isWhole && !isFixed) counts.broken += 1;
      if (!isWhole && !there.has(token)) counts.lost += 1;
    }
    if (done > 0 && done < FILES) counts.midway += 1;
  }
  const { code, err } = await run([...FIX, '--save-secrets', 'secrets.env'], { cwd: root });
  expect([code, err]).toEqual([0, '']);
  console.log(`${KILLS} runs over ${FILES} files: ${JSON.stringify(counts)}`);
  expect(counts).toMatchObject({ lost: 0, broken: 0 });
  // A few may all come too late; of many, some have to hit.
  if (KILLS >= 50) expect(counts.midway).toBeGreaterThan(KILLS / 10);
  expect(leftovers(root)).toEqual([]);
});

/** Starts a run and kills it so long after it has begun to write. @returns whether it was still there to be killed */
async function killed(cwd: string, store: string, milliseconds: number): Promise<boolean> {
  const sizeOf = (): number => statSync(store, { throwIfNoEntry: false })?.size ?? 0;
  const before = sizeOf();
  const child = spawn(process.execPath, [CLI, ...FIX, '--save-secrets', 'secrets.env'], {
    cwd,
    stdio: 'ignore',
  });
  const closed = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_, signal) => resolve(signal)),
  );
  // In every third run as soon as it touches the store, else somewhere while it writes configs.
  const isWriting = (): boolean =>
    milliseconds % 3 === 0 ? existsSync(`${store}.mcp-checklist.lock`) : sizeOf() !== before;
  while (!isWriting() && child.exitCode === null) await sleep(1);
  await sleep(milliseconds % 3 === 0 ? 0 : milliseconds);
  child.kill('SIGKILL');
  return (await closed) === 'SIGKILL';
}
