import type { TextNode } from '../config/node.ts';

/** A word of a command line, and where it stands: `text.value.slice(start, end)`, quotes of a shell removed. */
export interface Word {
  readonly value: string;
  readonly text: TextNode;
  /** UTF-16 code units of `text.value`, half-open. */
  readonly start: number;
  readonly end: number;
}

export type Ecosystem = 'npm' | 'pypi' | 'oci' | 'git' | 'nuget' | 'go' | 'cargo' | 'jsr' | 'nix' | 'tarball';

/** How firmly a package spec names one artefact. Only `exact`, `digest` and `commit` cannot move. */
export type Pinning = 'none' | 'tag' | 'range' | 'branch' | 'exact' | 'digest' | 'commit' | 'unknown';

/** What a launcher is told to fetch. */
export interface PackageSpec {
  readonly ecosystem: Ecosystem;
  /** Without version; for git the address, for images the repository with its registry as written. */
  readonly name: string;
  /** The version, tag, range or ref as written; '' when none is. */
  readonly version: string;
  readonly pinning: Pinning;
  /** The word it stands in, and which part of that word it is: UTF-16 code units of `word.text.value`. */
  readonly word: Word;
  readonly start: number;
  readonly end: number;
  /**
   * The text that names this package at an exact version, to put in place of `start`–`end`; undefined where this
   * launcher cannot pin. For npm, PyPI and the like the argument is a version, for images a digest
   * (`sha256:…`), for git a commit.
   */
  readonly pinned?: (version: string) => string;
}

/** What a command line does, after its wrappers are taken off. */
export interface Launch {
  /** The launcher's id (`npx`, `uvx`, `docker` …), or `program` for anything else. */
  readonly launcher: string;
  /** The word that names the launcher or program, after all wrappers. */
  readonly program: Word;
  /** Ids of what stood in front: `cmd`, `sh`, `env`, `sudo`, `op`, `dotenvx` … in order. */
  readonly wrappers: readonly string[];
  readonly packages: readonly PackageSpec[];
  /** The words that belong to the server itself: everything after the package or program. */
  readonly serverArgs: readonly Word[];
}
