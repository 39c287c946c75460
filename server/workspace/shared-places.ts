import { MOST_RELATED } from '../../rules/engine/limits.ts';

/** The configs that have one thing in common. */
interface Group<T> {
  readonly byPath: Map<string, readonly T[]>;
  /** How many of its places are for what; most have none that names tell. */
  environments: Map<string, number> | undefined;
  count: number;
  /** The first paths in order, one more than are listed; undefined where they have to be looked for again. */
  first: string[] | undefined;
}

/** The places of one thing in other configs: the first of them, and what is known of all. */
interface Others<T> {
  readonly places: readonly (T & { readonly path: string })[];
  readonly count: number;
  readonly environments: readonly string[];
}

/** What configs have in common, with the places: adding one, and asking about one, costs the same for any number of them. */
export class SharedPlaces<T extends object> {
  readonly #groups = new Map<string, Group<T>>();
  readonly #environmentOf: (place: T) => string | undefined;

  /** @param environmentOf what a place is for, where names tell */
  constructor(environmentOf: (place: T) => string | undefined = () => undefined) {
    this.#environmentOf = environmentOf;
  }

  add(key: string, path: string, places: readonly T[]): void {
    const group = this.#groups.get(key) ?? emptyGroup<T>();
    this.#groups.set(key, group);
    group.byPath.set(path, places);
    group.count += places.length;
    this.#count(group, places, 1);
    const { first } = group;
    if (!first) return;
    const last = first.at(-1);
    if (first.length > MOST_RELATED && last !== undefined && path > last) return;
    first.push(path);
    first.sort();
    first.splice(MOST_RELATED + 1);
  }

  remove(key: string, path: string): void {
    const group = this.#groups.get(key);
    const places = group?.byPath.get(path);
    if (!group || !places) return;
    group.byPath.delete(path);
    group.count -= places.length;
    this.#count(group, places, -1);
    if (group.first?.includes(path)) group.first = undefined;
    if (group.byPath.size === 0) this.#groups.delete(key);
  }

  #count(group: Group<T>, places: readonly T[], by: 1 | -1): void {
    for (const it of places) {
      const environment = this.#environmentOf(it);
      if (environment === undefined) continue;
      group.environments ??= new Map();
      count(group.environments, environment, by);
    }
  }

  paths(key: string): Iterable<string> {
    return this.#groups.get(key)?.byPath.keys() ?? [];
  }

  /** The places in other configs than this one: the first of them, how many there are, and what they are for. */
  elsewhere(key: string, path: string): Others<T> {
    const group = this.#groups.get(key);
    if (!group) return NOWHERE;
    group.first ??= firstOf(group.byPath.keys());
    const own = group.byPath.get(path) ?? [];
    const environments = new Map(group.environments);
    for (const it of own) count(environments, this.#environmentOf(it), -1);
    return {
      places: group.first
        .filter((other) => other !== path)
        .flatMap((other) =>
          (group.byPath.get(other) ?? [])
            .slice(0, MOST_RELATED)
            .map((it) => ({ path: other, ...it })),
        )
        .slice(0, MOST_RELATED),
      count: group.count - own.length,
      environments: [...environments.keys()],
    };
  }
}

function emptyGroup<T>(): Group<T> {
  return { byPath: new Map(), environments: undefined, count: 0, first: [] };
}

const NOWHERE = { places: [], count: 0, environments: [] };

function count(counts: Map<string, number>, key: string | undefined, by: 1 | -1): void {
  if (key === undefined) return;
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
}

/** Without sorting all of them. */
function firstOf(paths: Iterable<string>): string[] {
  let first: string[] = [];
  for (const path of paths) {
    const last = first.at(-1);
    if (first.length > MOST_RELATED && last !== undefined && path > last) continue;
    first = [...first, path].sort().slice(0, MOST_RELATED + 1);
  }
  return first;
}
