import { summarizeConfig } from '../../rules/engine/summary.ts';
import type { AuditLog } from '../../rules/findings/audit.ts';
import type { Facts } from '../../rules/findings/facts.ts';
import type { Analysis } from '../../rules/index.ts';
import { environmentsIn } from '../../rules/policy/environments.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import type { ProjectProblem } from '../../rules/policy/read.ts';
import { type Believed, maySilence } from '../../rules/policy/suppressions.ts';
import { memoize } from '../../rules/text/memory.ts';
import type { OpenFolders } from '../machine/file-mode.ts';
import { GitStates } from '../machine/git-states.ts';
import type { Past } from '../machine/past.ts';
import type { PlainFolders } from '../machine/plain-folders.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { foldersAround, isInside } from './inside.ts';
import { OffBeside } from './off-beside.ts';
import { Projects } from './projects.ts';
import { Summaries } from './summaries.ts';

/** A log is not read more often than this. */
const AUDIT_MS = 30_000;
const NO_LOG = Promise.resolve(undefined);
/** Of one file. */
const MOST_HASHES = 10_000;

/** Where it works, and how far it may look around. */
export interface Surroundings {
  readonly runtime: Runtime;
  /** The folders a person works in, absolute. */
  folders(): readonly string[];
  /** False where nobody has trusted them: then nothing that they say counts, and git is not run in them. */
  readonly trusted: boolean;
  readonly syntaxReported: boolean;
  complain(path: string, problems: readonly ProjectProblem[]): void;
  /** Who may silence findings: whoever wrote the files where nothing is said. */
  readonly silences?: Silences | undefined;
  /** The one policy file that counts, where a person names it; absolute. */
  readonly policyFile?: string | undefined;
  /** Which secrets manager a person wants: `auto` for those that are installed, `none`, or its id. */
  secretManager(): Promise<string>;
}

/** `none`: every finding is open. The past: what stood in the files then counts, not what stands there now. */
export type Silences = 'none' | Pick<Past, 'textOf'>;

/** What `analyze` takes for one config beside its text. */
export interface Known {
  readonly facts: Facts;
  readonly project: ProjectScope | undefined;
  /** Whose comments silence: a stranger's do not. */
  readonly comments: Believed;
  /** What the log of a gateway on this machine says of the last 24 hours. */
  readonly audit?: AuditLog | undefined;
}

/**
 * What is known around each config: the others, git, and what the team wrote down. It changes after a config has
 * been judged, and then says whose turn it is again.
 */
export class FactStore {
  readonly #surroundings: Surroundings;
  readonly #summaries = new Summaries();
  readonly #projects: Projects;
  readonly #git: GitStates;
  readonly #off: OffBeside;
  readonly #readable = new Map<string, boolean>();
  readonly #openFolders: OpenFolders = new Map();
  #generation = 0;
  #audit: Promise<AuditLog | undefined> = NO_LOG;
  #auditAt = Number.NEGATIVE_INFINITY;
  #managers: Promise<readonly string[]> | undefined;
  #plain: PlainFolders | undefined;

