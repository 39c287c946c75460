import type { ConfigSummary, ServerSummary } from '../../rules/findings/facts.ts';
import { NOWHERE, type Others, SharedPlaces } from './shared-places.ts';

/** Where servers of a name stand in configs that are read together; most configs are read alone, and cost no more here. */
export class ServerPlaces {
  readonly #together = new Map<string, ConfigSummary | SharedPlaces<ServerSummary>>();

  /** @param key the same for those that are read together */
  add(key: string, summary: ConfigSummary): void {
    const known = this.#together.get(key);
    if (!known) {
      this.#together.set(key, summary);
      return;
    }
    const shared = known instanceof SharedPlaces ? known : placesOf(known);
    if (shared !== known) this.#together.set(key, shared);
    link(shared, summary);
  }

  remove(key: string, summary: ConfigSummary): void {
    const known = this.#together.get(key);
    if (known instanceof SharedPlaces)
      for (const { name } of summary.servers) known.remove(name, summary.path);
    if (!(known instanceof SharedPlaces) || known.isEmpty) this.#together.delete(key);
  }

  has(key: string): boolean {
    return this.#together.has(key);
  }

  /** Whether one config is read together with no other. */
  isSingle(key: string): boolean {
    return this.#together.has(key) && !(this.#together.get(key) instanceof SharedPlaces);
  }

  /** Those of the other configs. */
  elsewhere(key: string, name: string, path: string): Others<ServerSummary> {
    const known = this.#together.get(key);
    if (known === undefined) return NOWHERE;
    if (known instanceof SharedPlaces) return known.elsewhere(name, path);
    const server = known.path === path ? undefined : firstOf(known, name);
    return server
      ? { places: [{ path: known.path, ...server }], count: 1, environments: [] }
      : NOWHERE;
  }

  /** The configs that have one. */
  paths(key: string, name: string): Iterable<string> {
    const known = this.#together.get(key);
    if (known === undefined) return [];
    if (known instanceof SharedPlaces) return known.paths(name);
    return firstOf(known, name) ? [known.path] : [];
  }
}

function placesOf(summary: ConfigSummary): SharedPlaces<ServerSummary> {
  const shared = new SharedPlaces<ServerSummary>();
  link(shared, summary);
  return shared;
}

/** Of a name that stands there twice, the first: the other is told of within the file. */
function link(shared: SharedPlaces<ServerSummary>, { path, servers }: ConfigSummary): void {
  const seen = new Set<string>();
  for (const it of servers) {
    if (seen.has(it.name)) continue;
    seen.add(it.name);
    shared.add(it.name, path, [it]);
  }
}

function firstOf({ servers }: ConfigSummary, name: string): ServerSummary | undefined {
  return servers.find((it) => it.name === name);
}
