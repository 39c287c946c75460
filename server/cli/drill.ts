import { performance } from 'node:perf_hooks';
import { drillTook } from '../../rules/checklists/drill.ts';
import { offIn } from '../../rules/fixes/switch/plan.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { planSwitch, stateOf } from '../workspace/switches.ts';
import type { Inspection } from './inspection.ts';
import { ExitCode, type Io } from './io.ts';
import { disk, type Found, writeSwitched } from './switched-files.ts';
import { writeDown } from './write-down.ts';
import { whyNot } from './write-file.ts';

interface Times {
  readonly off: number;
  readonly on: number;
}

/**
 * Switches each server off, looks whether it is off on the disk, switches it on, and looks whether the file is what it
 * was. What is timed is that; how long the host takes, nobody can see from here.
 */
export async function drill(
  io: Io,
  targets: readonly { readonly file: Found; readonly names: readonly string[] }[],
  inspection: Inspection,
  attests: boolean,
): Promise<number> {
  let code: number = ExitCode.clean;
  for (const { file, names } of targets) {
    for (const name of names) {
      const times = await once(io, file, name);
      if (!times) {
        code = ExitCode.usage;
        continue;
      }
      const took = drillTook(times);
      io.out(`${safe.name(name)} (${safe.text(file.shown)}): ${took}; the file is what it was.\n`);
      const fingerprint = file.fingerprints.get(safe.name(name)) ?? '';
      const seen = { item: 'production/10', path: file.path, server: name, fingerprint } as const;
      if (attests && !(await writeDown(io, inspection, { ...seen, note: `drill: ${took}` })))
        code = ExitCode.usage;
    }
  }
  return code;
}

/** @returns undefined where it did not work, which has been said */
async function once(io: Io, file: Found, name: string): Promise<Times | undefined> {
  const say = (text: string): void =>
    io.err(`mcp-checklist: ${safe.name(name)} (${safe.text(file.shown)}): ${safe.text(text)}\n`);
  try {
    const started = performance.now();
    const off = await planSwitch(disk, file, [name], false);
    if (off.done.length === 0) {
      say(`it cannot be switched from here: ${file.host.stop.how}.`);
      return undefined;
    }
    await writeSwitched(file, off, false);
    const now = { ...file, text: (await disk.readText(file.path)) ?? '' };
    const isOff = offIn(await stateOf(disk, now), file.host).some((it) => it.name === name);
    const middle = performance.now();
    const on = await planSwitch(disk, now, [name], true);
    await writeSwitched(now, on, true);
    const isSame = (await disk.readText(file.path)) === file.text;
    const ended = performance.now();
    if (isOff && isSame) return { off: middle - started, on: ended - middle };
    say(isOff ? 'the file is not what it was.' : 'it was not off.');
  } catch (error) {
    say(whyNot(error));
  }
  return undefined;
}