  constructor(surroundings: Surroundings) {
    const { runtime, silences } = surroundings;
    const nearestOther = (folder: string): string => this.#plain?.nearestOther(folder) ?? folder;
    this.#surroundings = surroundings;
    this.#off = new OffBeside((path) => runtime.readText(path));
    this.#projects = new Projects(
      {
        readText: (path) =>
          typeof silences === 'object' ? silences.textOf(path) : runtime.readText(path),
        exists: runtime.exists,
        isOwn: runtime.isOwn,
        // What a search saw on the disk says nothing of the past.
        ...(typeof silences !== 'object' && { nearestOther }),
        complain: surroundings.complain,
      },
      {
        folders: () => surroundings.folders(),
        home: runtime.homeFolder,
        only: surroundings.policyFile,
      },
    );
    this.#git = new GitStates(runtime.askGit, runtime.isTopOfRepository, nearestOther);
  }

  /** @param plain what a search has just passed and need not be asked for again; undefined once that may have changed */
  passed(plain: PlainFolders | undefined): void {
    this.#plain = plain;
  }

  /**
   * @param path absolute, or what stands for a path where there is none
   * @param text where it is known, comments in it that stood there in the past may count
   */
  async of(path: string, text = ''): Promise<Known> {
    const { runtime, trusted, syntaxReported } = this.#surroundings;
    const facts: Facts = {
      now: runtime.now(),
      ...(runtime.processorTime && { clock: runtime.processorTime }),
      syntaxReported,
      folder: this.folderOf(path),
      namesakes: (server) => this.#summaries.namesakes(path, server),
      credentials: {
        // Rules, evidence and rows ask for the same few; they are let go with the file.
        hash: memoize(runtime.hashCredential, MOST_HASHES),
        elsewhere: (hash) => this.#summaries.elsewhere(path, hash),
      },
      digest: runtime.digest,
      secretManagers: await this.#secretManagers(),
      readableByAll: await this.#isReadableByAll(path),
      // Whoever brings a config along could switch off what is wrong with it: asked for only where it is trusted.
      ...(trusted && { git: this.#git.factsFor(path), off: await this.#off.of(path) }),
    };
    const project = await this.policyOf(path);
    const comments = await this.#believed(path, text);
    return { facts, project, comments, ...(trusted && { audit: await this.#auditLog() }) };
  }

  async #believed(path: string, text: string): Promise<Believed> {
    const { silences, trusted } = this.#surroundings;
    if (!trusted || silences === 'none') return 'none';
    if (silences === undefined) return 'all';
    if (!maySilence(text)) return 'none';
    return { before: (await silences.textOf(path)) ?? '' };
  }

  /** Read anew now and then: calls are made while the configs stay as they are. */
  async #auditLog(): Promise<AuditLog | undefined> {
    const { runtime } = this.#surroundings;
    const now = runtime.now();
    if (now - this.#auditAt > AUDIT_MS) {
      this.#auditAt = now;
      this.#audit = runtime.auditLog?.() ?? NO_LOG;
    }
    return this.#audit;
  }

  async #secretManagers(): Promise<readonly string[]> {
    const wanted = await this.#surroundings.secretManager();
    if (wanted === 'none') return [];
    if (wanted !== 'auto') return [wanted];
    this.#managers ??= this.#surroundings.runtime.secretManagers();
    return this.#managers;
  }

  async #isReadableByAll(path: string): Promise<boolean> {
    const known = this.#readable.get(path);
    if (known !== undefined) return known;
    const { runtime } = this.#surroundings;
    const readable = await runtime.readableByAll(path, this.#openFolders);
    this.#readable.set(path, readable);
    return readable;
  }

  /** The folder a person works in that holds this path; the home folder for their own files. */
  folderOf(path: string): string | undefined {
    const { runtime, folders } = this.#surroundings;
    const [nearest] = foldersAround(path, folders());
    return nearest ?? (isInside(path, runtime.homeFolder) ? runtime.homeFolder : undefined);
  }

  /** What a team says about the configs of a folder; undefined where nothing counts. */
  async policyOf(path: string): Promise<ProjectScope | undefined> {
    const { silences, trusted } = this.#surroundings;
    const scope = trusted ? await this.#projects.scopeOf(path) : undefined;
    return silences === 'none' ? open(scope) : scope;
  }

  /** Folders above those that a person works in whose policy file may count. */
  async policyFoldersAbove(): Promise<readonly string[]> {
    const all = this.#surroundings.folders().map((folder) => this.#projects.above(folder));
    return [...new Set((await Promise.all(all)).flat())];
  }

  /** Where what a team decides about a config is, or should be, written down. */
  projectFileFor(path: string): Promise<string> {
    return this.#projects.fileFor(path);
  }

  /**
   * Remembers of a config what others may know.
   *
   * @param copy the path of another file for which the same was read
   */
  keep(
    path: string,
    { config, credentials }: Analysis,
    { facts, project }: Known,
    copy?: string,
  ): void {
    if (!config) {
      this.forget(path);
      return;
    }
    const environmentOf = environmentsIn(path, facts.folder, project);
    const { hashCredential, homeFolder: home } = this.#surroundings.runtime;
    const hash = facts.credentials?.hash ?? hashCredential;
    const like = copy === undefined ? undefined : this.#summaries.of(copy);
    this.#summaries.set(
      path,
      summarizeConfig(path, { config, credentials, environmentOf, hash, home, like }),
    );
  }

  forget(path: string): void {
    this.#off.forget(path);
    this.#readable.delete(path);
    this.#openFolders.clear();
    this.#summaries.delete(path);
  }

  /** Another text whenever what is known around this path has changed. */
  stampOf(path: string): string {
    return `${this.#generation}.${this.#summaries.stampOf(path)}`;
  }

  /** A project file has changed: what it says may concern every config. */
  projectsChanged(): void {
    this.#plain = undefined;
    this.#generation += 1;
    this.#projects.forget();
  }

  /** A file beside configs that switches their servers off has changed. */
  offChanged(): void {
    this.#generation += 1;
    this.#off.clear();
  }

  /** What git says may have changed. */
  gitChanged(): void {
    this.#plain = undefined;
    for (const path of this.#git.forget()) this.#summaries.outdate(path);
  }

  /** Whether no other config has anything in common with this one, and git nothing to say that was asked for it. */
  isAlone(path: string): boolean {
    return this.#summaries.isAlone(path) && !this.#git.isAwaited(path);
  }

  /** Whether git has yet to answer something. */
  isAwaiting(): boolean {
    return this.#git.isAwaiting;
  }

  /** Has git answer what was asked so far, for configs that are all yet to be judged. */
  async settle(): Promise<void> {
    await this.#git.answer();
    this.#summaries.forgetChanges();
  }

  /** The configs that have to be judged anew; each is named once. */
  async takeOutdated(): Promise<readonly string[]> {
    for (const path of await this.#git.answer()) this.#summaries.outdate(path);
    return this.#summaries.takeOutdated();
  }
}

/** The rest of what a team says counts all the same, and so does what makes findings worse. */
function open(scope: ProjectScope | undefined): ProjectScope | undefined {
  const nothing = { ignore: [], baseline: null, silencesNothing: true };
  return scope && { ...scope, project: { ...scope.project, ...nothing } };
}
