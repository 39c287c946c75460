import type { Result } from 'sarif';
import type { ItemOutcome } from '../../../rules/checklists/checklist.ts';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { Severity } from '../../../rules/findings/finding.ts';
import type { SafeText } from '../../../rules/secrets/safe.ts';
import type { Judged, Looked } from '../inspection.ts';
import type { FileReport } from '../report.ts';
import type { Frame } from './frame.ts';

/** What is known when all files are. */
export interface Whole extends Pick<Looked, 'order' | 'summary' | 'evidence' | 'shard'> {
  /** How everything stands to the checklist, item by item; worked out when asked for. */
  readonly items: () => Iterable<ItemOutcome>;
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

/**
 * Writes one report, a piece for each file as soon as that is settled: nothing has to be kept of ten thousand files but
 * what their end says. What it shows of texts has been made safe before.
 */
export interface Writer {
  file(report: FileReport, details?: FileDetails): string;
  end(whole: Whole): Iterable<string>;
}

export interface Format {
  readonly begin: (look: Look) => Writer;
  /** Called with each file while its text is at hand. */
  readonly details?: (
    judged: Pick<Judged, 'shown' | 'text' | 'analysis'>,
    report: FileReport,
    look: Look,
  ) => FileDetails;
  /** Whether it cannot be written without the details. */
  readonly needsDetails?: boolean;
}

/** The report as one text, of files that are all at hand. */
export function printed(
  { begin }: Format,
  files: readonly FileReport[],
  whole: Whole,
  look: Look,
  details: readonly FileDetails[] = [],
): string {
  const writer = begin(look);
  const parts = files.map((file, index) => writer.file(file, details[index]));
  return [...parts, ...writer.end(whole)].join('');
}
