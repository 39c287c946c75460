import type { AuditLog } from '../../rules/findings/audit.ts';
import type { Digest } from '../../rules/findings/facts.ts';
import type { appendLine } from '../machine/append-line.ts';
import type { OpenFolders } from '../machine/file-mode.ts';
import type { Found } from '../machine/find.ts';
import type { AskGit, IsTop } from '../machine/git-states.ts';
import type { PlainFolders } from '../machine/plain-folders.ts';
import type { storeSecrets } from '../machine/secrets/store.ts';
import type { ProbeKit } from '../probe/kit.ts';
import type { ProjectService } from '../project/types.ts';
import type { VersionSource } from '../registry/types.ts';

/** Everything the server takes from its surroundings. Tests and other platforms hand in their own. */
export interface Runtime {
  readonly versions: VersionSource;
  /** What starts or calls a server, once a person has said yes to that. */
  probes(): ProbeKit;
  /** Reads server projects; without it nobody looks for one. */
  readonly projects?: ProjectService;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of processor time: a file that takes too long is left. Without it there is no such limit. */
  processorTime?(): number;
  /** Told when something is judged that takes much memory for a while. */
  expectMuch?(): void;
  /** Runs a task later; the result takes it back. */
  later(task: () => void, milliseconds: number): () => void;
  /** Undefined for what is not on this machine's disk. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** Undefined for what cannot be read as text. */
  readText(path: string): Promise<string | undefined>;
  /** The hosts' configs below a folder, as absolute paths. @param plain told of what is in no folder */
  findConfigs(folder: string, signal: AbortSignal, plain?: PlainFolders): Promise<Found>;
  /** Whether that search would come upon a file: links lead nowhere else. */
  isFoundIn(path: string, folder: string): Promise<boolean>;
  /** The configs that are a person's own, whatever folder is open. */
  homeConfigs(): Promise<readonly string[]>;
  readonly homeFolder: string;
  /** Whether something of that name is there, whatever it is. */
  exists(path: string): Promise<boolean>;
  /** Whether a file belongs to the person who runs this. */
  isOwn(path: string): Promise<boolean>;
  /** Whether the name itself is a link, wherever it leads. */
  isLink(path: string): Promise<boolean>;
  /** Whether every user of this machine can read a file; false where nobody can tell. */
  readableByAll(path: string, folders: OpenFolders): Promise<boolean>;
  readonly askGit: AskGit;
  /** Told at once: without it, what lies in no repository is known when git is asked. */
  readonly isTopOfRepository?: IsTop;
  /** The newest commits in which a file holds one of these texts; none without git. See `commitsWith`. */
  commitsWith?(path: string, texts: readonly string[]): Promise<readonly string[]>;
  readonly storeSecrets: typeof storeSecrets;
  readonly appendLine: typeof appendLine;
  /** Writes a file beside a config, or takes it away; `kept`: for its owner only, and out of git. */
  writeBeside(
    path: string,
    before: string | null,
    after: string | null,
    within: string,
    kept: boolean,
  ): Promise<void>;
  /** What the log of a gateway on this machine says of the last 24 hours; undefined without one. */
  auditLog?(): Promise<AuditLog | undefined>;
  readonly digest: Digest;
  /** Where a program of that name is, not counting what a folder of these files brings along. */
  findProgram?(name: string, paths: readonly string[]): Promise<string | undefined>;
  /** Ids of the secrets managers that are installed. */
  secretManagers(): Promise<readonly string[]>;
  /** A keyed hash with a key that nobody else has: see `CredentialFacts`. */
  hashCredential(value: string): string;
}
