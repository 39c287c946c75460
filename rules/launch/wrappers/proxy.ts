import type { Part, Word } from '../launch.ts';

/** A program that is no server itself: it connects to one elsewhere, or starts one and hands its words on. */
export interface McpProxy {
  readonly id: string;
  /** What its program is called. */
  readonly names: readonly string[];
  /** Packages and images that are the same program under another name. */
  readonly packages?: readonly string[];
  readonly sources: readonly string[];
  /** Undefined where it is used for something else. */
  read(args: readonly Word[]): ProxyReading | undefined;
}

export interface ProxyReading {
  readonly urls: readonly Part[];
  /** The command line it starts, in words … */
  readonly command?: readonly Word[];
  /** … or in one string. */
  readonly scripts?: readonly Part[];
}
