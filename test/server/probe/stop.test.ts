import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CLI } from '../../cli/run.ts';
import { leftovers, PLANTED, planted, probe } from './run.ts';

/** Three ways to end it, a third of the times each: a sample here; the nightly run does all. */
const TIMES = Math.ceil(Number(process.env.MCP_CHECKLIST_PROBE_KILLS ?? 12) / 3);
const WORST = 'child-detached,child-stays,ignores-sigterm,stays';

afterEach(async () => {
  expect(await settled()).toEqual([]);
}, 20_000);

/** Who cleans up after a kill takes a moment. */
async function settled(): Promise<readonly string[]> {
  for (let waited = 0; waited < 15_000 && leftovers().length > 0; waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return leftovers();
}

test(
  'called off at any moment, nothing is left',
  async () => {
    for (let index = 0; index < TIMES; index++) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), (index / TIMES) * 4_000);
      const { kind } = await probe(planted(WORST), { signal: stop.signal });
      expect(kind).toBe('cancelled');
      expect(leftovers()).toEqual([]);
    }
  },
  40_000 + TIMES * 6_000,
);

test(
  'killed at any moment without a word, nothing is left',
  async () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      for (let index = 0; index < TIMES; index++) {
        await killedAfter((index / TIMES) * 4_000, signal);
        expect(await settled()).toEqual([]);
      }
    }
  },
  60_000 + TIMES * 20_000,
);

function killedAfter(milliseconds: number, signal: NodeJS.Signals): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stop-'));
  const notes = {
    command: process.execPath,
    args: [PLANTED],
    env: { API_KEY: '${API_KEY}', FAULTS: WORST },
  };
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: { notes } }));
  const args = [CLI, 'probe', 'notes', '--config', 'mcp.json', '--yes', '--sandbox', 'none'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    setTimeout(() => child.kill(signal), milliseconds);
  });
}
