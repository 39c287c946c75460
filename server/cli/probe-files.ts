import { dirname, join, relative, resolve, sep } from 'node:path';
import * as z from 'zod/mini';
import type { ToolSnapshot } from '../../rules/findings/probe-record.ts';
import { addProbe } from '../../rules/policy/edit.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { readText } from '../machine/read-text.ts';
import { version } from '../machine/version.ts';
import { recordOf } from '../probe/items.ts';
import type { Outcome, Plan } from '../probe/types.ts';
import type { Io } from './io.ts';
import { writePolicy } from './write-file.ts';

/** The tools of servers as they were when somebody probed them: committed, so that colleagues and CI compare. */
const LOCK_FILE = '.mcp-checklist.lock.json';

interface Place {
  readonly path: string;
  /** The policy file, which the lock file stands beside. */
  readonly policyFile: string;
}

const hash = z.string().check(z.maxLength(100));
const entry = z.object({
  path: z.string().check(z.maxLength(1000)),
  server: z.string().check(z.maxLength(500)),
  fingerprint: hash,
  names: z.array(z.string().check(z.maxLength(500))),
  ran: z.optional(z.string().check(z.maxLength(200))),
  hash,
  tools: z.array(z.object({ name: z.string().check(z.maxLength(500)), text: hash, demands: hash })),
});
const lockFile = z.object({ version: z.literal(1), servers: z.array(entry) });
type Entry = z.infer<typeof entry>;

/** What the tools of a server were when it was last probed with the same variables; undefined where nobody did. */
export async function knownTools(place: Place, plan: Plan): Promise<ToolSnapshot | undefined> {
  const path = pathOf(place);
  const { servers } = await readLock(place);
  return servers.find(
    (it) =>
      it.path === path &&
      it.server === plan.server &&
      it.names.join('\n') === plan.names.join('\n'),
  );
}

/** Writes down what was seen. @returns whether that could be done; if not, why has been said */
export async function writeProbe(
  io: Io,
  place: Place,
  plan: Plan,
  outcome: Outcome,
): Promise<boolean> {
  const path = pathOf(place);
  const read = await readText(place.policyFile);
  const text = read.ok ? read.text : '';
  const record = recordOf(plan, outcome, path, version, Date.now());
  const edits = addProbe(text, record);
  if (!edits || (!read.ok && read.problem !== 'missing')) {
    io.err(
      `mcp-checklist: ${safe.text(place.policyFile)} cannot be extended: put it right first.\n`,
    );
    return false;
  }
  const before = read.ok ? text : null;
  if (!(await writePolicy(io, place.policyFile, before, applyEdits(text, edits)))) return false;
  if (!outcome.snapshot || outcome.snapshot.tools.length === 0) return true;
  const lock = await readLock(place);
  const others = lock.servers.filter((it) => it.path !== path || it.server !== plan.server);
  const servers = [...others, { path, ...outcome.snapshot }].sort(byPlace);
  const after = `${JSON.stringify({ version: 1, servers }, null, 2)}\n`;
  return writePolicy(io, lock.file, lock.text, after);
}

async function readLock({ policyFile }: Place): Promise<{
  readonly file: string;
  readonly text: string | null;
  readonly servers: readonly Entry[];
}> {
  const file = join(dirname(policyFile), LOCK_FILE);
  const read = await readText(file);
  if (!read.ok) return { file, text: null, servers: [] };
  const parsed = lockFile.safeParse(jsonIn(read.text));
  return { file, text: read.text, servers: parsed.success ? parsed.data.servers : [] };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf({ path, policyFile }: Place): string {
  return relative(dirname(policyFile), resolve(path)).split(sep).join('/');
}

function byPlace(a: { path: string; server: string }, b: { path: string; server: string }): number {
  return a.path === b.path ? (a.server < b.server ? -1 : 1) : a.path < b.path ? -1 : 1;
}
