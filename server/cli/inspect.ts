import { resolve } from 'node:path';
import { isShared } from '../../rules/engine/summary.ts';
import { once } from '../../rules/text/memory.ts';
import { type Found, findConfigs } from '../machine/find.ts';
import { PlainFolders } from '../machine/plain-folders.ts';
import { describe } from '../runtime/describe.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import { type FileInReach, Inspector } from '../workspace/inspector.ts';
import { Complaints } from './complaints.ts';
import { Copies } from './copies.ts';
import { factsFor } from './facts-for.ts';
import { type Complaint, gather, type InputFile, readNamed } from './gather.ts';
import { HeldReports, reportOf } from './held-reports.ts';
import type { Collect, Deliver, Delivered, Inspection, InspectOptions } from './inspection.ts';
import type { Io } from './io.ts';
import { Judge } from './judge.ts';
import { isPartOf } from './shard.ts';
import { expectLongRun, expectShortRun, keepSmall } from './short-run.ts';
import { type FileResult, Tally } from './tally.ts';
import { type Again, type Held, type Read, Room, type Waiting } from './waiting.ts';

/** So many files wait for what git says of them, at most. */
const BATCH = 64;

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

/** One run over all files. */
class Run<T> {
  readonly #io: Io;
  readonly #options: InspectOptions;
  readonly #paths: readonly string[];
  readonly #deliver: Deliver<T> | undefined;
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
  readonly #complaints: Complaints;
  readonly #judge: Judge<T>;

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
    this.#deliver = deliver;
    // The report of a part holds all that the checklist asks of each file.
    const statusOnly = deliver !== undefined && options.shard === undefined;
    const { reportsUnread = false, ownWords } = options;
    const complaints = new Complaints(io, reportsUnread);
    const broken = (): void => {
      complaints.isComplete = false;
    };
    const plain = this.#plain;
    const facts = factsFor(io, { ...options, paths: this.#paths }, broken, plain);
    const inspector = new Inspector(facts, (path, rule, error) =>
      complaints.say(this.#shown.get(path) ?? path, `the rule ${rule} failed: ${describe(error)}`),
    );
    const tally = new Tally(deliver, !statusOnly);
    const files = { complaints, inspector, copies: this.#copies, plain, tally };
    const kept = { collect, own: new Set(own), ownWords, statusOnly };
    this.#judge = new Judge({ ...files, ...kept });
    this.#complaints = complaints;
    this.#facts = facts;
    this.#inspector = inspector;
    this.#tally = tally;
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
      this.#results.set(it.path, this.#standing(it) ?? (await this.#settle(it)));
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
        if (again.has(it.path)) this.#results.set(it.path, await this.#settle(it));
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
    const room = new Room<T>(this.#deliver !== undefined);
    for await (const batch of gather(this.#paths, this.#options.given, find, passed)) {
      const files = await Promise.all(batch.map((it) => this.#fileFor(it)));
      for (const [index, it] of batch.entries()) {
        const file = files[index];
        if ('message' in it) this.#complaints.take(it);
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
            waiting.push({ nth, path, shown, named: it.named, ...this.#keep(it, read, room) });
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
  #keep(it: InputFile, read: Read, room: Room<T>): Pick<Waiting<T>, 'found' | 'read' | 'text'> {
    if (!room.isWorthJudging) return room.keep(read, undefined);
    const found = this.#judgeEarly(it, read);
    room.count(found);
    return room.keep(read, found);
  }

  /**
   * Judges what has just been read, where nothing that is known so far of other files, nor of git, has a say: then it is
   * not read a second time, unless another file that comes later has something in common with it.
   */
  #judgeEarly(it: InputFile, read: Read): Held<T> | undefined {
    const { config, complete } = read.analysis;
    if (!config || config.document.refused || !complete) return undefined;
    if (!this.#inspector.isAlone(it.path)) return undefined;
    const { report, ...found } = this.#judge.judge(it, read);
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
        return run.#complaints.isComplete && tally.complete;
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

  async #settle(waiting: Waiting<T>): Promise<FileResult<T>> {
    const { problem } = waiting;
    if (problem) {
      const file = await this.#inspector.fileAt(waiting.path, this.#options);
      return this.#judge.unread(waiting, problem.host, problem.message, file);
    }
    const read = waiting.read ?? (await this.#readAgain(waiting));
    if ('message' in read) {
      this.#complaints.take(read);
      const file = await this.#inspector.fileAt(waiting.path, this.#options);
      return this.#judge.unread(waiting, read.host ?? '', read.message, file);
    }
    return this.#judge.judge(waiting, read);
  }

  /** A file of which nothing was kept may have changed since it was surveyed, or gone. */
  async #readAgain(waiting: Waiting<T>): Promise<Again | Complaint> {
    const { path } = waiting;
    const { given } = this.#options;
    const isGiven = given !== undefined && resolve(given.path) === path;
    const kept = waiting.text === undefined ? undefined : { text: waiting.text };
    const it = kept ?? (isGiven ? given : readNamed(waiting));
    if ('message' in it) return it;
    const file = await this.#inspector.fileAt(path, this.#options, it.text);
    return { text: it.text, file };
  }
}
