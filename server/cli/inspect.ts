import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { unreadEvidence } from '../../rules/checklists/evidence.ts';
import { unreadFinding } from '../../rules/checks/config/invalid-syntax.ts';
import { MAX_LENGTH } from '../../rules/document/document.ts';
import { isShared } from '../../rules/engine/summary.ts';
import type { Host } from '../../rules/hosts/host.ts';
import type { Analysis } from '../../rules/index.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { once } from '../../rules/text/memory.ts';
import { type Found, findConfigs } from '../machine/find.ts';
import { PlainFolders } from '../machine/plain-folders.ts';
import { readTextSync } from '../machine/read-text.ts';
import { describe } from '../runtime/describe.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import { type FileInReach, Inspector } from '../workspace/inspector.ts';
import { judgeParked, type ParkedFindings, parkedEvidence } from '../workspace/parked.ts';
import { besideOf } from '../workspace/switches.ts';
import { Copies } from './copies.ts';
import { factsFor } from './facts-for.ts';
import { type Complaint, type FileName, gather, type InputFile, readNamed } from './gather.ts';
import { type HeldReport, HeldReports, reportOf } from './held-reports.ts';
import type { Collect, Deliver, Delivered, Inspection, InspectOptions } from './inspection.ts';
import type { Io } from './io.ts';
import { besideReport, fileReport } from './report.ts';
import { isPartOf } from './shard.ts';
import { expectLongRun, expectShortRun, keepSmall } from './short-run.ts';
import { type FileResult, Tally } from './tally.ts';

/** What was read of a file when it was surveyed. */
interface Read {
  readonly text: string;
  readonly file: FileInReach;
  readonly analysis: Analysis;
}

/** The same where it may have to be taken apart again. */
type Again = Omit<Read, 'analysis'> & Partial<Read>;

/** A file that is to be judged. */
interface Waiting<T> extends FileName {
  /** Which one it is among all. */
  readonly nth: number;
  /** What was found in it when it was read: it stands as long as no other file turns out to have a say. */
  found?: Held<T> | undefined;
  /** Let go of as soon as it was judged; undefined where it has to be taken apart again. */
  read?: Read | undefined;
  /** The same of its text; undefined where that has to be read again. */
  text?: string | undefined;
  /** Why it cannot be read. */
  readonly problem?: { readonly message: string; readonly host: string };
}

/** What was found in a file, while others have yet to be read. */
type Held<T> = Omit<FileResult<T>, 'report'> & { readonly report: HeldReport };

/** How much may be kept of further files. */
interface Room {
  found: number;
  /** Files that were judged as they were read, and those that share something with one before them. */
  alone: number;
  shared: number;
  spare: number;
  read: number;
  text: number;
}

const TOO_LARGE = 'it is larger than 1 MiB';
const NOT_CHECKED = 'nothing in it was checked';

/** So many files wait for what git says of them, at most. */
const BATCH = 64;

/** So many characters of text are kept with what was read of them; their trees take some fifty times as much. */
const MOST_KEPT = 400_000;

/** And so many without. */
const MOST_TEXT = 16_000_000;

/** So many findings are kept until all files are read; those of further files are looked for then. */
const MOST_FOUND = 50_000;

/** And so many characters of their texts, should they have to be judged anew. */
const MOST_SPARE = 2_000_000;

/** So many files may have something in common before it is asked whether most do. */
const FEW_SHARED = 32;

/** With more files a run is a long one. */
const SHORT = 1_000;

/** Judges everything at these paths, one file after the other: of each only what is printed is kept. */
export async function inspect<T>(
  io: Io,
  options: InspectOptions,
  collect?: Collect<T>,
): Promise<Inspection<T>> {
  return judgeAll(io, options, collect);
}

/** The same where each report is taken as soon as it is settled: then hardly anything is kept. */
export async function inspectEach<T>(
  io: Io,
  options: InspectOptions,
  collect: Collect<T>,
  deliver: Deliver<T>,
): Promise<Delivered> {
  return judgeAll(io, options, collect, deliver);
}

async function judgeAll<T>(
  io: Io,
  options: InspectOptions,
  collect?: Collect<T>,
  deliver?: Deliver<T>,
): Promise<Inspection<T> & Delivered> {
  const { user, given } = options;
  const own = user ? await nodeRuntime.homeConfigs() : [];
  const asked = options.paths.length > 0 || user || given ? options.paths : ['.'];
  const run = new Run(io, options, asked, own, collect, deliver);
  await run.judgeAll();
  return run.result();
}

