import type { Status } from '../../rules/checklists/checklist.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { RuleFailure } from '../../rules/engine/run.ts';
import type { Evidence, Source, Word } from '../../rules/findings/evidence.ts';
import type { FileEdit, Finding, Fix } from '../../rules/findings/finding.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import type { Attestation, Project } from '../../rules/policy/policy.ts';
import type { ProjectStart } from '../../rules/project/start.ts';
import type { SafeText } from '../../rules/secrets/safe.ts';
import type { Span, TextRange } from '../../rules/text/span.ts';

export interface PlaceReport {
  readonly file: SafeText;
  readonly range: TextRange;
}

export interface ProjectEvidence extends Partial<PlaceReport> {
  readonly says: Evidence['says'];
  readonly text: SafeText;
  readonly from: Source;
  /** Set where somebody decided to live with it. */
  readonly accepted?: Evidence['accepted'];
}

export interface ProjectItem {
  readonly id: ItemId;
  readonly number: number;
  readonly section: string;
  readonly title: string;
  /** The title where there is little room. */
  readonly short: string;
  readonly severity: string;
  readonly status: Status;
  /** One sentence. */
  readonly reason: SafeText;
  /** What a person asks when no machine can tell. */
  readonly question: string;
  readonly evidence: readonly ProjectEvidence[];
  /** What a person said, whether it still counts or not. */
  readonly word: Word | null;
}

export interface ProjectTool {
  readonly name: SafeText;
  readonly file: SafeText;
  /** One-based. */
  readonly line: number;
  readonly schema: boolean;
  readonly annotations: Readonly<Record<string, boolean | SafeText | null>>;
}

/** How a project stands to one demand of a directory. */
export interface ProjectDemand {
  /** Stable within the directory. */
  readonly id: string;
  /** What is asked for. */
  readonly demand: string;
  readonly says: 'met' | 'missing' | 'ask' | 'not applicable';
  readonly reason: SafeText;
  readonly items: readonly ItemId[];
  readonly source: string;
  readonly seen: string;
  readonly places: readonly PlaceReport[];
}

/** Whether it is ready to be handed in to a directory. */
export interface ProjectDirectory {
  readonly id: string;
  readonly name: string;
  readonly seen: string;
  readonly sources: readonly string[];
  /** Nothing that a program can see is missing. */
  readonly ready: boolean;
  readonly demands: readonly ProjectDemand[];
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
  /** The file that describes its package; its listing or README where there is none. */
  readonly manifest: SafeText;
  /** How it is started, where its manifest says so. */
  readonly start: ProjectStart | null;
  readonly items: readonly ProjectItem[];
  readonly directories: readonly ProjectDirectory[];
}

/** What is offered for an item: see `rules/checklists/publish/help`. Files are paths from the folder that was read. */
export interface ProjectHelp {
  readonly id: string;
  readonly title: SafeText;
  readonly kind: 'draft' | 'code' | 'link' | 'note';
  readonly edits: readonly FileEdit[];
  readonly link?: string;
  readonly next: readonly SafeText[];
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
  reports(asked?: Judge): readonly ProjectReport[];
  /** What is wrong in them. What is only evidence for the checklist is not among it. */
  findings(asked?: Judge): readonly ProjectFindings[];
  /** Where its projects are, as paths from it; '' is the folder itself. */
  roots(): readonly string[];
  /** What helps with an item, by its number, in the project of a root; none where there is no such project. */
  help(root: string, item: number): readonly ProjectHelp[];
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

/** A tool as it is shown where it is registered. Spans are of its file's text as it is now. */
export interface ToolMark {
  readonly name: SafeText;
  readonly title: SafeText | null;
  readonly description: SafeText | null;
  readonly nameAt: Span;
  readonly at: Span;
  /** Null where it has no schema. */
  readonly parameters: readonly ToolMarkParameter[] | null;
  /** Whether all of its parameters are listed. */
  readonly complete: boolean;
  readonly hints: readonly { readonly name: SafeText; readonly value: boolean | SafeText | null }[];
}

export interface ToolMarkParameter {
  readonly name: SafeText;
  readonly type: string;
  readonly optional: boolean;
  readonly limits: readonly SafeText[];
}

/** A finding without functions, so that it can be sent. Files are paths from the folder that was read. */
export interface SentFinding extends Omit<Finding, 'fixes'> {
  readonly fixes: readonly SentFix[];
}

export interface SentFix extends Omit<Fix, 'edits' | 'lookup' | 'moves'> {
  readonly edits: readonly FileEdit[];
}

/** What is known of one file. Spans are of its text as it is now. */
export interface JudgedFile {
  readonly file: string;
  readonly findings: readonly SentFinding[];
  readonly tools: readonly ToolMark[];
  /** False while something waits for a pause in typing. */
  readonly settled: boolean;
}

export interface JudgedFolder {
  readonly cut: string | undefined;
  /** Of the projects, as paths from the folder; '' is the folder itself. */
  readonly roots: readonly string[];
  readonly reports: readonly ProjectReport[];
  readonly files: readonly JudgedFile[];
  readonly settled: boolean;
  readonly failures: readonly RuleFailure[];
}

/** What a team decided for what is below a path of the folder. */
export interface FolderScope {
  readonly below: string;
  readonly project: Project;
  /** Of a path from the folder: so much is cut off its front, and this put there, to have it from the policy file. */
  readonly prefix: string;
  readonly cut: number;
}

/** People's words on one project. */
export interface ProjectWords {
  readonly root: string;
  readonly attestations: readonly Attestation[];
  /** What probes of it showed. */
  readonly probes: readonly ProbeRecord[];
}

/** What judging a project takes beside its files, as it can be sent, with people's words. */
export interface Judge {
  readonly settings: Settings;
  readonly comments: 'all' | 'none';
  /** The deepest first. */
  readonly scopes: readonly FolderScope[];
  readonly words: readonly ProjectWords[];
  readonly now: number;
}

export interface JudgeFolder extends Judge {
  /** The files that somebody has in front of them. */
  readonly open: readonly string[];
  /** Whether nobody types. */
  readonly paused: boolean;
}

/** A folder that is held open, maybe by another thread. What is asked of it is answered in turn. */
export interface FolderService {
  /** Another text for a file; null where it is gone. */
  change(file: string, text: string | null): Promise<void>;
  judge(asked: JudgeFolder): Promise<JudgedFolder>;
  /** What helps with an item in one of its projects. */
  help(root: string, item: number): Promise<readonly ProjectHelp[]>;
  /** What would be found in a file if it had another text. */
  tryText(file: string, text: string, asked: JudgeFolder): Promise<readonly SentFinding[]>;
}

export interface ProjectService {
  /** @returns undefined where there is no server project */
  open(folder: string): Promise<FolderService | undefined>;
  ruleMetas(): Promise<readonly RuleMeta[]>;
}
