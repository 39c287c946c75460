import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { Parked } from '../../rules/fixes/switch/park.ts';
import {
  offIn,
  pointerOf,
  type Switched,
  type SwitchState,
  switchOff,
  switchOn,
} from '../../rules/fixes/switch/plan.ts';
import type { Host } from '../../rules/hosts/host.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import { once } from '../../rules/text/memory.ts';
import { stampOf } from '../machine/stamp.ts';
import { BESIDE } from '../machine/write-beside.ts';

/** Made for the first file that is read: most runs read none. */
const fileSchema = once(() => {
  const neighbour = z.nullable(z.object({ name: z.string(), gap: z.number() }));
  const parked = z.object({
    name: z.string(),
    kind: z.enum(['entry', 'file', 'change']),
    steps: z.array(z.string()),
    behind: neighbour,
    before: neighbour,
    inside: z.number(),
    under: z.nullable(z.number()),
    taken: z.string(),
    left: z.string(),
  });
  return z.object({
    switchedOff: z.array(parked),
    /** What holds instead as soon as the config is this text: whoever is stopped in between loses nothing. */
    next: z.optional(z.object({ of: z.string(), switchedOff: z.array(parked) })),
  });
});

const ABOUT =
  'Servers that MCP Checklist took out of the config beside it. "Switch On" puts them back; do not commit this file.';

/** A config, as it is switched. */
export interface SwitchedFile {
  readonly path: string;
  readonly text: string;
  readonly host: Host;
}

/** What reads and writes the files beside a config. */
export interface Disk {
  readText(path: string): Promise<string | undefined>;
  /** See `writeBeside`. */
  writeBeside(
    path: string,
    before: string | null,
    after: string | null,
    within: string,
    kept: boolean,
  ): Promise<void>;
}

/** A file beside the config, before and after. */
interface Beside {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Good for the config as it is and as it will be: until it is written, both are kept. */
  readonly meanwhile?: string;
  /** Whether it holds servers, and so maybe secrets. */
  readonly kept: boolean;
}

/** What is to be written, the config's own text included. */
export interface SwitchOutcome {
  readonly text: string;
  /** The servers that are switched now, and how. */
  readonly done: readonly { readonly name: string; readonly way: Switched['way'] }[];
  /** Those that could not be. */
  readonly left: readonly string[];
  /** To be written before the config where servers go off, after it where they come back: so nothing is lost. */
  readonly beside: readonly Beside[];
}

export function besideOf(path: string): string {
  return `${path}${BESIDE}`;
}

/** Which servers of a config are off, and what that takes to know. */
export async function stateOf(
  disk: Pick<Disk, 'readText'>,
  file: SwitchedFile,
): Promise<SwitchState> {
  const { path, text, host } = file;
  const listed = host.offFile
    ? await disk.readText(join(dirname(path), host.offFile.path))
    : undefined;
  return { text, listed, parked: parkedIn(await disk.readText(besideOf(path)), text) };
}

/**
 * The servers that a file beside a config keeps; none where it is not one of ours.
 *
 * @param config the text of the config
 */
export function parkedIn(text: string | undefined, config: string): readonly Parked[] {
  // Of most configs there is none, and an error takes longer than all the rest.
  if (text === undefined) return [];
  try {
    const { switchedOff, next } = fileSchema().parse(JSON.parse(text));
    return next?.of === stampOf(config) ? next.switchedOff : switchedOff;
  } catch {
    return [];
  }
}

/** Whether something stands beside the config that nobody here wrote, or that is broken: it is not written over. */
function isStrange(text: string | undefined): boolean {
  try {
    return text !== undefined && !fileSchema().safeParse(JSON.parse(text)).success;
  } catch {
    return true;
  }
}

/**
 * Works out what switches servers of one config off, or on again; writes nothing.
 *
 * @param names those that are meant; a name that stands twice means each
 */
export async function planSwitch(
  disk: Pick<Disk, 'readText'>,
  file: SwitchedFile,
  names: readonly string[],
  on: boolean,
): Promise<SwitchOutcome> {
  const before = await stateOf(disk, file);
  const kept = await disk.readText(besideOf(file.path));
  let state = before;
  const done: { name: string; way: Switched['way'] }[] = [];
  const left: string[] = [];
  // What went last comes back first: then each finds its neighbours again.
  for (const name of on ? [...names].reverse() : names) {
    const pointer = on ? undefined : pointerOf(state, file.host, name);
    const next = on
      ? switchOn(state, file.host, name)
      : pointer === undefined
        ? undefined
        : switchOff(state, file.host, pointer);
    if (!next || (next.parked !== state.parked && isStrange(kept))) {
      left.push(name);
      continue;
    }
    const { way, ...rest } = next;
    state = rest;
    done.push({ name, way });
  }
  return { text: state.text, done, left, beside: besides(file, before, state, kept) };
}

function besides(
  { path, host }: SwitchedFile,
  before: SwitchState,
  after: SwitchState,
  kept: string | undefined,
): readonly Beside[] {
  const found: Beside[] = [];
  if (host.offFile && before.listed !== after.listed) {
    found.push({
      path: join(dirname(path), host.offFile.path),
      before: before.listed ?? null,
      after: after.listed === '' ? null : (after.listed ?? null),
      kept: false,
    });
  }
  if (before.parked !== after.parked) {
    const isEmpty = after.parked.length === 0;
    found.push({
      path: besideOf(path),
      before: kept ?? null,
      after: isEmpty ? null : keptText({ switchedOff: after.parked }),
      meanwhile: keptText({
        switchedOff: before.parked,
        next: { of: stampOf(after.text), switchedOff: after.parked },
      }),
      kept: true,
    });
  }
  return found;
}

/** Forgets what is in its config again. To be asked when the config is on the disk. */
export async function settle(disk: Disk, file: SwitchedFile): Promise<void> {
  const path = besideOf(file.path);
  const kept = await disk.readText(path);
  if (kept === undefined || isStrange(kept)) return;
  const state = await stateOf(disk, file);
  const off = new Set(offIn(state, file.host).map(({ name }) => name));
  const parked = state.parked.filter(({ name }) => off.has(name));
  const text = parked.length === 0 ? null : keptText({ switchedOff: parked });
  if (text !== kept) await disk.writeBeside(path, kept, text, dirname(file.path), true);
}

interface KeptFile {
  readonly switchedOff: readonly Parked[];
  readonly next?: { readonly of: string; readonly switchedOff: readonly Parked[] };
}

function keptText(file: KeptFile): string {
  return `${JSON.stringify({ about: ABOUT, ...file }, null, 2)}\n`;
}

/** When the host does what was switched, as a sentence. */
export function whenOf({ host }: Pick<SwitchedFile, 'host'>, way: Switched['way']): SafeText {
  const label = safe.name(host.label);
  if (way === 'file')
    return sentence`${label} leaves it out from its next session on; other programs that read this file still start it.`;
  if (host.family === 'vscode') return sentence`${label} follows as soon as the file is saved.`;
  if (host.stop.live === true && way === 'key')
    return sentence`${label} follows as soon as the file is saved.`;
  if (host.stop.live === false) return sentence`It takes effect when ${label} is restarted.`;
  return sentence`It takes effect when ${label} reads the file again; restart it to be sure.`;
}
