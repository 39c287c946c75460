import type { FlagTable } from '../flags.ts';

/** A program that starts another one, and fetches nothing itself. */
export interface Wrapper {
  readonly id: string;
  /** The words that name it, a program and its sub-commands: `timeout`, `op run`. */
  readonly names: readonly string[];
  /** npm packages that are the same program: `npx @dotenvx/dotenvx run -- …`. */
  readonly packages?: readonly string[];
  /** Flags of the program that may stand in front of its sub-command. */
  readonly outer?: FlagTable;
  readonly flags?: FlagTable;
  /** How many words stand between the flags and the command: the seconds of `timeout`, the profile of `aws-vault`. */
  readonly words?: number;
  /** A word that may stand there, and need not: the version of `nvm exec`. */
  readonly optional?: RegExp;
  /** Any number of words may stand there, as a `--` follows. */
  readonly separated?: true;
  /** Variables may stand in front of the command: `env A=b`. */
  readonly assigns?: true;
  /** Flags, by their longest names, whose value is a command line of its own. */
  readonly scripts?: readonly string[];
}
