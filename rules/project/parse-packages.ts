import { type FileFacts, readFacts } from './files/facts.ts';
import { baseName, folderOf } from './names/sources.ts';
import { mentionsSdk, packageRoots, rootOf } from './read.ts';

/**
 * Reads the files of a repository without parsing their code: only that of packages that lead to a server is worth it,
 * which are those that speak of a library for servers, and what they load of the others. Never throws.
 *
 * @param texts by path from one common root, with `/`
 */
export function readUnparsed(texts: ReadonlyMap<string, string>): Map<string, FileFacts> {
  const all = new Map<string, FileFacts>();
  for (const [path, text] of texts) all.set(path, readFacts(path, text, undefined, false));
  return all;
}

/**
 * Parses code that leads to a server, or has come to be loaded by code that is parsed.
 *
 * @param made told of each file that was parsed, to keep it or something smaller
 * @returns whether there was some
 */
export function parsePackages(
  all: Map<string, FileFacts>,
  made: (facts: FileFacts) => FileFacts = (facts) => facts,
): boolean {
  let any = false;
  for (const files of unparsedPackages(all)) {
    for (const { path, text } of files) all.set(path, made(readFacts(path, text)));
    any = true;
  }
  return any;
}

/**
 * The code that is still to be parsed, package by package. Whoever asks for the next ones has put those before into `all`,
 * parsed: what they load is known by that.
 */
export function* unparsedPackages(
  all: ReadonlyMap<string, FileFacts>,
): Generator<readonly FileFacts[], void> {
  const packages = new Packages(all);
  for (let root = packages.next(); root !== undefined; root = packages.next()) {
    const files = packages.filesOf(root).filter(({ unparsed }) => unparsed);
    if (files.length > 0) yield files;
    for (const { path } of files) {
      const parsed = all.get(path);
      if (parsed) packages.load(parsed);
    }
  }
}

/** The packages of a repository, and which of them are still to be parsed. */
class Packages {
  readonly #files = new Map<string, FileFacts[]>();
  /** Packages by whatever an import of them ends with: their name, a file, a folder. */
  readonly #byName = new Map<string, Set<string>>();
  readonly #wanted = new Set<string>();
  readonly #queue: string[] = [];

  constructor(all: ReadonlyMap<string, FileFacts>) {
    const roots = packageRoots(all);
    for (const facts of all.values()) {
      const root = rootOf(facts.path, roots);
      const own = this.#files.get(root);
      if (own) own.push(facts);
      else this.#files.set(root, [facts]);
      if (facts.unparsed) this.#name(root, baseName(facts.path), baseName(folderOf(facts.path)));
      if (facts.manifest?.name) this.#name(root, lastOf(facts.manifest.name.value));
      // A file that is parsed stands for its package, which may have grown since.
      if (facts.source || (facts.role === 'server' && mentionsSdk(facts))) this.#want(root);
    }
    for (const facts of all.values()) if (facts.source) this.load(facts);
  }

  next(): string | undefined {
    return this.#queue.pop();
  }

  filesOf(root: string): readonly FileFacts[] {
    return this.#files.get(root) ?? [];
  }

  /** Wants every package that a file may load something of. */
  load({ source }: FileFacts): void {
    if (!source) return;
    const { imports, exports } = source.module;
    for (const { from } of [...imports, ...exports]) {
      if (from === undefined) continue;
      for (const root of this.#byName.get(lastOf(from)) ?? []) this.#want(root);
      // `@acme/tools/search`: a file of a package that is called by its name.
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;
      for (const root of this.#byName.get(lastOf(name)) ?? []) this.#want(root);
    }
  }

  #want(root: string): void {
    if (this.#wanted.has(root)) return;
    this.#wanted.add(root);
    this.#queue.push(root);
  }

  #name(root: string, ...names: readonly string[]): void {
    for (const name of names) {
      const roots = this.#byName.get(name) ?? new Set();
      this.#byName.set(name, roots.add(root));
    }
  }
}

/** `../a/b.js`, `a.b`, `github.com/x/b`: what stands last, without an ending. */
function lastOf(specifier: string): string {
  const bare = specifier.replace(/\.(?:[cm]?[jt]sx?|py|go)$/, '');
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('.')) + 1);
}
