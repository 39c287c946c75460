import type { ParkedEvidence } from '../../rules/checklists/evidence.ts';
import { type Off, offIn } from '../../rules/fixes/switch/plan.ts';
import type { Analysis } from '../../rules/index.ts';
import type { FileInReach } from '../workspace/inspector.ts';
import { judgeParked, parkedEvidence } from '../workspace/parked.ts';
import { besideOf, stateOf } from '../workspace/switches.ts';
import type { Session } from './session.ts';

/** What stands beside a config and says something of its servers. */
export interface Beside {
  readonly off: readonly Off[];
  /** What is wrong with those that are kept there. */
  readonly parked?: ParkedEvidence;
}

/** @param text of the config */
export async function lookBeside(
  { inspector, runtime }: Session,
  file: FileInReach,
  text: string,
  { config }: Analysis,
): Promise<Beside> {
  if (!config) return { off: [] };
  const { host } = config;
  const off = offIn(await stateOf(runtime, { path: file.path, text, host }), host, config);
  if (!off.some(({ way }) => way === 'park')) return { off };
  const kept = await runtime.readText(besideOf(file.path));
  const parked = judgeParked(inspector, file, host, text, kept);
  return parked ? { off, parked: parkedEvidence(parked, parked.path) } : { off };
}
