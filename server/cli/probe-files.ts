import { dirname, relative, resolve, sep } from 'node:path';
import type { ProbeRecord, ToolSnapshot } from '../../rules/findings/probe-record.ts';
import { addProbe } from '../../rules/policy/edit.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { readText } from '../machine/read-text.ts';
import { version } from '../machine/version.ts';
import type { AskOutcome, AskPlan } from '../probe/ask/types.ts';
import type { Outcome, Plan } from '../probe/types.ts';
import { lazyProbes } from '../runtime/lazy-prober.ts';
import { lockedTools, lockFileFor, lockTools, toolsBeside } from '../workspace/tool-locks.ts';
import type { Io } from './io.ts';
import { writePolicy } from './write-file.ts';

interface Place {
  readonly path: string;
  /** The policy file, which the lock file stands beside. */
  readonly policyFile: string;
}

/** What is on record of the tools of a server, as they were with the same variables, and of those beside it. */
export async function knownTools(
  place: Place,
  plan: Plan,
): Promise<{
  readonly before: ToolSnapshot | undefined;
  readonly otherTools: readonly string[];
}> {
  const read = await readText(lockFileFor(place.policyFile));
  const text = read.ok ? read.text : undefined;
  const path = pathOf(place);
  return {
    before: lockedTools(text, path, plan),
    otherTools: toolsBeside(text, path, plan.server),
  };
}

/** Writes down what was seen. @returns whether that could be done; if not, why has been said */
export async function writeProbe(
  io: Io,
  place: Place,
  plan: Plan,
  outcome: Outcome,
): Promise<boolean> {
  const path = pathOf(place);
  if (
    !(await writeRecord(io, place, lazyProbes().recordOf(plan, outcome, path, version, Date.now())))
  )
    return false;
  if (!outcome.snapshot || outcome.snapshot.tools.length === 0) return true;
  const file = lockFileFor(place.policyFile);
  const lock = await readText(file);
  const locked = lock.ok ? lock.text : undefined;
  return writePolicy(io, file, locked ?? null, lockTools(locked, path, outcome.snapshot));
}

/** The same for what a provider said of a credential. */
export function writeAsk(
  io: Io,
  place: Place,
  plan: AskPlan,
  outcome: AskOutcome,
): Promise<boolean> {
  const { askRecordOf } = lazyProbes();
  return writeRecord(io, place, askRecordOf(plan, outcome, pathOf(place), version, Date.now()));
}

async function writeRecord(io: Io, place: Place, record: ProbeRecord): Promise<boolean> {
  const read = await readText(place.policyFile);
  const text = read.ok ? read.text : '';
  const edits = addProbe(text, record);
  if (!edits || (!read.ok && read.problem !== 'missing')) {
    io.err(
      `mcp-checklist: ${safe.text(place.policyFile)} cannot be extended: put it right first.\n`,
    );
    return false;
  }
  return writePolicy(io, place.policyFile, read.ok ? text : null, applyEdits(text, edits));
}

function pathOf({ path, policyFile }: Place): string {
  // The folder itself is a dot.
  return relative(dirname(policyFile), resolve(path)).split(sep).join('/') || '.';
}
