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
 * A file runs in a mode when an entry point that starts this transport loads it. What is loaded only through a file
 * that starts the other transport, and not this one, runs with the other.
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
  const modes = new Map<string, Set<Mode>>();
  for (const mode of ['stdio', 'http'] as const) {
    const other = starts[mode === 'stdio' ? 'http' : 'stdio'];
    const enter = (path: string): boolean => starts[mode].has(path) || !other.has(path);
    for (const entry of new Set(begins)) {
      const reached = reachedFrom(graph, [entry], enter);
      if (![...reached].some((path) => starts[mode].has(path))) continue;
      for (const path of reached) {
        if (!enter(path)) continue;
        const set = modes.get(path) ?? new Set();
        modes.set(path, set.add(mode));
      }
    }
  }
  const known = entries.length > 0 && transports.every(({ at }) => all.has(at.file));
  return { modes, known, all };
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