function nameOf({ path, shown, named }: FileName): FileName {
  return { path, shown, named };
}

/** One run over all files. */
class Run<T> {
  readonly #io: Io;
  readonly #options: InspectOptions;
  readonly #paths: readonly string[];
  readonly #collect: Collect<T> | undefined;
  readonly #deliver: Deliver<T> | undefined;
  readonly #statusOnly: boolean;
  /** The configs of the person's home that were looked for, as they are shown. */
  readonly #own: ReadonlySet<string>;
  readonly #plain = new PlainFolders();
  readonly #copies = new Copies();
  readonly #held = new HeldReports();
  readonly #facts: FactStore;
  readonly #inspector: Inspector;
  /** What each file is called by its path. */
  readonly #shown = new Map<string, string>();
  /** Those that are not settled, by path. */
  readonly #results = new Map<string, FileResult<T>>();
  /** By the folder in which they were found. */
  readonly #manifests = new Map<string, readonly string[]>();
  readonly #tally: Tally<T>;
  #complete = true;

  constructor(
    io: Io,
    options: InspectOptions,
    paths: readonly string[],
    own: readonly string[],
    collect: Collect<T> | undefined,
    deliver: Deliver<T> | undefined,
  ) {
    this.#io = io;
    this.#options = options;
    this.#paths = [...paths, ...own];
    this.#collect = collect;
    this.#deliver = deliver;
    // The report of a part holds all that the checklist asks of each file.
    this.#statusOnly = deliver !== undefined && options.shard === undefined;
    this.#tally = new Tally(deliver, !this.#statusOnly);
    this.#own = new Set(own);
    const broken = (): void => {
      this.#complete = false;
    };
    this.#facts = factsFor(io, { ...options, paths: this.#paths }, broken, this.#plain);
    this.#inspector = new Inspector(this.#facts, (path, rule, error) =>
      this.#say(this.#shown.get(path) ?? path, `the rule ${rule} failed: ${describe(error)}`),
    );
  }

  /**
   * All are surveyed first: what others say to a config is known then, and most are judged once. What is alone is judged
   * as it is read. Of the others, what was read of the first ones is kept meanwhile; the rest is read again.
   */
  async judgeAll(): Promise<void> {
    expectShortRun();
    const waiting = await this.#surveyAll();
    await this.#inspector.settle();
    if (this.#deliver) this.#io.progress('');
    let judged = 0;
    let open: Waiting<T>[] = [];
    for (const it of waiting) {
      this.#results.set(it.path, this.#standing(it) ?? (await this.#judge(it)));
      it.found = undefined;
      it.read = undefined;
      judged += 1;
      open.push(it);
      // What is settled is handed over at once: a report that is let go of soon costs the least.
      if (this.#inspector.isAwaiting()) {
        if (open.length < BATCH && judged < waiting.length) continue;
        await this.#judgeAnew(open);
      }
      this.#handOver(open);
      open = [];
      if (!this.#deliver && judged % BATCH === 0) this.#io.progress(`${judged} files`);
    }
    this.#io.progress('');
  }

  /** What was found in a file when it was read, if no other file has a say. */
  #standing({ path, found }: Waiting<T>): FileResult<T> | undefined {
    if (!found || !this.#inspector.isAlone(path)) return undefined;
    return { ...found, report: reportOf(found.report) };
  }

  /** Git may have been asked of files that nobody knew of, such as those that hold variables. */
  async #judgeAnew(judged: readonly Waiting<T>[]): Promise<void> {
    await this.#inspector.refresh(async (paths) => {
      const again = new Set(paths);
      for (const it of judged)
        if (again.has(it.path)) this.#results.set(it.path, await this.#judge(it));
    });
  }

  #handOver(judged: readonly Waiting<T>[]): void {
    for (const it of judged) {
      const result = this.#results.get(it.path);
      if (result) this.#tally.take(result, it.nth);
      it.text = undefined;
    }
    this.#results.clear();
  }

  /** @returns the files that are to be judged */
  async #surveyAll(): Promise<readonly Waiting<T>[]> {
    const waiting: Waiting<T>[] = [];
    const passed = (folder: string, found: readonly string[]): void =>
      void this.#manifests.set(folder, found);
    const find = async (folder: string): Promise<Found> => {
      const way = { atOnce: true, plain: this.#plain };
      const found = await findConfigs(folder, undefined, undefined, way);
      if (found.paths.length >= SHORT) expectLongRun();
      return found;
    };
    let nth = 0;
    const mostFound = this.#deliver ? MOST_FOUND : 0;
    const none = { alone: 0, shared: 0 };
    const room = { ...none, found: mostFound, spare: MOST_SPARE, read: MOST_KEPT, text: MOST_TEXT };
    for await (const batch of gather(this.#paths, this.#options.given, find, passed)) {
      const files = await Promise.all(batch.map((it) => this.#fileFor(it)));
      for (const [index, it] of batch.entries()) {
        const file = files[index];
        if ('message' in it) this.#complain(it);
        if (!file) continue;
        const isOurs = isPartOf(nth, this.#options.shard);
        const { path, shown } = it;
        if ('message' in it) {
          const { message, host = '' } = it;
          if (isOurs) waiting.push({ nth, path, shown, named: true, problem: { message, host } });
        } else {
          const read = this.#survey(it, file);
          // Of what is no config nothing is said, unless somebody named it.
          if (isOurs && (it.named || read.analysis.config)) {
            const kept = this.#keep(it, read, room);
            const { found, text } = kept;
            waiting.push({ nth, path, shown, named: it.named, found, read: kept.read, text });
          }
        }
        nth += 1;
        if (nth === SHORT) expectLongRun();
      }
      keepSmall();
      this.#io.progress(`${nth} files`);
    }
    return waiting;
  }

  /** What others may know of a file; git is asked of those that hold a credential, all at once. */
  #survey({ path, text }: InputFile, file: FileInReach): Read {
    const copied = this.#copies.find(file, text);
    const analysis = this.#inspector.survey(file, text, copied);
    if (!copied) this.#copies.add(file, text, analysis);
    if (analysis.credentials.some(isShared)) file.known.facts.git?.stateOf(path);
    return { text: copied?.text ?? text, file, analysis };
  }

  /** What is kept of a file until all of them are read, as far as there is room. */
  #keep(it: InputFile, read: Read, room: Room): Pick<Waiting<T>, 'found' | 'read' | 'text'> {
    const { text } = read;
    const { length } = text;
    // Where every third shares something, half of them would be judged in vain.
    const isWorthIt = room.found > 0 && 2 * room.shared <= FEW_SHARED + room.alone;
    const found = isWorthIt ? this.#judgeEarly(it, read) : undefined;
    if (isWorthIt && !found) room.shared += 1;
    if (found) {
      room.alone += 1;
      room.found -= 1 + found.report.kinds.length;
      if (length > Math.min(room.spare, room.text)) return { found };
      room.spare -= length;
      room.text -= length;
      return { found, text };
    }
    if (length > room.text) return {};
    room.text -= length;
    if (length > room.read) return { text };
    room.read -= length;
    return { read, text };
  }

  /**
   * Judges what has just been read, where nothing that is known so far of other files, nor of git, has a say: then it is
   * not read a second time, unless another file that comes later has something in common with it.
   */
  #judgeEarly(it: InputFile, read: Read): Held<T> | undefined {
    const { config, complete } = read.analysis;
    if (!config || config.document.refused || !complete) return undefined;
    if (!this.#inspector.isAlone(it.path)) return undefined;
    const { report, ...found } = this.#judgeRead(it, read);
    // What was taken out of it may have something in common with others, too.
    if (!report || found.beside || !this.#inspector.isAlone(it.path)) return undefined;
    return { ...found, report: this.#held.hold(report) };
  }

  result(): Inspection<T> & Delivered {
    const run = this;
    const tally = this.#tally;
    const now = Date.now();
    return {
      files: tally.files,
      order: tally.order,
      items: once(() => tally.items(now)),
      outcomes: () => tally.outcomes(now),
      groups: once(() => tally.groups(now)),
      summary: tally.summary,
      evidence: tally.evidence,
      shard: this.#options.shard,
      projectFileFor: (path) => this.#facts.projectFileFor(path),
      manifestsIn: (folder) => this.#manifests.get(folder),
      policyOf: (path) => this.#facts.policyOf(path),
      // Whoever asks for a policy later may find one that cannot be read.
      get complete() {
        return run.#complete && tally.complete;
      },
      collected: tally.collected,
    };
  }

  /** Undefined for what is no file. */
  async #fileFor(it: InputFile | Complaint): Promise<FileInReach | undefined> {
    const isFile = 'text' in it || it.host !== undefined;
    const text = 'text' in it ? it.text : '';
    this.#shown.set(it.path, it.shown);
    return isFile ? this.#inspector.fileAt(it.path, this.#options, text) : undefined;
  }

  async #judge(waiting: Waiting<T>): Promise<FileResult<T>> {
    const { problem } = waiting;
    if (problem) {
      const file = await this.#inspector.fileAt(waiting.path, this.#options);
      return this.#unread(waiting, problem.host, problem.message, file);
    }
    const read = waiting.read ?? (await this.#readAgain(waiting));
    if ('message' in read) {
      this.#complain(read);
      const file = await this.#inspector.fileAt(waiting.path, this.#options);
      return this.#unread(waiting, read.host ?? '', read.message, file);
    }
    return this.#judgeRead(waiting, read);
  }

  #judgeRead(name: FileName, read: Again): FileResult<T> {
    const { path, shown, named } = name;
    const { text, file } = read;
    const surveyed = read.analysis ?? this.#copies.find(file, text)?.analysis;
    const analysis = this.#inspector.judge(file, text, surveyed);
    const kept = { statusOnly: this.#statusOnly, ...this.#options.ownWords?.about(path) };
    const evidence = this.#inspector.evidenceOf(file, analysis, kept);
    const { config, complete } = analysis;
    const parked = config && this.#parked(file, config.host, text);
    if (!config && named && text.length > MAX_LENGTH) {
      this.#sayUnread(shown, TOO_LARGE);
      return this.#unread(name, '', TOO_LARGE, file);
    }
    if (config?.document.refused) this.#sayUnread(shown, NOT_CHECKED);
    const report = named || config ? fileReport(shown, text, analysis) : undefined;
    return {
      own: this.#own.has(shown),
      reported: report !== undefined,
      report,
      ...this.#tally.kept(
        evidence && {
          ...evidence,
          path: shown,
          ...(parked && { parked: parkedEvidence(parked, besideOf(shown)) }),
        },
      ),
      ...(parked && { beside: besideReport(parked, besideOf(shown), config.host.id) }),
      complete: complete && !evidence?.unread,
      servers: config?.servers.filter((it) => it.read).length ?? 0,
      collected: report && this.#collect?.({ ...nameOf(name), text, analysis, file }, report),
    };
  }

  /** A file of which nothing was kept may have changed since it was surveyed, or gone. */
  async #readAgain(waiting: Waiting<T>): Promise<Again | Complaint> {
    const { path } = waiting;
    const { given } = this.#options;
    const isGiven = given !== undefined && resolve(given.path) === path;
    const kept = waiting.text === undefined ? undefined : { text: waiting.text };
    const it = kept ?? (isGiven ? given : readNamed(nameOf(waiting)));
    if ('message' in it) return it;
    const file = await this.#inspector.fileAt(path, this.#options, it.text);
    return { text: it.text, file };
  }

  /** What was taken out of a config is on the disk all the same. */
  #parked(file: FileInReach, host: Host, text: string): ParkedFindings | undefined {
    const beside = besideOf(file.path);
    // Of ten thousand configs hardly one has it.
    const isThere = !this.#plain.has(dirname(beside)) && existsSync(beside);
    const read = isThere ? readTextSync(beside) : undefined;
    return judgeParked(this.#inspector, file, host, text, read?.ok ? read.text : undefined);
  }

  /** A file of which nothing is known: it is in the report all the same, or silence would look like a pass. */
  #unread(of: FileName, host: string, problem: string, file: FileInReach): FileResult<T> {
    const name = nameOf(of);
    const { shown } = name;
    const findings = [unreadFinding(name.path, problem)];
    const nothing = { failures: [], credentials: [], unlisted: new Map(), complete: false };
    const analysis = { config: null, findings, ...nothing };
    const report = { ...fileReport(shown, '', analysis), host };
    const collected = this.#collect?.({ ...name, text: '', analysis, file }, report);
    const evidence = unreadEvidence(shown, host);
    const found = { report, ...this.#tally.kept(evidence), collected };
    return { own: this.#own.has(shown), reported: true, complete: false, servers: 0, ...found };
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
