import type {
  ConfigSummary,
  CredentialFacts,
  CredentialSummary,
  Elsewhere,
  NamesakePlace,
} from '../../rules/findings/facts.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import { ServerPlaces } from './server-places.ts';
import { NOWHERE, SharedPlaces } from './shared-places.ts';

/** What configs may know of each other, found again by what they have in common. */
export class Summaries {
  readonly #byPath = new Map<string, ConfigSummary>();
  /** Those of one application in one folder. */
  readonly #beside = new ServerPlaces();
  /** Those of one application, made when asked for: a person's own files meet them all. */
  #anywhere: ServerPlaces | undefined;
  readonly #credentials = new SharedPlaces<CredentialSummary>((it) => it.environment);
  /** New ones of which nobody has been told. */
  readonly #arrived = new Set<string>();
  /** What came, went or moved, with the config in which it did; '' for several. */
  readonly #changedServers = new Map<string, string>();
  readonly #changedCredentials = new Map<string, string>();
  readonly #outdated = new Set<string>();
  readonly #stamps = new Map<string, number>();

  of(path: string): ConfigSummary | undefined {
    return this.#byPath.get(path);
  }

  set(path: string, summary: ConfigSummary): void {
    const before = this.#byPath.get(path);
    if (before && JSON.stringify(before) === JSON.stringify(summary)) return;
    if (before) this.#unlink(before);
    this.#link(summary);
    this.#noteChanges(before, summary);
  }

  delete(path: string): void {
    const before = this.#byPath.get(path);
    if (!before) return;
    this.#unlink(before);
    this.#noteChanges(before, undefined);
  }

  /** Where a server of that name stands in the configs that its application reads beside this one. */
  namesakes(path: string, server: string): Elsewhere<NamesakePlace> {
    const own = this.#byPath.get(path);
    if (own?.folder === undefined) return NOWHERE;
    if (own.folder === '') return this.#everywhere().elsewhere(own.family, server, path);
    const beside = this.#beside.elsewhere(keyOf(own.family, own.folder), server, path);
    const person = this.#beside.elsewhere(keyOf(own.family, ''), server, path);
    if (person.count === 0) return beside;
    return { places: [...beside.places, ...person.places], count: beside.count + person.count };
  }

  /** Where a credential stands in other configs than this one. */
  elsewhere(path: string, hash: string): ReturnType<CredentialFacts['elsewhere']> {
    return this.#credentials.elsewhere(hash, path);
  }

