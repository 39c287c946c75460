import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostById, hostOfPath } from '../../rules/hosts/index.ts';
import { latencyOf } from './stats.ts';
import { differentConfigs, typicalConfig } from './texts.ts';

const TURNS = 7;
const MANY = 10_000;
const COPIES = [50, 200] as const;

export interface CommandLineRow {
  /** Processor time of `check`, in that of a script that lists, reads and parses the same files; null without a corpus. */
  readonly corpusVsFloor: number | null;
  readonly corpusCpuMs: number | null;
  /** The same of so many copies of one config. */
  readonly manyVsFloor: number;
  readonly manyPeakMiB: number;
  /** And of as many that have nothing in common, which is the dearer case. */
  readonly differentVsFloor: number;
  readonly differentPeakMiB: number;
  /** How many times the bytes of the report grow, for each time that the number of copies of one config does. */
  readonly bytesPerCopyGrowth: number;
}

interface Spent {
  readonly cpuMs: number;
  readonly peakMiB: number;
}

/**
 * What `check` costs on the command line, from its first instruction to its last: whole processes, by turns.
 *
 * @param folder where `spent.cjs` and `floor.cjs` are
 * @param corpus real configs, in a folder for each host
 */
export function measureCommandLine(
  program: string,
  folder: string,
  corpus: string,
): CommandLineRow {
  const root = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-bench-'));
  const floor = path.join(folder, 'floor.cjs');
  const spent = path.join(folder, 'spent.cjs');
  const check = (at: string): Spent => run(spent, [program, 'check', '--format', 'json', at]);
  const read = (at: string): Spent => run(spent, [floor, at]);
  try {
    const real = path.join(root, 'real');
    const own: number[] = [];
    const least: number[] = [];
    if (existsSync(corpus)) {
      layOut(corpus, real);
      for (let turn = 0; turn < TURNS; turn += 1) {
        own.push(check(real).cpuMs);
        least.push(read(real).cpuMs);
      }
    }
    const many = path.join(root, 'many');
    copies(many, MANY);
    const all = check(many);
    const different = path.join(root, 'different');
    layOutMany(different, differentConfigs(MANY, 'mcpServers'));
    const apart = check(different);
    const [few, more] = COPIES.map((count) => {
      const at = path.join(root, `copies-${count}`);
      copies(at, count);
      return spawnSync(process.execPath, [program, 'check', '--format', 'json', at], {
        maxBuffer: 2 ** 30,
      }).stdout.length;
    });
    const corpusCpuMs = own.length > 0 ? latencyOf(own).p50 : null;
    return {
      corpusCpuMs,
      corpusVsFloor: corpusCpuMs === null ? null : corpusCpuMs / latencyOf(least).p50,
      manyVsFloor: all.cpuMs / read(many).cpuMs,
      manyPeakMiB: all.peakMiB,
      differentVsFloor: apart.cpuMs / read(different).cpuMs,
      differentPeakMiB: apart.peakMiB,
      bytesPerCopyGrowth: (more ?? 0) / (few ?? 1) / (COPIES[1] / COPIES[0]),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function run(spent: string, args: readonly string[]): Spent {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'] as const;
  const child = spawnSync(process.execPath, ['--require', spent, ...args], { stdio: [...stdio] });
  return JSON.parse(String(child.output[3])) as Spent;
}

/** Each file in a folder of its own, where its host looks for it. */
function layOut(corpus: string, to: string): void {
  for (const id of readdirSync(corpus)) {
    const place = placeOf(id);
    if (place === undefined) continue;
    for (const name of readdirSync(path.join(corpus, id)))
      put(path.join(to, `${id}-${name}`, place), readFileSync(path.join(corpus, id, name), 'utf8'));
  }
}

/** A path that the host with this id reads. */
function placeOf(id: string): string | undefined {
  const places = (hostById(id)?.globs ?? []).map((it) =>
    it.replace('**/', '').replaceAll('*', 'x'),
  );
  return places.find((it) => hostOfPath(`/repo/${it}`)?.id === id);
}

function copies(to: string, count: number): void {
  layOutMany(to, Array<string>(count).fill(typicalConfig('mcpServers')));
}

function layOutMany(to: string, texts: Iterable<string>): void {
  let index = 0;
  for (const text of texts) {
    put(path.join(to, `${Math.floor(index / 100)}`, `${index}`, '.cursor', 'mcp.json'), text);
    index += 1;
  }
}

function put(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
