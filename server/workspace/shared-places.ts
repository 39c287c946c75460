import { MOST_RELATED } from '../../rules/engine/limits.ts';

/** What one config alone has: most have a credential and servers of their own. */
interface Single<T> {
  readonly path: string;
  readonly places: readonly T[];
}

/** The configs that have one thing in common. */
interface Group<T> {
  readonly byPath: Map<string, readonly T[]>;
  /** How many of its places are for what; most have none that names tell. */
  environments: Map<string, number> | undefined;
  count: number;
  /** The first paths in order, one more than are listed; undefined where they have to be looked for again. */
  first: string[] | undefined;
  /** Their places, made when asked for: nearly all of the others are told the same ones. */
  listed: readonly Place<T>[] | undefined;
}

type Place<T> = T & { readonly path: string };

/** The places of one thing in other configs: the first of them, and what is known of all. */
export interface Others<T> {
  readonly places: readonly Place<T>[];
  readonly count: number;
  readonly environments: readonly string[];
}

/** What configs have in common, with the places: adding one, and asking about one, costs the same for any number of them. */
export class SharedPlaces<T extends object> {
  readonly #singles = new Map<string, Single<T>>();
  readonly #groups = new Map<string, Group<T>>();
  readonly #environmentOf: (place: T) => string | undefined;

  /** @param environmentOf what a place is for, where names tell */
  constructor(environmentOf: (place: T) => string | undefined = () => undefined) {
    this.#environmentOf = environmentOf;
  }

  add(key: string, path: string, places: readonly T[]): void {
    const group = this.#groups.get(key);
    const single = this.#singles.get(key);
    if (group) this.#addTo(group, path, places);
    else if (single) {
      this.#singles.delete(key);
      const made = emptyGroup<T>();
      this.#groups.set(key, made);
      this.#addTo(made, single.path, single.places);
      this.#addTo(made, path, places);
    } else this.#singles.set(key, { path, places });
  }

  #addTo(group: Group<T>, path: string, places: readonly T[]): void {
    group.byPath.set(path, places);
    group.count += places.length;
    this.#count(group, places, 1);
    const { first } = group;
    if (!first) return;
    const last = first.at(-1);
    if (first.length > MOST_RELATED && last !== undefined && path > last) return;
    group.listed = undefined;
    first.push(path);
    first.sort();
    first.splice(MOST_RELATED + 1);
  }

  remove(key: string, path: string): void {
    if (this.#singles.get(key)?.path === path) this.#singles.delete(key);
    const group = this.#groups.get(key);
    const places = group?.byPath.get(path);
    if (!group || !places) return;
    group.byPath.delete(path);
    group.count -= places.length;
    this.#count(group, places, -1);
    if (group.first?.includes(path)) {
      group.first = undefined;
      group.listed = undefined;
    }
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

  get isEmpty(): boolean {
    return this.#singles.size + this.#groups.size === 0;
  }

  /** Whether one config alone has it. */
  isSingle(key: string): boolean {
    return this.#singles.has(key);
  }

  paths(key: string): Iterable<string> {
    const single = this.#singles.get(key);
    return single ? [single.path] : (this.#groups.get(key)?.byPath.keys() ?? []);
  }

  /** The places in other configs than this one: the first of them, how many there are, and what they are for. */
  elsewhere(key: string, path: string): Others<T> {
    const single = this.#singles.get(key);
    if (single) return single.path === path ? NOWHERE : this.#allOf(single);
    const group = this.#groups.get(key);
    return group ? this.#othersIn(group, path) : NOWHERE;
  }

  #allOf({ path, places }: Single<T>): Others<T> {
    const environments = new Set(places.flatMap((it) => this.#environmentOf(it) ?? []));
    return {
      places: placesAt(path, places),
      count: places.length,
      environments: [...environments],
    };
  }

  #othersIn(group: Group<T>, path: string): Others<T> {
    group.first ??= firstOf(group.byPath.keys());
    const { first } = group;
    const own = group.byPath.get(path) ?? [];
    const environments = new Map(group.environments);
    for (const it of own) count(environments, this.#environmentOf(it), -1);
    let places = group.listed;
    if (first.includes(path))
      places = listed(
        group,
        first.filter((it) => it !== path),
      );
    else if (!places) {
      places = listed(group, first);
      group.listed = places;
    }
    return { places, count: group.count - own.length, environments: [...environments.keys()] };
  }
}

function listed<T extends object>({ byPath }: Group<T>, paths: readonly string[]): Place<T>[] {
  return paths.flatMap((path) => placesAt(path, byPath.get(path) ?? [])).slice(0, MOST_RELATED);
}

function placesAt<T extends object>(path: string, places: readonly T[]): Place<T>[] {
  return places.slice(0, MOST_RELATED).map((it) => ({ path, ...it }));
}

function emptyGroup<T>(): Group<T> {
  return { byPath: new Map(), environments: undefined, count: 0, first: [], listed: undefined };
}

export const NOWHERE = { places: [], count: 0, environments: [] };

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