  /** Whether no other config has anything in common with this one; a person's own files may, with all. */
  isAlone(path: string): boolean {
    const own = this.#byPath.get(path);
    if (!own || own.folder === '') return false;
    const { family, folder, credentials } = own;
    if (!credentials.every(({ hash }) => this.#credentials.isSingle(hash))) return false;
    if (folder === undefined) return true;
    return this.#beside.isSingle(keyOf(family, folder)) && !this.#beside.has(keyOf(family, ''));
  }

  /** Another number whenever what others say to this path has changed. */
  stampOf(path: string): number {
    this.#spread();
    return this.#stamps.get(path) ?? 0;
  }

  /** Has a config judged anew for a reason of its own. */
  outdate(path: string): void {
    this.#outdated.add(path);
    this.#stamps.set(path, (this.#stamps.get(path) ?? 0) + 1);
  }

  /** The configs that have to be judged anew, because one they share something with has changed; each is named once. */
  takeOutdated(): readonly string[] {
    this.#spread();
    const paths = [...this.#outdated];
    this.#outdated.clear();
    return paths;
  }

  /** Has nobody judged anew for what has changed so far: of files that are all yet to be judged. */
  forgetChanges(): void {
    this.#arrived.clear();
    this.#changedServers.clear();
    this.#changedCredentials.clear();
    this.#outdated.clear();
  }

  #everywhere(): ServerPlaces {
    if (this.#anywhere) return this.#anywhere;
    this.#anywhere = new ServerPlaces();
    for (const it of this.#byPath.values())
      if (it.folder !== undefined) this.#anywhere.add(it.family, it);
    return this.#anywhere;
  }

  #link(summary: ConfigSummary): void {
    const { path, family, folder, credentials } = summary;
    this.#byPath.set(path, summary);
    if (folder !== undefined) {
      this.#beside.add(keyOf(family, folder), summary);
      this.#anywhere?.add(family, summary);
    }
    for (const [hash, places] of groupedBy(credentials, (it) => it.hash))
      this.#credentials.add(hash, path, places);
  }

  #unlink(summary: ConfigSummary): void {
    const { path, family, folder, credentials } = summary;
    this.#byPath.delete(path);
    if (folder !== undefined) {
      this.#beside.remove(keyOf(family, folder), summary);
      this.#anywhere?.remove(family, summary);
    }
    for (const { hash } of credentials) this.#credentials.remove(hash, path);
  }

  /** Whom it concerns is looked for when somebody asks: while thousands are read, nobody does. */
  #noteChanges(before: ConfigSummary | undefined, after: ConfigSummary | undefined): void {
    if (after && !before) {
      this.#arrived.add(after.path);
      return;
    }
    this.#note(before, after);
  }

  #note(before: ConfigSummary | undefined, after: ConfigSummary | undefined): void {
    const path = (after ?? before)?.path ?? '';
    const hashes = changed(before?.credentials, after?.credentials, ({ hash }) => hash);
    for (const hash of hashes) note(this.#changedCredentials, hash, path);
    const places = [before, after].flatMap((it) => (it?.folder === undefined ? [] : [it]));
    const names =
      before?.folder === after?.folder
        ? changed(before?.servers, after?.servers, ({ name }) => name)
        : new Set(places.flatMap(({ servers }) => servers.map(({ name }) => name)));
    for (const { family, folder = '' } of places)
      for (const name of names)
        note(this.#changedServers, `${keyOf(family, folder)}\0${name}`, path);
  }

  /** Names and credentials that came, went or moved concern those that have them too. */
  #spread(): void {
    for (const path of this.#arrived) this.#note(undefined, this.#byPath.get(path));
    this.#arrived.clear();
    if (this.#changedServers.size === 0 && this.#changedCredentials.size === 0) return;
    const touched = new Set<string>();
    const touch = (paths: Iterable<string>, by: string): void => {
      const all = [...paths];
      if (all.some((it) => it !== by)) for (const it of all) touched.add(it);
    };
    for (const [hash, by] of this.#changedCredentials) touch(this.#credentials.paths(hash), by);
    for (const [key, by] of this.#changedServers) {
      const [family = '', folder = '', name = ''] = key.split('\0');
      touch(this.#meeting(family, folder, name), by);
    }
    this.#changedServers.clear();
    this.#changedCredentials.clear();
    for (const path of touched) this.outdate(path);
  }

  /** The configs that have a server of that name, and are read together with those of a folder. */
  #meeting(family: string, folder: string, name: string): Iterable<string> {
    if (folder === '') return this.#everywhere().paths(family, name);
    const beside = this.#beside.paths(keyOf(family, folder), name);
    return new Set([...beside, ...this.#beside.paths(keyOf(family, ''), name)]);
  }
}

function keyOf(family: string, folder: string): string {
  return `${family}\0${folder}`;
}

function note(changes: Map<string, string>, key: string, path: string): void {
  const before = changes.get(key);
  changes.set(key, before === undefined || before === path ? path : '');
}

/** The keys under which the two lists differ. */
function changed<T>(
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
  keyOf: (it: T) => string,
): ReadonlySet<string> {
  const old = groupedBy(before ?? [], keyOf);
  const fresh = groupedBy(after ?? [], keyOf);
  const keys = [...old.keys(), ...fresh.keys()];
  return new Set(
    keys.filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(fresh.get(key))),
  );
}
