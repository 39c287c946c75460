import type {
  DiagnosticSeverity,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { NotificationType, ProgressType, RequestType } from 'vscode-languageserver-protocol';
import type { Status } from '../rules/checklists/checklist.ts';
import type { Progress } from '../rules/checklists/progress.ts';
import type { ItemId } from '../rules/findings/item-id.ts';
import type { ProbeRecord, ToolSnapshot } from '../rules/findings/probe-record.ts';
import type { SafeText } from '../rules/secrets/safe.ts';

export { stampOf } from './machine/stamp.ts';

/** The diagnostics' source: what Problems panels and other extensions filter by. */
export const SOURCE = 'mcp-checklist';

/** The section of the settings that are ours. */
export const SECTION = 'mcpChecklist';

/** The kind under which editors run all safe fixes, on save if asked to. */
export const FIX_ALL = 'source.fixAll.mcpChecklist';

/** What a client may say when it starts the server; every part is optional. */
export interface InitializationOptions {
  /** Ask for {@link checklistChanged}. */
  readonly checklist?: boolean;
  /** The editor marks JSON syntax errors itself. */
  readonly syntaxReported?: boolean;
  /** The editor shows findings in its hover itself, with a link to the rule. */
  readonly findingsInHover?: boolean;
  /** Has the command {@link IGNORE}. */
  readonly ignores?: boolean;
  /** Has the command {@link MOVE_SECRETS}. Others are not asked: what a fix takes out is saved first. */
  readonly asksForSecrets?: boolean;
  /** Has the command {@link PREVIEW_FIXES}, and shows what changes several files before it is done. */
  readonly previews?: boolean;
  /** Has the command {@link ROTATE}. */
  readonly rotates?: boolean;
  /** Has the command {@link MOVE_TO_JANEE}. */
  readonly movesToJanee?: boolean;
  /** False where nobody has trusted the folder yet: its own registry settings are not used then. */
  readonly trusted?: boolean;
  /** Used where the client cannot be asked for its configuration. */
  readonly settings?: unknown;
}

/**
 * What has changed in the checklist of everything in reach, sent by the server after start and whenever something has, to
 * clients that asked for it. Clients that do not know it lose the side bar, nothing else.
 */
export const checklistChanged = new NotificationType<ChecklistUpdate>(
  'mcpChecklist/checklistChanged',
);

/**
 * Sent by a client that can tell where a person is in a document they have typed in: what waits for the word to be finished
 * is shown as soon as it is left. Others are taken to be where they typed last, until they pause.
 */
export const caretMoved = new NotificationType<CaretParams>('mcpChecklist/caretMoved');

export interface CaretParams {
  readonly uri: string;
  readonly position: Position;
}

/**
 * Asks for a fresh look at everything, also at what no watcher reports. Answered when it is over; what was found
 * comes with {@link checklistChanged}. Null where it was called off.
 */
export const scan = new RequestType<ScanParams, ScanResult | null, void>('mcpChecklist/scan');

export interface ScanParams {
  /** For {@link scanProgress}; null for no progress. */
  readonly token: string | null;
}

/** What was found in all configs, those of the home folder included. */
export interface ScanResult {
  readonly configs: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Asks which configs could be made in a folder, for the applications that are used on this machine. */
export const newConfigs = new RequestType<NewConfigsParams, readonly NewConfig[], void>(
  'mcpChecklist/newConfigs',
);

export interface NewConfigsParams {
  /** The URI of an open folder. */
  readonly folder: string;
  /** What the editor calls itself. */
  readonly app: string;
}

/** A config that nothing would be said about, and that is not there yet. */
export interface NewConfig {
  /** Whose it is. */
  readonly label: SafeText;
  /** From the folder. */
  readonly path: SafeText;
  readonly uri: string;
  readonly text: string;
}

/** How many configs have been read so far. */
export const scanProgress = new ProgressType<number>();

/** Of ten thousand configs, one edit changes one or two: the others are not sent again. */
export interface ChecklistUpdate {
  /** Whether nothing was sent before. */
  readonly first: boolean;
  /** Whether the rest of this change follows: before, there is nothing to show. */
  readonly more: boolean;
  /** Every list, the one of the open folders in front. */
  readonly lists: readonly ListHead[];
  /** The configs that are new, and those of which something else is said than before. */
  readonly changed: readonly ConfigState[];
  /** The URIs of those that are no more. */
  readonly gone: readonly string[];
}

/** One config, open or not, and what is said of it. */
export interface ConfigState {
  readonly file: FileState;
  /** Of the list that it is on. */
  readonly scope: ListHead['scope'];
  /** Every server of it, those that are off included. */
  readonly rows: readonly RowState[];
  /** Every finding that nobody silenced, once; whatever has findings names them by their place in here. */
  readonly findings: readonly FindingState[];
  readonly items: readonly ItemPart[];
}

/** How one config stands to one item. */
export interface ItemPart {
  readonly id: ItemId;
  /** How each server that is on stands to it. */
  readonly servers: readonly Omit<ServerState, 'uri'>[];
  readonly findings: readonly number[];
}

/** One checklist of one subject, without what its configs have part in. */
export interface ListHead {
  /** Tells the lists apart, and stays: rows are known by it. */
  readonly key: string;
  /** Whose configs it is about; `all` where a person wants them together. */
  readonly scope: 'folder' | 'machine' | 'all';
  readonly title: string;
  /** So many configs. */
  readonly configs: number;
  /** Whether what fails is no matter of the open folders: it asks for nobody's attention in them. */
  readonly quiet: boolean;
  readonly progress: Progress;
  /** The criticals first. */
  readonly items: readonly ItemHead[];
}

/**
 * The server projects in the open folders, each with its publish list; sent whenever they changed to clients that asked
 * for {@link checklistChanged}. Never sent where there is none.
 */
export const projectsChanged = new NotificationType<readonly ProjectState[]>(
  'mcpChecklist/projectsChanged',
);

/** One server project. */
export interface ProjectState {
  /** Its folder. Documents of programs below it are what the server wants to know. */
  readonly root: string;
  readonly name: SafeText;
  readonly version: SafeText | null;
  /** How many tools were found in it. */
  readonly tools: number;
  readonly progress: Progress;
  readonly items: readonly ProjectItemState[];
}

/** How a project stands to one item of the publish list. */
export interface ProjectItemState {
  readonly id: ItemId;
  readonly number: number;
  /** The title of the section that it stands in. */
  readonly section: string;
  readonly title: string;
  /** The title for where there is little room. */
  readonly short: string;
  /** `info` is advice. */
  readonly severity: string;
  readonly status: Status;
  readonly reason: SafeText;
  readonly question: string;
  readonly evidence: readonly ProjectEvidenceState[];
  /** What a person said about it, whether it still counts or not. */
  readonly attestation: AttestationState | null;
}

/** Where something shows that speaks for or against an item. */
export interface ProjectEvidenceState {
  readonly uri: string;
  /** Its path from the folder that is open. */
  readonly file: string;
  readonly range: Range;
  readonly text: SafeText;
  /** `accepted`: it speaks against it, and somebody decided to live with it. */
  readonly says: 'for' | 'against' | 'accepted' | 'unclear' | 'not-applicable';
}

/** Asks what helps with an item of the publish list: drafts for the project, code, or what to read. */
export const drafts = new RequestType<DraftParams, readonly DraftOffer[], void>(
  'mcpChecklist/drafts',
);

export interface DraftParams {
  /** Of the project's folder, as {@link ProjectState} has it. */
  readonly uri: string;
  readonly item: ItemId;
}

export interface DraftOffer {
  readonly id: string;
  readonly title: SafeText;
  readonly kind: 'draft' | 'code' | 'link' | 'note';
  /** Of a page to read; null where there is none. */
  readonly link: string | null;
  /** What to do with it, a sentence each. */
  readonly next: readonly SafeText[];
  /** What writes it; null for what is only to be read. */
  readonly edit: WorkspaceEdit | null;
  readonly judged: readonly JudgedFile[];
}

/** A server as a list of what this machine starts shows it. */
export interface RowState {
  readonly uri: string;
  readonly name: SafeText;
  /** The how-manieth of its file it is, from 0: with its name, finds it again. */
  readonly index: number;
  readonly range: Range;
  /** `stdio`, `http`, `sse`, `ws`; '' where nothing tells. */
  readonly transport: string;
  /** The package with its version, the program, or another machine's name. */
  readonly starts: SafeText;
  readonly disabled: boolean;
  /** The worst finding; null for none. */
  readonly worst: DiagnosticSeverity | null;
  readonly findings: readonly number[];
  /** Of its credentials, a number each, as long as the server runs: two servers with one in common use the same. */
  readonly shares: readonly string[];
  /** How it is stopped otherwise. */
  readonly stop: string;
  /** What its last probe came to, as long as that counts; null where there was none. */
  readonly probed: ProbedState | null;
  /** Of how many of its credentials a provider's word counts. */
  readonly asked: number;
  /** Where its credentials are made worthless. */
  readonly revoke: readonly { readonly label: SafeText; readonly url: string }[];
}

export interface ProbedState {
  /** A day, as `2026-11-26`. */
  readonly on: string;
  /** How many steps came to that. */
  readonly passed: number;
  readonly failed: number;
}

export interface FileState {
  readonly uri: string;
  /** Whose config it is, as a person calls it. */
  readonly host: string;
  readonly servers: number;
  /** Whether it is in an open folder; else it is the person's own. */
  readonly inFolder: boolean;
  /** Its path, with `~` for the home folder. */
  readonly shown: SafeText;
}

export interface ItemHead {
  readonly id: ItemId;
  readonly number: number;
  readonly title: string;
  /** The title for where there is little room. */
  readonly short: string;
  readonly severity: 'critical' | 'high' | 'medium';
  readonly effort: string;
  readonly question: string;
  /** Whether a probe of a server can tell something about it. */
  readonly probeable: boolean;
  readonly status: Status;
  /** Why, in as few sentences as say it. */
  readonly sentences: readonly SafeText[];
  /** Whether the servers that have its status are a part of the reason. */
  readonly named: boolean;
}

export interface ServerState {
  readonly uri: string;
  readonly server: SafeText;
  readonly status: Status;
  /** One sentence. */
  readonly text: SafeText;
  /** What a person said about it, whether it still counts or not. */
  readonly attestation: AttestationState | null;
  /** What its last probe, or a provider, says of the item, as long as that counts; null where nobody was asked. */
  readonly probed: ProbeWord | null;
}

export interface ProbeWord {
  /** Whether the server was probed; else it is a provider's word on one of its credentials. */
  readonly isProbe: boolean;
  readonly says: 'pass' | 'fail' | 'review';
  /** One sentence; '' where it could not tell. */
  readonly text: SafeText;
}

/** A person's dated word on an item for one server. */
export interface AttestationState {
  readonly by: SafeText;
  /** Days, as `2026-11-21`. */
  readonly on: string;
  readonly until: string;
  /** '' for none. */
  readonly note: SafeText;
  /** Whether the team shares it, in the project file, or it is this person's own. */
  readonly kept: 'project' | 'person';
  /** Set where it counts, and soon will not: the days that are left. */
  readonly endsIn?: number;
}

/**
 * Asks to write down that a person looked at an item for a server. The server knows what the server is today, so
 * the fingerprint is its part.
 */
export const attest = new RequestType<AttestParams, AttestResult, void>('mcpChecklist/attest');

export interface AttestParams {
  readonly item: ItemId;
  readonly uri: string;
  readonly server: string;
  readonly by: string;
  readonly until: string;
  /** Needed where the team counts on it: who reads it later cannot ask. */
  readonly note?: string;
  /** The day, where it is said again; today else. */
  readonly on?: string;
  readonly keep: AttestationState['kept'];
}

/** Asks to take back what was said on an item for a server, wherever it is kept. */
export const withdraw = new RequestType<WithdrawParams, AttestResult, void>(
  'mcpChecklist/withdraw',
);

export interface WithdrawParams {
  readonly item: ItemId;
  readonly uri: string;
  readonly server: string;
}

/** Asks what a probe of one server would start or call. Nothing is started or called for it. */
export const planProbe = new RequestType<PlanProbeParams, ProbeQuestion, void>(
  'mcpChecklist/planProbe',
);

export interface PlanProbeParams {
  readonly uri: string;
  readonly server: string;
  readonly calls: ProbeCalls;
}

/** Which tools may be called: none, those that say they only read, or these beside them. */
export type ProbeCalls = 'none' | 'hints' | readonly string[];

/** What a person reads before they say yes; with a problem there is nothing to say yes to. */
export interface ProbeQuestion {
  readonly problem: SafeText | null;
  readonly title: string;
  /** Several lines: the whole command, and all that will happen. */
  readonly detail: string;
  /** Of all that, as it was shown. */
  readonly stamp: string;
  /** The tools it had when it was last probed. */
  readonly tools: readonly SafeText[];
}

/** Starts or calls the server, as the question said; refused where the answer would be another one by now. */
export const probe = new RequestType<ProbeParams, ProbeResult, void>('mcpChecklist/probe');

export interface ProbeParams extends PlanProbeParams {
  /** Of the question that somebody said yes to. */
  readonly stamp: string;
  /** For {@link probeProgress}. */
  readonly token: string;
}

/** What is tried right now. */
export const probeProgress = new ProgressType<SafeText>();

export interface ProbeResult {
  /** Why there is nothing to see. */
  readonly problem: SafeText | null;
  /** How many steps came to that. */
  readonly passed: number;
  readonly failed: number;
  /** Whether its tools are others than those on record; null where none are. */
  readonly changed: boolean | null;
  /** All that this person is to keep from now on; null for no change. */
  readonly probes: readonly PersonalProbe[] | null;
}

/** What a probe showed, kept by the client for this person: see `ProbeRecord`. */
export interface PersonalProbe {
  readonly uri: string;
  readonly record: ProbeRecord;
  /** What the tools were, for the next one to compare. */
  readonly tools: ToolSnapshot | null;
}

/** Sent by a client that keeps probes for a person, at start and after every change: all of them. */
export const personalProbes = new NotificationType<readonly PersonalProbe[]>(
  'mcpChecklist/personalProbes',
);

/** Asks what is odd in the words of tools that the editor itself has running; as Markdown. Nothing is started for it. */
export const toolWords = new RequestType<ToolWordsParams, string, void>('mcpChecklist/toolWords');

export interface ToolWordsParams {
  readonly tools: readonly RunningTool[];
}

export interface RunningTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
}

/** A server in a config, by the name that is shown. */
export interface ServerParams {
  readonly uri: string;
  readonly server: string;
}

/** Asks for the edit that writes the last probe of a server down for the team. */
export const shareProbe = new RequestType<ServerParams, ShareProbeResult, void>(
  'mcpChecklist/shareProbe',
);

export interface ShareProbeResult extends EditResult {
  readonly probes: readonly PersonalProbe[] | null;
}

/** Asks which credentials of a server their providers can be asked about, and what would be sent where. */
export const planAsk = new RequestType<PlanAskParams, AskQuestion, void>('mcpChecklist/planAsk');

export interface PlanAskParams extends ServerParams {
  /** The name of the variable or header that holds it; '' for the only one. */
  readonly credential: SafeText;
  /** Seconds to go on asking until it is refused; 0 to ask once. */
  readonly untilRefused: number;
}

/** What a person reads before they say yes. Of several credentials one has to be named first. */
export interface AskQuestion {
  readonly problem: SafeText | null;
  readonly credentials: readonly SafeText[];
  readonly title: string;
  readonly detail: string;
  readonly stamp: string;
}

/** Sends one credential to its provider, as the question said. */
export const askProvider = new RequestType<AskParams, AskResult, void>('mcpChecklist/askProvider');

export interface AskParams extends PlanAskParams {
  readonly stamp: string;
  /** For {@link probeProgress}. */
  readonly token: string;
}

export interface AskResult {
  readonly problem: SafeText | null;
  /** What the provider said, in one sentence or two. */
  readonly said: SafeText;
  /** Whether it takes the credential: then it can be measured how long a revoked one is taken. */
  readonly live: boolean;
  /** All that this person is to keep from now on; null for no change. */
  readonly probes: readonly PersonalProbe[] | null;
}

/** Asks for the report of the last probe of a server, as Markdown; null where there was none. */
export const probeReport = new RequestType<ServerParams, string | null, void>(
  'mcpChecklist/probeReport',
);

/** What to apply, and to save where the file is not in front of the person; or why there is nothing to apply. */
export interface EditResult {
  readonly edit: WorkspaceEdit | null;
  readonly problem: SafeText | null;
  /** The files that the edit changes without a version: nobody tells when they change. */
  readonly judged?: readonly JudgedFile[];
}

/** A file that is not open, as it was when an edit of it was made: a client compares before it writes. */
export interface JudgedFile {
  readonly uri: string;
  /** See `stampOf` in machine/stamp.ts; null for a file that is made. */
  readonly stamp: string | null;
}

/** Asks for the edit that switches servers of one config off, or on again. */
export const switchServer = new RequestType<SwitchParams, SwitchResult, void>(
  'mcpChecklist/switchServer',
);

export interface SwitchParams {
  readonly uri: string;
  readonly names: readonly SafeText[];
  readonly on: boolean;
  /** Asked once more when the edit is on the disk: what was kept for it is forgotten then. */
  readonly settled?: boolean;
}

export interface SwitchResult extends EditResult {
  /** When the application follows. */
  readonly note: SafeText | null;
}

/**
 * Asks for the edit that fixes everything of one rule; versions are looked up for it. Where it takes secrets out, the
 * answer is a question first: {@link SecretsQuestion}.
 */
export const fixRule = new RequestType<FixRuleParams, FixRuleResult, void>('mcpChecklist/fixRule');

export interface FixRuleParams {
  /** '' for all rules. */
  readonly rule: string;
  /** Only what is wrong with the server of this name. */
  readonly server?: string | undefined;
  /** Only what stands in this part of a text that was pasted, and what is wrong with its servers. */
  readonly pasted?: Range | undefined;
  /** The configs it is about; null for all in reach. */
  readonly uris: readonly string[] | null;
  /** What would be done, without an edit. */
  readonly preview?: boolean | undefined;
  /** What is not to be done of it, by the ids of the preview. */
  readonly without?: readonly string[] | undefined;
  readonly answer?: SecretsAnswer | undefined;
}

/** An edit, with a word on what could not be fixed where there was something. */
export interface FixRuleResult extends MoveResult {
  readonly fixes: number;
  /** Each of them, as long as it is only a preview. */
  readonly planned: readonly PlannedFix[];
  /** So many findings are meant, but have no fix that fits without a choice. */
  readonly unfixed: number;
}

/** One fix of several, before it is made. */
export interface PlannedFix {
  readonly id: string;
  /** What it does. */
  readonly title: SafeText;
  readonly uri: string;
  readonly range: Range;
  /** Its file, as a person calls it. */
  readonly file: SafeText;
}

/** The client's command behind actions that show what they do before they do it. Its argument: a {@link FixAllHandle}. */
export const PREVIEW_FIXES = 'mcpChecklist.previewFixes';

/** Asks for the edit of a code action that takes secrets out, or for the question that comes before it. */
export const moveSecrets = new RequestType<MoveParams, MoveResult, void>(
  'mcpChecklist/moveSecrets',
);

export interface MoveParams {
  readonly fix: FixHandle | FixAllHandle;
  readonly answer?: SecretsAnswer;
}

/** The client's command behind an action that takes secrets out; it asks. Its argument: the action's handle. */
export const MOVE_SECRETS = 'mcpChecklist.moveSecrets';

/** Where a person sends what an edit takes out. */
export type SecretsGo = 'copy' | 'profile' | 'save' | 'discard';

export interface SecretsAnswer {
  readonly go: SecretsGo;
  /** Of the question that it answers. */
  readonly stamp: string;
}

/** What has to be answered before an edit is made, as its secrets would be nowhere afterwards. */
export interface SecretsQuestion {
  /** Another one as soon as the edit takes out something else. */
  readonly stamp: string;
  /** Of the variables or inputs in their place. */
  readonly names: readonly SafeText[];
  /** The files that would keep them. */
  readonly files: readonly SafeText[];
  /** The answers that whoever looks the secrets up honours, the best one first. */
  readonly ways: readonly SecretsWay[];
}

export interface SecretsWay {
  readonly go: SecretsGo;
  readonly label: SafeText;
  /** What happens then, in one sentence. */
  readonly detail: SafeText;
}

/** What is left to do once secrets are out of a file. */
export interface NextStep {
  readonly does: 'open' | 'browse' | 'read';
  readonly label: SafeText;
  readonly detail: SafeText;
  /** The file or page; '' for a step that is only to be read. */
  readonly target: string;
}

/** Exactly one of an edit, a question and a problem; with an edit there may be a problem as well. */
export interface MoveResult extends EditResult {
  readonly question: SecretsQuestion | null;
  /** The secrets, as the host reads them: only where a person wants to copy them. */
  readonly clipboard: string | null;
  /** The files in which they are by now. */
  readonly kept: readonly string[];
  /** With an edit that takes secrets out: what a person does next. */
  readonly next: readonly NextStep[];
}

/** Asks which credentials stand in configs: of all in reach, or of one server. */
export const credentials = new RequestType<CredentialsParams, readonly CredentialState[], void>(
  'mcpChecklist/credentials',
);

export interface CredentialsParams {
  readonly of?: { readonly uri: string; readonly server: string } | undefined;
}

/** A credential, by one of its places. */
export interface CredentialState extends CredentialAt {
  /** What it is, and the name it goes by: nothing of it. */
  readonly label: SafeText;
  readonly name: SafeText;
  readonly places: number;
  readonly files: number;
}

/** One place of a credential: a file, and the offset at which it starts there. */
export interface CredentialAt {
  readonly uri: string;
  readonly start: number;
}

/**
 * Asks for the edit that replaces a credential in every config in reach. Without `to`, for its places alone; with it
 * and where values have to be found elsewhere then, the answer is a question first.
 */
export const rotate = new RequestType<RotateParams, RotateResult, void>('mcpChecklist/rotate');

export interface RotateParams {
  readonly at: CredentialAt;
  /** Of the places that a person has seen; another credential by now is left alone. */
  readonly stamp?: string | undefined;
  readonly to?: 'reference' | 'value' | undefined;
  /** The new credential. Missing beside `reference`: the old one is kept. */
  readonly fresh?: string | undefined;
  /** The places that stay as they are, by their ids. */
  readonly without?: readonly string[] | undefined;
  readonly answer?: SecretsAnswer | undefined;
}

export interface RotateResult extends MoveResult {
  readonly stamp: string;
  readonly label: SafeText;
  readonly places: readonly RotationPlace[];
  /** So many of them change. */
  readonly done: number;
}

export interface RotationPlace {
  readonly id: string;
  readonly uri: string;
  readonly range: Range;
  /** Its file, as a person calls it. */
  readonly file: SafeText;
  readonly server: SafeText;
  /** Of the variable, header or flag. */
  readonly name: SafeText;
  /** What a reference does there; null where nobody would look it up. */
  readonly reference: SafeText | null;
  /** Whether another value can be written there. */
  readonly settable: boolean;
}

/** The client's command behind "Replace this credential everywhere…". Its argument: a {@link CredentialAt}. */
export const ROTATE = 'mcpChecklist.replaceCredential';

/**
 * Moves a credential to Janee, in three steps: what changes; the key, for a terminal that gives it to Janee; and, once
 * Janee has it, the edit.
 */
export const toJanee = new RequestType<JaneeParams, JaneeResult, void>('mcpChecklist/toJanee');

export interface JaneeParams {
  readonly at: CredentialAt;
  /** Missing for the first step. */
  readonly step?: 'key' | 'edit' | undefined;
  /** Of the first step's answer; another credential by then is left alone. */
  readonly stamp?: string | undefined;
}

export interface JaneeResult extends EditResult {
  readonly stamp: string;
  readonly server: SafeText;
  /** What happens, a line each. */
  readonly changes: readonly SafeText[];
  /** The program, absolute; null where it is not on this machine, or only in this folder. */
  readonly program: string | null;
  /** What is done first where it is missing. */
  readonly guide: GuideState | null;
  readonly args: readonly string[];
  /** The variable in which it takes the key. */
  readonly variable: string;
  /** In the second step alone. */
  readonly key: string | null;
  readonly next: readonly NextStep[];
}

/** The client's command behind "Move to Janee…". Its argument: a {@link CredentialAt}. */
export const MOVE_TO_JANEE = 'mcpChecklist.moveToJanee';

/** Asks for the edit that silences one finding, with the reason a person has given. */
export const ignore = new RequestType<IgnoreParams, EditResult, void>('mcpChecklist/ignore');

export interface IgnoreParams {
  readonly uri: string;
  readonly rule: string;
  /** The offset at which the finding starts. */
  readonly start: number;
  readonly reason: string;
}

/** The client's command behind "Accept … here"; it asks for the reason. Its argument: {@link IgnoreParams} without one. */
export const IGNORE = 'mcpChecklist.ignore';

export interface AttestResult {
  /** What to apply, and to save: the project file. */
  readonly edit: WorkspaceEdit | null;
  /** All that this person is to keep from now on; null for no change. */
  readonly attestations: readonly PersonalAttestation[] | null;
  /** Why nothing was done, in words. */
  readonly problem: SafeText | null;
  readonly judged?: readonly JudgedFile[];
}

/** One that this person keeps for themselves: the client stores it and sends it along. */
export interface PersonalAttestation {
  readonly uri: string;
  readonly item: ItemId;
  readonly server: string;
  readonly fingerprint: string;
  readonly by: string;
  readonly on: string;
  readonly until: string;
  readonly note?: string | undefined;
}

/** Sent by a client that keeps attestations for a person, at start and after every change: all of them. */
export const personalAttestations = new NotificationType<readonly PersonalAttestation[]>(
  'mcpChecklist/personalAttestations',
);

/** One reason for a status: a sentence, or the name of a server that it is about. */
/** Enough of a finding to show it and to go there. */
export interface FindingState {
  readonly uri: string;
  readonly range: Range;
  readonly rule: string;
  readonly severity: DiagnosticSeverity;
  readonly message: SafeText;
  /** What is wrong, in as few words as the message has for it. */
  readonly problem: SafeText;
  readonly server: SafeText;
}

/**
 * A fix of a finding, in the `data` of a code action: enough to find it again in the same version of the
 * document, and never any of its text.
 */
export interface FixHandle {
  readonly uri: string;
  readonly version: number;
  readonly rule: string;
  /** The offset at which the finding starts. */
  readonly start: number;
  readonly fix: string;
}

/** The same for the fixes of all findings of a rule in a document. */
export interface FixAllHandle {
  readonly uri: string;
  readonly version: number;
  /** A rule; '' for all. */
  readonly allOf: string;
  readonly server?: string | undefined;
}

/** What a person does where no edit helps. */
export interface GuideState {
  readonly title: SafeText;
  readonly steps: readonly { readonly text: SafeText; readonly copy?: SafeText }[];
}

/** The client's command behind "Set up a secrets manager…" and the like. Its argument: a {@link GuideState}. */
export const SHOW_GUIDE = 'mcpChecklist.showGuide';

/** The server's, for clients that have no command of their own: it says the steps. */
export const SAY_GUIDE = 'mcpChecklist.sayGuide';

/** Applies a fix, for clients that cannot wait for an edit inside a code action. Its argument: a {@link FixHandle}. */
export const APPLY_FIX = 'mcpChecklist.applyFix';
