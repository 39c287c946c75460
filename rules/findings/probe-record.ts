import type { SafeText } from '../text/safe-text.ts';

/** What a step of a probe says: `info` is a fact that nobody is blamed for. */
export type ProbeVerdict = 'pass' | 'fail' | 'review' | 'info';

/**
 * What one probe of one server showed, as it is kept: verdicts, names, numbers and hashes. No value, and no word that
 * the server said.
 */
export interface ProbeRecord {
  /** The config, from the folder of the file this is kept in. */
  readonly path: string;
  readonly server: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
  /** The names of the variables and headers it was started with, sorted: another set is another server. */
  readonly names: readonly string[];
  /** The version that ran, where that could be seen. */
  readonly ran?: string | undefined;
  /** Whether the config named that version. */
  readonly pinned: boolean;
  /** Days, as `2026-11-26`. */
  readonly on: string;
  readonly until: string;
  /** `probe 0.1.0` */
  readonly by: string;
  readonly credentials: 'made up' | 'real' | 'none';
  /** Who answered what it asked on the network: a provider of our own, the real ones, or nobody was asked. */
  readonly network: 'answered' | 'real' | 'none';
  /** By their ids: see `probeSteps`. */
  readonly steps: Readonly<Record<string, ProbeVerdict>>;
  /** By the items' ids, as `production/7`. */
  readonly items: Readonly<Record<string, Exclude<ProbeVerdict, 'info'>>>;
  readonly tools: {
    readonly count: number;
    readonly readOnly: number;
    readonly writes: number;
    readonly hash: string;
  };
  /** What its provider said of one of its credentials, where that is what was asked. */
  readonly asked?: AskedRecord | undefined;
}

/** What a provider said of a credential, without the credential: names of scopes, and days. */
export interface AskedRecord {
  /** Of the variable, header or flag. */
  readonly name: string;
  /** An id of the catalog. */
  readonly provider: string;
  readonly standing: 'live' | 'refused' | 'unclear';
  readonly scopes?: readonly string[] | undefined;
  readonly reach?: 'everything' | 'writes' | 'reads' | undefined;
  /** A day, or `never`. */
  readonly expires?: string | undefined;
  /** Seconds until it was refused, after its owner had revoked it. */
  readonly refusedAfter?: number | undefined;
}

/** One thing that was tried, and what came of it. */
export interface ProbeStep {
  readonly id: string;
  /** The items it speaks for, as `production/7`. */
  readonly items: readonly string[];
  readonly verdict: ProbeVerdict;
  /** One sentence of ours. */
  readonly sentence: SafeText;
  readonly ms: number;
}

/** The tools of a server as they were once, without their words: what a later list is compared with. */
export interface ToolSnapshot {
  readonly server: string;
  readonly fingerprint: string;
  readonly names: readonly string[];
  readonly ran?: string | undefined;
  readonly hash: string;
  readonly tools: readonly ToolHash[];
}

export interface ToolHash {
  readonly name: string;
  /** Of all that it says. */
  readonly text: string;
  /** Of what its input schema demands, without notation and prose. */
  readonly demands: string;
}
