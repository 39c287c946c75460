import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { analyze } from '../../../rules/index.ts';
import { itemsOf } from '../../../server/probe/items.ts';
import type { ProbeKit } from '../../../server/probe/kit.ts';
import { planOf } from '../../../server/probe/plan.ts';
import type { Outcome, Plan, ProbeOptions } from '../../../server/probe/types.ts';

/** Of this test alone: others run beside it. */
export const SCRATCH: string = tmpdir();

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the tests of this file. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(SCRATCH, `${name}-`));
  folders.push(folder);
  return folder;
}

export const PLANTED: string = join(import.meta.dirname, 'planted.mjs');

/** The bundle as it ships. */
const { kit } = createRequire(import.meta.url)('../../../dist/probe.cjs') as { kit: ProbeKit };
const { prober } = kit;

export interface Told extends Outcome {
  /** By their ids; undefined for what was not tried. */
  readonly by: Readonly<Record<string, string>>;
  readonly verdicts: Readonly<Record<string, string>>;
}

/** A server in a config of its own. */
export function planFor(entry: object, around: Partial<Parameters<typeof planOf>[2]> = {}): Plan {
  const text = JSON.stringify({ mcpServers: { notes: entry } });
  const { config } = analyze(text, { path: '/w/.mcp.json' });
  const [server] = config?.servers ?? [];
  if (!config || !server) throw new Error('the config is not read');
  const plan = planOf(config, server, {
    folder: tmpdir(),
    fingerprint: 'f',
    real: [],
    env: {},
    ...around,
  });
  if (!plan) throw new Error('there is no plan');
  return plan;
}

/** The planted server, with these faults. */
export function planted(
  faults: string,
  env: Readonly<Record<string, string>> = {},
  reference = '${API_KEY}',
): Plan {
  return planFor({
    command: process.execPath,
    args: [PLANTED],
    env: { API_KEY: reference, FAULTS: faults, ...env },
  });
}

export async function probe(plan: Plan, options: Partial<ProbeOptions> = {}): Promise<Told> {
  const outcome = await prober.probe(plan, {
    trusted: true,
    consent: async () => true,
    distrusted: [],
    calls: 'hints',
    timeout: 180_000,
    sandbox: 'none',
    patience: { initialize: 4_000, list: 3_000, call: 3_000, silence: 3_000 },
    progress: () => undefined,
    now: () => Date.now(),
    ...options,
  });
  const by = Object.fromEntries(outcome.steps.map(({ id, verdict }) => [id, verdict]));
  return { ...outcome, by, verdicts: itemsOf(outcome.steps) };
}

/** What a probe of this test may have left on this machine: folders, processes, and who cleans up. */
export function leftovers(): readonly string[] {
  const folders = readdirSync(SCRATCH).filter((it) => it.startsWith('mcp-checklist-probe-'));
  return [...folders, ...processes()];
}

function processes(): readonly string[] {
  if (!existsSync('/proc/self/environ')) {
    const listing = execFileSync('ps', ['-Eaxww', '-o', 'command='], { encoding: 'utf8' });
    return listing.split('\n').filter((it) => it.includes(`${SCRATCH}/mcp-checklist-probe-`));
  }
  return readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it) && isOurs(it))
    .map((it) => `process ${it}`);
}

function isOurs(pid: string): boolean {
  try {
    const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'latin1');
    if (/\) [ZX] /.test(read('stat'))) return false;
    const all = read('environ') + read('cmdline') + readlinkSync(`/proc/${pid}/cwd`);
    return all.includes(`${SCRATCH}/mcp-checklist-probe-`);
  } catch {
    return false;
  }
}
