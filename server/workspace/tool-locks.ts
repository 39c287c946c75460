import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { ToolSnapshot } from '../../rules/findings/probe-record.ts';
import { once } from '../../rules/text/memory.ts';

/** The tools of servers as they were when somebody probed them: committed, so that colleagues and CI compare. */
const LOCK_FILE = '.mcp-checklist.lock.json';

/** What is kept of the tools of one server, wherever that is. Made when it is first asked for: few starts read one. */
export const toolSnapshot = once(() => {
  const hash = z.string().check(z.maxLength(100));
  const name = z.string().check(z.maxLength(500));
  return z.object({
    server: name,
    fingerprint: hash,
    names: z.array(name),
    ran: z.optional(z.string().check(z.maxLength(200))),
    hash,
    tools: z.array(z.object({ name, text: hash, demands: hash })),
  });
});
const lockFile = once(() => {
  const entry = z.object({ path: z.string().check(z.maxLength(1000)), ...toolSnapshot().shape });
  return z.object({ version: z.literal(1), servers: z.array(entry) });
});
type Entry = z.infer<ReturnType<typeof lockFile>>['servers'][number];

/** @param policyFile the file that it stands beside */
export function lockFileFor(policyFile: string): string {
  return join(dirname(policyFile), LOCK_FILE);
}

/**
 * What the tools of a server were when it was last probed with the same variables.
 *
 * @param text of the lock file; undefined where there is none
 * @param path of the config, from its folder
 */
export function lockedTools(
  text: string | undefined,
  path: string,
  { server, names }: Pick<ToolSnapshot, 'server' | 'names'>,
): ToolSnapshot | undefined {
  return entriesIn(text).find(
    (it) => it.path === path && it.server === server && it.names.join('\n') === names.join('\n'),
  );
}

/** The tools of the servers that stand beside one in its config. */
export function toolsBeside(
  text: string | undefined,
  path: string,
  server: string,
): readonly string[] {
  return entriesIn(text)
    .filter((it) => it.path === path && it.server !== server)
    .flatMap(({ tools }) => tools.map(({ name }) => name));
}

/** The lock file with the tools of one server in place of what they were. */
export function lockTools(text: string | undefined, path: string, tools: ToolSnapshot): string {
  const others = entriesIn(text).filter((it) => it.path !== path || it.server !== tools.server);
  const servers = [...others, { path, ...tools }].sort(byPlace);
  return `${JSON.stringify({ version: 1, servers }, null, 2)}\n`;
}

function entriesIn(text: string | undefined): readonly Entry[] {
  const parsed = lockFile().safeParse(text === undefined ? undefined : jsonIn(text));
  return parsed.success ? parsed.data.servers : [];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function byPlace(a: { path: string; server: string }, b: { path: string; server: string }): number {
  return a.path === b.path ? (a.server < b.server ? -1 : 1) : a.path < b.path ? -1 : 1;
}
