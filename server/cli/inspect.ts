import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ItemStatus } from '../../rules/checklists/checklist.ts';
import { type FileEvidence, unreadEvidence } from '../../rules/checklists/evidence.ts';
import { judgeConfigs } from '../../rules/checklists/index.ts';
import { unreadFinding } from '../../rules/checks/config/invalid-syntax.ts';
import { MAX_LENGTH } from '../../rules/document/document.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import type { Host } from '../../rules/hosts/host.ts';
import type { Analysis } from '../../rules/index.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { once } from '../../rules/text/memory.ts';
import { findConfigs } from '../machine/find.ts';
import { fromHere } from '../machine/paths.ts';
import { readTextSync } from '../machine/read-text.ts';
import type { Trust } from '../machine/trust.ts';
import { describe } from '../runtime/describe.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { FactStore, type Silences } from '../workspace/fact-store.ts';
import { type FileInReach, Inspector } from '../workspace/inspector.ts';
import { judgeParked, type ParkedFindings, parkedEvidence } from '../workspace/parked.ts';
import { besideOf } from '../workspace/switches.ts';
import { type Complaint, type FileName, gather, type InputFile } from './gather.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Io } from './io.ts';
import type { OwnWords } from './own-words.ts';
import { besideReport, type FileReport, fileReport, type Summary, summarize } from './report.ts';
import { isPartOf, type Shard } from './shard.ts';

export interface Inspection<T = unknown> {
  readonly files: readonly FileReport[];
  /** For each of them, which one it is among all that were looked at. */
  readonly order: readonly number[];
  /** How all of them stand to the checklist; made when it is asked for, as most commands print no more than a part. */
  readonly items: () => readonly ItemStatus[];
  /** The same for what was asked for, and apart from it for a person's own configs. */
  readonly groups: () => readonly Group[];
  readonly summary: Summary;
  /** What each config showed, under the name that a person gave it, in the order of the files. */
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
  /** What the command keeps of each file in the report. */
  readonly collected: readonly T[];
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
type Collect<T> = (judged: Judged, report: FileReport) => T | undefined;

interface FileResult<T> {
  readonly nth: number;
  readonly name: FileName;
  readonly report?: FileReport | undefined;
  /** Of the file that keeps what was taken out of it. */
  readonly beside?: FileReport | undefined;
  readonly evidence?: FileEvidence | undefined;
  /** Whether all of it was looked at. */
  readonly complete: boolean;
  readonly servers: number;
  readonly collected?: T | undefined;
}

const TOO_LARGE = 'it is larger than 1 MiB';
const NOT_CHECKED = 'nothing in it was checked';

/**
 * Judges everything at these paths, one file after the other: of each only what is printed is kept. Those that
 * have something in common with one that came later are judged once more.
 */
export async function inspect<T>(
  io: Io,
  options: InspectOptions,
  collect?: Collect<T>,
): Promise<Inspection<T>> {
  const { user, given } = options;
  const own = user ? await nodeRuntime.homeConfigs() : [];
  const asked = options.paths.length > 0 || user || given ? options.paths : ['.'];
  const run = new Run(io, options, asked, own, collect);
  await run.judgeAll();
  return run.result();
}

/** One run over all files. */
class Run<T> {
  readonly #io: Io;
  readonly #options: InspectOptions;
  readonly #paths: readonly string[];
  readonly #collect: Collect<T> | undefined;
  /** The configs of the person's home that were looked for, as they are shown. */
  readonly #own: ReadonlySet<string>;
  readonly #facts: FactStore;
  readonly #inspector: Inspector;
  /** What each file is called by its path. */
  readonly #shown = new Map<string, string>();
  /** By path. */
  readonly #results = new Map<string, FileResult<T>>();
  /** By the folder in which they were found. */
  readonly #manifests = new Map<string, readonly string[]>();
  #complete = true;

