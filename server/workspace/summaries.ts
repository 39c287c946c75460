import type { ConfigSummary, CredentialPlace } from '../../rules/facts.ts';
import { ancestorsOf, meet } from '../../rules/summary.ts';

/** What configs may know of each other, found again by what they have in common. */
export class Summaries {
  readonly #byPath = new Map<string, ConfigSummary>();
  /** The configs of one application in a folder. */
  readonly #inFolder = new Groups();
  /** The same for all that is somewhere below it. */
  readonly #belowFolder = new Groups();
  readonly #byCredential = new Groups();
  readonly #outdated = new Set<string>();
  readonly #stamps = new Map<string, number>();

  set(path: string, summary: ConfigSummary): void {
    const before = this.#byPath.get(path);
    if (before && JSON.stringify(before) === JSON.stringify(summary)) return;
    if (before) this.#unlink(before);
    this.#link(summary);
    this.#outdateOthers(before, summary);
  }

  delete(path: string): void {
    const before = this.#byPath.get(path);
    if (!before) return;
    this.#unlink(before);
    this.#outdateOthers(before, undefined);
  }

  /** Those that its application reads beside it, as far as they list a server of the same name. */
  others(path: string): readonly ConfigSummary[] {
    const own = this.#byPath.get(path);
    if (!own) return [];
    const names = new Set(own.servers.map(({ name }) => name));
    return this.#beside(own).filter(({ servers }) => servers.some(({ name }) => names.has(name)));
  }

  /** Where a credential stands in other configs than this one. */
  elsewhere(path: string, hash: string): readonly CredentialPlace[] {
    return [...this.#byCredential.of(hash)]
      .filter((other) => other !== path)
      .sort()
      .flatMap((other) =>
        (this.#byPath.get(other)?.credentials ?? [])
          .filter((it) => it.hash === hash)
          .map(({ range, server, environment }) => ({ path: other, range, server, environment })),
      );
  }

  /** Another number whenever what others say to this path has changed. */
  stampOf(path: string): number {
    return this.#stamps.get(path) ?? 0;
  }

  /** Has a config judged anew for a reason of its own. */
  outdate(path: string): void {
    this.#outdated.add(path);
    this.#stamps.set(path, this.stampOf(path) + 1);
  }

  /** The configs that have to be judged anew, because one they share something with has changed; each is named once. */
  takeOutdated(): readonly string[] {
    const paths = [...this.#outdated];
    this.#outdated.clear();
    return paths;
  }

  #link(summary: ConfigSummary): void {
    const { path, family, folder, credentials } = summary;
    this.#byPath.set(path, summary);
    this.#inFolder.add(`${family}\0${folder}`, path);
    for (const it of ancestorsOf(folder)) this.#belowFolder.add(`${family}\0${it}`, path);
    for (const { hash } of credentials) this.#byCredential.add(hash, path);
  }

  #unlink({ path, family, folder, credentials }: ConfigSummary): void {
    this.#byPath.delete(path);
    this.#inFolder.remove(`${family}\0${folder}`, path);
    for (const it of ancestorsOf(folder)) this.#belowFolder.remove(`${family}\0${it}`, path);
    for (const { hash } of credentials) this.#byCredential.remove(hash, path);
  }

  #beside(own: ConfigSummary): readonly ConfigSummary[] {
    const { family, folder } = own;
    const paths = [folder, ...ancestorsOf(folder)].flatMap((it) => [
      ...this.#inFolder.of(`${family}\0${it}`),
    ]);
    const all = new Set([...paths, ...this.#belowFolder.of(`${family}\0${folder}`)]);
    return [...all].sort().flatMap((path) => {
      const other = this.#byPath.get(path);
      return other && meet(own, other) ? [other] : [];
    });
  }

  /** Names and credentials that came, went or moved concern those that have them too. */
  #outdateOthers(before: ConfigSummary | undefined, after: ConfigSummary | undefined): void {
    const own = after ?? before;
    if (!own) return;
    const names = changed(before?.servers, after?.servers, ({ name }) => name);
    const hashes = changed(before?.credentials, after?.credentials, ({ hash }) => hash);
    const touched = new Set([...hashes].flatMap((hash) => [...this.#byCredential.of(hash)]));
    touched.delete(own.path);
    if (names.size > 0) {
      for (const { path, servers } of this.#beside(own)) {
        if (servers.some(({ name }) => names.has(name))) touched.add(path);
      }
    }
    if (touched.size === 0) return;
    for (const path of touched) this.outdate(path);
    if (after) this.outdate(after.path);
  }
}

/** Paths by something that several of them have in common. */
class Groups {
  readonly #groups = new Map<string, Set<string>>();

  of(key: string): ReadonlySet<string> {
    return this.#groups.get(key) ?? NOBODY;
  }

  add(key: string, path: string): void {
    const group = this.#groups.get(key);
    if (group) group.add(path);
    else this.#groups.set(key, new Set([path]));
  }

  remove(key: string, path: string): void {
    const group = this.#groups.get(key);
    group?.delete(path);
    if (group?.size === 0) this.#groups.delete(key);
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** The keys under which the two lists differ. */
function changed<T>(
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
  keyOf: (it: T) => string,
): ReadonlySet<string> {
  const old = grouped(before ?? [], keyOf);
  const fresh = grouped(after ?? [], keyOf);
  const keys = [...old.keys(), ...fresh.keys()];
  return new Set(keys.filter((key) => old.get(key) !== fresh.get(key)));
}

function grouped<T>(list: readonly T[], keyOf: (it: T) => string): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const it of list) groups.set(keyOf(it), (groups.get(keyOf(it)) ?? '') + JSON.stringify(it));
  return groups;
}
