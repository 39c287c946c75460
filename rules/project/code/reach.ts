import type { FileFacts } from '../files/facts.ts';
import type { FileRole } from '../files/role.ts';
import type { Mode } from '../project.ts';
import { type ImportGraph, reachedFrom } from './graph.ts';
import type { Transport } from './transports.ts';

/** What entry points load, and in which way it runs then. */
export interface Reach {
  readonly modes: ReadonlyMap<string, ReadonlySet<Mode>>;
  readonly known: boolean;
  /** Everything that any entry point loads. */
  readonly all: ReadonlySet<string>;
}

/**
 * A file runs in a mode when an entry point that leads to this transport loads it. What is loaded only through a file
 * that starts the other transport, and does not lead to this one, runs with the other.
 */
export function modesOf(
  graph: ImportGraph,
  entries: readonly string[],
  transports: readonly Transport[],
): Reach {
  const starts: Record<Mode, Set<string>> = { stdio: new Set(), http: new Set() };
  for (const { kind, at } of transports) starts[kind === 'stdio' ? 'stdio' : 'http'].add(at.file);
  const begins = entries.length > 0 ? entries : [...starts.stdio, ...starts.http];
  const all = reachedFrom(graph, begins);
  const back = reversed(graph);
  const modes = new Map<string, Set<Mode>>();
  for (const mode of ['stdio', 'http'] as const) {
    const leading = reachedFrom(back, starts[mode]);
    const other = starts[mode === 'stdio' ? 'http' : 'stdio'];
    const enter = (path: string): boolean => leading.has(path) || !other.has(path);
    const from = begins.filter((path) => leading.has(path));
    for (const path of reachedFrom(graph, from, enter)) {
      if (!enter(path)) continue;
      const set = modes.get(path) ?? new Set();
      modes.set(path, set.add(mode));
    }
  }
  const known = entries.length > 0 && transports.every(({ at }) => all.has(at.file));
  return { modes, known, all };
}

function reversed(graph: ImportGraph): ImportGraph {
  const back = new Map<string, Set<string>>();
  for (const [from, loaded] of graph) {
    for (const to of loaded) {
      const set = back.get(to);
      if (set) set.add(from);
      else back.set(to, new Set([from]));
    }
  }
  return back;
}

/**
 * What a file is for, now that it is known what loads it.
 *
 * @param holding files with tools: something loads them, even where nobody sees how
 */
export function rolesOf(
  files: readonly FileFacts[],
  graph: ImportGraph,
  reach: Reach,
  holding: Iterable<string>,
): ReadonlyMap<string, FileRole> {
  const held = reachedFrom(graph, holding);
  const roles = new Map<string, FileRole>();
  for (const { path, role, source } of files) {
    const asked = role === 'server' && source && reach.known;
    const served = !asked || reach.modes.has(path) || held.has(path);
    // A program of the package that starts no server: `create-x`, `setup`.
    const other = reach.all.has(path) ? 'command-line' : 'unused';
    roles.set(path, served ? role : other);
  }
  return roles;
}
