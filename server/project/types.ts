import type { Status } from '../../rules/checklists/checklist.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { RuleFailure } from '../../rules/engine/run.ts';
import type { JudgingProject } from '../../rules/engine/run-project.ts';
import type { Evidence, Source } from '../../rules/findings/evidence.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { SafeText } from '../../rules/secrets/safe.ts';
import type { TextRange } from '../../rules/text/span.ts';

export interface PlaceReport {
  readonly file: string;
  readonly range: TextRange;
}

export interface ProjectEvidence extends Partial<PlaceReport> {
  readonly says: Evidence['says'];
  readonly text: SafeText;
  readonly from: Source;
}

export interface ProjectItem {
  readonly id: string;
  readonly number: number;
  readonly section: string;
  readonly title: string;
  readonly severity: string;
  readonly status: Status;
  /** One sentence. */
  readonly reason: SafeText;
  /** What a person asks when no machine can tell. */
  readonly question: string;
  readonly evidence: readonly ProjectEvidence[];
}

export interface ProjectTool {
  readonly name: SafeText;
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly schema: boolean;
  readonly annotations: Readonly<Record<string, boolean | SafeText | null>>;
}

/** One server project, and how it stands to the publish list. Files are paths from the folder that was read. */
export interface ProjectReport {
  readonly root: string;
  readonly name: SafeText;
  readonly version: SafeText | null;
  readonly languages: readonly string[];
  readonly sdks: readonly string[];
  readonly transports: readonly string[];
  readonly tools: readonly ProjectTool[];
  readonly items: readonly ProjectItem[];
}

/** What rules found in one file of a project. */
export interface FileFindings {
  /** From the folder that was read. */
  readonly file: string;
  readonly text: string;
  /** Related places carry their ranges: they may be in other files. */
  readonly findings: readonly Finding[];
}

export interface ProjectFindings {
  readonly root: string;
  readonly name: SafeText;
  readonly files: readonly FileFindings[];
  readonly failures: readonly RuleFailure[];
  readonly unlisted: ReadonlyMap<string, number>;
}

/** The projects of a folder, kept so that a change reads one file again. */
export interface ProjectFolder {
  /** What to say where not everything was read; undefined where it was. */
  readonly cut?: string | undefined;
  /** Judged anew after each change, and only when asked. */
  reports(): readonly ProjectReport[];
  /** What is wrong in them. What is only evidence for the checklist is not among it. */
  findings(judging: JudgingProject): readonly ProjectFindings[];
  /** Another text for a file; null where it is gone. */
  change(file: string, text: string | null): void;
}

/** What `project.cjs` offers. It is a bundle of its own, loaded when somebody asks for a server project. */
export interface ProjectSource {
  /**
   * @param folder absolute
   * @returns undefined where no manifest speaks of a server
   */
  openFolder(folder: string, signal?: AbortSignal): Promise<ProjectFolder | undefined>;
  /** What the rules about projects are. */
  ruleMetas(): readonly RuleMeta[];
}
