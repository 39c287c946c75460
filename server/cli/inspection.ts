import type { ItemOutcome, ItemStatus } from '../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../rules/checklists/evidence.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import type { Analysis } from '../../rules/index.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import type { Trust } from '../machine/trust.ts';
import type { Silences } from '../workspace/fact-store.ts';
import type { FileInReach } from '../workspace/inspector.ts';
import type { InputFile } from './gather.ts';
import type { Group } from './groups.ts';
import type { OwnWords } from './own-words.ts';
import type { FileReport, Summary } from './report.ts';
import type { Shard } from './shard.ts';

/** What a look at all files came to. */
export interface Looked {
  /** For each file in the report, which one it is among all that were looked at. */
  readonly order: readonly number[];
  readonly summary: Summary;
  /**
   * What each config showed, under the name that a person gave it, in the order of the files. Of files that were delivered it
   * is kept for a part of many alone.
   */
  readonly evidence: readonly FileEvidence[];
  readonly shard: Shard | undefined;
  /** Where what a team decides about a config is, or should be, written down. */
  readonly projectFileFor: (path: string) => Promise<string>;
  /** The manifests below a folder that was searched for configs; undefined for others. */
  readonly manifestsIn: (folder: string) => readonly string[] | undefined;
  /** What counts of it. */
  readonly policyOf: (path: string) => Promise<ProjectScope | undefined>;
  /** Whether everything that was asked for could be read. */
  readonly complete: boolean;
}

/** The same with all that was found. */
export interface Inspection<T = unknown> extends Looked {
  readonly files: readonly FileReport[];
  /** How all of them stand to the checklist; made when it is asked for, as most commands print no more than a part. */
  readonly items: () => readonly ItemStatus[];
  /** The same for what was asked for, and apart from it for a person's own configs. */
  readonly groups: () => readonly Group[];
  /** What the command keeps of each file in the report. */
  readonly collected: readonly T[];
}

/** The same where each report was delivered. */
export interface Delivered extends Looked {
  /** How all of them stand to the checklist, as far as it is printed, one item after the other. */
  readonly outcomes: () => Iterable<ItemOutcome>;
}

export interface InspectOptions {
  readonly paths: readonly string[];
  /** The host's id, where a person says so. */
  readonly host?: string | undefined;
  /** Whether the configs of the person's home are meant as well. */
  readonly user?: boolean | undefined;
  /** A text that takes the place of the file of that path. */
  readonly given?: { readonly path: string; readonly text: string } | undefined;
  readonly shard?: Shard | undefined;
  readonly settings: Settings;
  /** Who may silence findings: whoever wrote the files where nothing is said. */
  readonly silences?: Silences | undefined;
  readonly trust: Trust;
  /** The one policy file that counts, where a person names it; absolute. */
  readonly policyFile?: string | undefined;
  /** What an editor keeps for its person. */
  readonly ownWords?: OwnWords | undefined;
  /** Whether what could not be read stands in the report, so that it need not be said beside. */
  readonly reportsUnread?: boolean;
}

/** A file with all that was found in it; most of it is let go of before the next one is read. */
export interface Judged extends InputFile {
  readonly analysis: Analysis;
  /** It judges what the file could become. */
  readonly file: FileInReach;
}

/** What a command keeps of every file that is in its report. */
export type Collect<T> = (judged: Judged, report: FileReport) => T | undefined;

/** Takes what is settled, file by file in their order. */
export type Deliver<T> = (report: FileReport, collected: T | undefined) => void;
