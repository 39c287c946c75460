import type { Severity } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { ProbeRecord } from '../findings/probe-record.ts';

/** The name of the file in which a team keeps what it decided about its configs. */
export const PROJECT_FILE = '.mcp-checklist.json';

/** What a team wrote down about its configs; every path in it counts from the folder of the file. */
export interface Project {
  /** Severity by rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Null where nothing is said. */
  readonly strictness: 'default' | 'strict' | null;
  /** Set where no word in it may silence or soften what is found. */
  readonly silencesNothing?: boolean;
  /** Which configs and servers belong to which environment, by the environment's name. */
  readonly environments: readonly Environment[];
  readonly ignore: readonly Ignore[];
  readonly attestations: readonly Attestation[];
  /** What probes of servers showed. */
  readonly probes: readonly ProbeRecord[];
  readonly baseline: Baseline | null;
}

export interface Environment {
  readonly name: string;
  /** `glob` for configs, `glob#server` for some of their servers. */
  readonly patterns: readonly string[];
}

/** Findings that somebody decided to live with. Everything it names has to match. */
export interface Ignore {
  readonly rule: string;
  /** A glob. */
  readonly path: string;
  readonly server?: string | undefined;
  /** RFC 6901; a finding below it counts too. */
  readonly pointer?: string | undefined;
  readonly reason: string;
  /** The last day on which it counts. */
  readonly until?: string | undefined;
}

/** A person's dated word on an item of a checklist, for one server as it was then. */
export interface Attestation {
  readonly item: ItemId;
  readonly path: string;
  readonly server: string;
  /** What the server was: see `fingerprintOf`. */
  readonly fingerprint: string;
  readonly by: string;
  /** Days, as `2026-11-21`. */
  readonly on: string;
  readonly until: string;
  readonly note?: string | undefined;
}

/** The findings a project began with: they are kept apart, so that new ones stand out. */
export interface Baseline {
  /** Keys the hashes, so that equal ones in two projects tell nothing. */
  readonly key: string;
  readonly findings: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly rule: string;
  readonly path: string;
  readonly pointer: string;
  /** Of what it is about, never of a credential: see `baselineHash`. */
  readonly hash: string;
}

/** A project as one config sees it. */
export interface ProjectScope {
  readonly project: Project;
  /** The config's path from the folder of the project file, with forward slashes. */
  readonly path: string;
}

export const noProject: Project = {
  rules: {},
  strictness: null,
  environments: [],
  ignore: [],
  attestations: [],
  probes: [],
  baseline: null,
};
