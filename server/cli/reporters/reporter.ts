import type { Result } from 'sarif';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { Severity } from '../../../rules/findings/finding.ts';
import type { SafeText } from '../../../rules/secrets/safe.ts';
import type { Inspection, Judged } from '../inspect.ts';
import type { FileReport } from '../report.ts';
import type { Frame } from './frame.ts';

/** What is printed. */
export interface Report
  extends Pick<Inspection, 'files' | 'order' | 'items' | 'summary' | 'evidence' | 'shard'> {
  /** For each of the files, what a format takes from its text; none where it takes nothing. */
  readonly details: readonly FileDetails[];
  /** The server projects that were judged. */
  readonly projects?: readonly { readonly root: SafeText; readonly name: SafeText }[];
  /** Their rules, where some were found. */
  readonly projectRules?: readonly RuleMeta[];
}

/** What is kept of the text of one file. */
export interface FileDetails {
  /** For each finding. */
  readonly frames?: readonly Frame[];
  readonly results?: readonly Result[];
}

/** How it is to look. */
export interface Look {
  /** Whether a person with a colour terminal reads it. */
  readonly colours: boolean;
  /** One line per finding. */
  readonly brief?: boolean | undefined;
  /** How many characters fit into a line; undefined for as many as there are. */
  readonly width?: number | undefined;
  /** Nothing but findings at least as bad as this, and no word around them. */
  readonly only?: Severity | 'never';
}

/** Writes a report. What it shows of texts has been made safe before. */
export type Reporter = (report: Report, look: Look) => string;

export interface Format {
  readonly print: Reporter;
  /** Called with each file while its text is at hand. */
  readonly details?: (
    judged: Pick<Judged, 'shown' | 'text' | 'analysis'>,
    report: FileReport,
    look: Look,
  ) => FileDetails;
  /** Whether it cannot be written without the details. */
  readonly needsDetails?: boolean;
}
