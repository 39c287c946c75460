import type { Ecosystem } from '../../findings/ecosystem.ts';
import { findReferences } from '../../references/find.ts';
import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { isVerbatim } from '../word.ts';

export interface SpecParts {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  readonly pinning: Pinning;
  /** What is replaced to pin it. */
  readonly whole: Part;
  readonly named: Part;
  readonly pinned?: ((version: string) => string) | undefined;
}

/**
 * What each registry can have by its own rules: anything else is not fetched, so nothing is said about it, and no
 * registry is asked. npm's and PyPI's are in the readers of their specs. Addresses are those of RFC 3986 without
 * brackets, parentheses and quotes, which turn text into links.
 * - https://go.dev/ref/mod#go-mod-file-ident
 * - https://github.com/NuGet/NuGet.Client, PackageIdValidator.cs
 * - https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field
 */
const ADDRESS = /^[\w.~:/?#@!$&*+,;=%-]+$/;
const NAMES: Partial<Readonly<Record<Ecosystem, RegExp>>> = {
  go: /^[\w.~/-]+$/,
  nuget: /^\w+(?:[.-]\w+)*$/,
  cargo: /^[\w-]+$/,
  jsr: /^@[\w-]+\/[\w-]+$/,
  git: ADDRESS,
  nix: ADDRESS,
  tarball: ADDRESS,
};

/**
 * Puts a spec together. What hangs on a reference is `unknown` and cannot be pinned; what is written with
 * escapes inside cannot be replaced either; the same goes for a name that no registry can have.
 */
export function specOf(parts: SpecParts): PackageSpec {
  const { ecosystem, name, version, whole, named, pinned } = parts;
  const isName = NAMES[ecosystem]?.test(name) ?? true;
  const open = !isName || hangsOnReference(whole.value) || hangsOnReference(name);
  return {
    ecosystem,
    name,
    version,
    pinning: open ? 'unknown' : parts.pinning,
    word: whole.word,
    start: whole.start,
    end: whole.end,
    named,
    pinned: open || !isVerbatim(whole) ? undefined : pinned,
  };
}

/** Whether a host, a shell or a person still has to put something in its place: `${VER}`, `<package>`. */
export function hangsOnReference(value: string): boolean {
  return (
    findReferences(value).length > 0 ||
    (value.includes('<') && /^<[^<>]*>|[@=]<[^<>]*>$/.test(value))
  );
}

/** Whether it names a file or folder: nothing is fetched then. */
export function isPath(value: string): boolean {
  return (
    /^(?:\.|\/|~(?:[\\/]|$)|\\|[A-Za-z]:[\\/]|(?:file|link|portal|workspace|path):)/i.test(value) ||
    // A reference in front of a slash is a folder: `${workspaceFolder}/server`.
    /^(?:\$\{[^{}]*\}|\$\w+|%\w+%)[\\/]/.test(value)
  );
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Whether it is a full git commit id, SHA-1 or SHA-256: anything shorter may name another commit tomorrow. */
export function isCommit(ref: string): boolean {
  return COMMIT.test(ref);
}

/** How firmly a git ref holds: only a full commit id does. What looks like a version is taken for a tag. */
export function refPinning(ref: string): Pinning {
  if (ref === '') return 'none';
  if (isCommit(ref)) return 'commit';
  return ref.startsWith('refs/tags/') || /(?:^|[/@_-])v?\d+(?:\.\d+)+/.test(ref) ? 'tag' : 'branch';
}
