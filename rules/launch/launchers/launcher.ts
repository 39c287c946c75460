import type { FlagTable } from '../flags.ts';
import type { Flag, PackageSpec, Part, ShellDialect, Word } from '../launch.ts';

/**
 * A program that fetches what it starts. One file per family in this folder, all of the same shape; the facts come
 * from its documentation, named in `sources`.
 */
export interface Launcher {
  readonly id: string;
  /** The words that name it, a program and its sub-commands: `npx`, `npm exec`, `uv tool run`. */
  readonly names: readonly string[];
  /** Flags of the program that may stand between it and its sub-commands. */
  readonly outer?: FlagTable;
  /** Flags, by their longest names, that put another registry in place of the usual one. */
  readonly registries?: readonly string[];
  readonly sources: readonly string[];
  read(call: Call): Reading;
}

/** A command line, past the words that name its launcher. */
export interface Call {
  /** What stood between the program and its sub-commands. */
  readonly flags: readonly Flag[];
  readonly words: readonly Word[];
}

/** What a launcher makes of its words. */
export interface Reading {
  readonly flags: readonly Flag[];
  readonly packages: readonly PackageSpec[];
  /** The one that is the server. */
  readonly server?: PackageSpec | undefined;
  readonly starts: Start;
}

/** What is started in the end. */
export type Start =
  /** The program of a package, by the package's name. */
  | { readonly kind: 'package'; readonly name: string; readonly args: readonly Word[] }
  /** A program by its name, which may be a launcher or a wrapper in its turn. */
  | { readonly kind: 'command'; readonly words: readonly Word[] }
  /** A string for a shell. */
  | { readonly kind: 'script'; readonly script: Part; readonly dialect: ShellDialect }
  /** A container, in which a command may be given. */
  | {
      readonly kind: 'container';
      readonly args: readonly Word[];
      readonly command: readonly Word[];
    }
  /** Nothing that is known: the words are arguments. */
  | { readonly kind: 'nothing'; readonly args: readonly Word[] };