  constructor(
    io: Io,
    options: InspectOptions,
    paths: readonly string[],
    own: readonly string[],
    collect: Collect<T> | undefined,
  ) {
    this.#io = io;
    this.#options = options;
    this.#paths = [...paths, ...own];
    this.#collect = collect;
    this.#own = new Set(own);
    this.#facts = factsFor(io, { ...options, paths: this.#paths }, () => {
      this.#complete = false;
    });
    this.#inspector = new Inspector(this.#facts, (path, rule, error) =>
      this.#say(this.#shown.get(path) ?? path, `the rule ${rule} failed: ${describe(error)}`),
    );
  }

  async judgeAll(): Promise<void> {
    let nth = 0;
    const passed = (folder: string, found: readonly string[]): void =>
      void this.#manifests.set(folder, found);
    for await (const batch of gather(this.#paths, this.#options.given, findConfigs, passed)) {
      const files = await Promise.all(batch.map((it) => this.#fileFor(it)));
      for (const [index, it] of batch.entries()) {
        const file = files[index];
        if ('message' in it) this.#complain(it);
        if (!file) continue;
        this.#take(it, file, nth);
        nth += 1;
      }
      this.#io.progress(`${nth} files`);
    }
    await this.#inspector.refresh(async (paths) => {
      for (const path of paths) await this.#judgeAgain(path);
    });
    this.#io.progress('');
  }

  result(): Inspection<T> {
    const run = this;
    const all = [...this.#results.values()];
    const reported = all.filter(({ report }) => report !== undefined);
    const files = reported.flatMap(({ report, beside }) => [report ?? [], beside ?? []].flat());
    const evidence = all.flatMap((it) => it.evidence ?? []);
    const items = once(() => judgeConfigs(evidence, now));
    const groups = once(() => groupsOf(grouped, now));
    const servers = all.reduce((sum, it) => sum + it.servers, 0);
    const now = Date.now();
    const grouped = all.map((it) => ({
      ...it,
      reported: it.report !== undefined,
      own: this.#own.has(it.name.shown),
    }));
    return {
      files,
      groups,
      order: reported.flatMap(({ nth, beside }) => (beside ? [nth, nth] : nth)),
      items,
      summary: summarize(files, servers),
      evidence,
      shard: this.#options.shard,
      projectFileFor: (path) => this.#facts.projectFileFor(path),
      manifestsIn: (folder) => this.#manifests.get(folder),
      policyOf: (path) => this.#facts.policyOf(path),
      // Whoever asks for a policy later may find one that cannot be read.
      get complete() {
        return run.#complete && !all.some((it) => it.evidence?.unread || !it.complete);
      },
      collected: reported.flatMap((it) => (it.collected === undefined ? [] : [it.collected])),
    };
  }

  /** Undefined for what is no file. */
  async #fileFor(it: InputFile | Complaint): Promise<FileInReach | undefined> {
    const isFile = 'text' in it || it.host !== undefined;
    const text = 'text' in it ? it.text : '';
    this.#shown.set(it.path, it.shown);
    return isFile ? this.#inspector.fileAt(it.path, this.#options, text) : undefined;
  }

  #take(it: InputFile | Complaint, file: FileInReach, nth: number): void {
    const isOurs = isPartOf(nth, this.#options.shard);
    if ('text' in it) {
      if (isOurs) this.#results.set(it.path, this.#judge(it, file, nth));
      // A file of another part: what the files of this part may know of it.
      else this.#inspector.survey(file, it.text);
    } else if (isOurs) {
      const name = { ...it, named: true };
      this.#results.set(it.path, this.#unread(name, it.host ?? '', it.message, file, nth));
    }
  }

  async #judgeAgain(path: string): Promise<void> {
    const before = this.#results.get(path);
    if (!before) return;
    const { given } = this.#options;
    const isGiven = given !== undefined && resolve(given.path) === path;
    const read = isGiven ? { ok: true as const, text: given.text } : readTextSync(path);
    if (!read.ok) return;
    const file = await this.#inspector.fileAt(path, this.#options, read.text);
    this.#take({ ...before.name, text: read.text }, file, before.nth);
  }

  #judge(input: InputFile, file: FileInReach, nth: number): FileResult<T> {
    const { path, shown, text, named } = input;
    const analysis = this.#inspector.judge(file, text);
    const own = this.#options.ownWords?.about(path);
    const evidence = this.#inspector.remember(file, analysis, own);
    const { config, complete } = analysis;
    const parked = config && this.#parked(file, config.host, text);
    const name = { path, shown, named };
    if (!config && named && text.length > MAX_LENGTH) {
      this.#sayUnread(shown, TOO_LARGE);
      return this.#unread(name, '', TOO_LARGE, file, nth);
    }
    if (config?.document.refused) this.#sayUnread(shown, NOT_CHECKED);
    const report = named || config ? fileReport(shown, text, analysis) : undefined;
    return {
      nth,
      name,
      report,
      evidence: evidence && {
        ...evidence,
        path: shown,
        ...(parked && { parked: parkedEvidence(parked, besideOf(shown)) }),
      },
      ...(parked && { beside: besideReport(parked, besideOf(shown), config.host.id) }),
      complete,
      servers: config?.servers.filter(({ read }) => read).length ?? 0,
      collected: report && this.#collect?.({ ...input, analysis, file }, report),
    };
  }

  /** What was taken out of a config is on the disk all the same. */
  #parked(file: FileInReach, host: Host, text: string): ParkedFindings | undefined {
    const beside = besideOf(file.path);
    // Of ten thousand configs hardly one has it.
    const read = existsSync(beside) ? readTextSync(beside) : undefined;
    return judgeParked(this.#inspector, file, host, text, read?.ok ? read.text : undefined);
  }

  /** A file of which nothing is known: it is in the report all the same, or silence would look like a pass. */
  #unread(
    name: FileName,
    host: string,
    problem: string,
    file: FileInReach,
    nth: number,
  ): FileResult<T> {
    const { shown } = name;
    const findings = [unreadFinding(name.path, problem)];
    const nothing = { failures: [], credentials: [], unlisted: new Map(), complete: false };
    const analysis = { config: null, findings, ...nothing };
    const report = { ...fileReport(shown, '', analysis), host };
    const collected = this.#collect?.({ ...name, text: '', analysis, file }, report);
    const evidence = unreadEvidence(shown, host);
    return { nth, name, report, evidence, complete: false, servers: 0, collected };
  }

  #complain({ shown, message, host }: Complaint): void {
    this.#complete = false;
    if (host !== undefined) this.#sayUnread(shown, message);
    else this.#say(shown, `${message}.`);
  }

  /** Of a file that the report has a finding for. */
  #sayUnread(shown: string, message: string): void {
    if (!this.#options.reportsUnread) this.#say(shown, `${message}.`);
  }

  /** On the error output, about one file. */
  #say(where: string, what: string): void {
    this.#io.err(`mcp-checklist: ${safe.text(where)}: ${safe.text(what)}\n`);
  }
}

/**
 * What is known around the files below some paths.
 *
 * @param broken told when something in a policy file does not count
 */
export function factsFor(
  io: Io,
  { paths, trust, silences, policyFile }: Omit<InspectOptions, 'settings'>,
  broken: () => void,
): FactStore {
  return new FactStore({
    runtime: nodeRuntime,
    folders: () => [process.cwd(), ...paths.map((path) => resolve(path))],
    trusted: trust !== 'restricted',
    syntaxReported: false,
    silences,
    policyFile,
    secretManager: async () => 'auto',
    complain: (path, problems) => {
      if (!problems.every(({ harmless }) => harmless)) broken();
      for (const { line, message } of problems) {
        const where = safe.text(`${fromHere(path)}, line ${line}`);
        io.err(`mcp-checklist: ${where}: ${safe.text(message)}\n`);
      }
    },
  });
}
