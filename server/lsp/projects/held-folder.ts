import type {
  FolderService,
  JudgedFile,
  JudgedFolder,
  JudgeFolder,
  ProjectHelp,
  SentFinding,
} from '../../project/types.ts';
import { type Deciders, decidedBy } from '../../workspace/decided.ts';

/** Typing comes in bursts: a project is judged once one is over. */
const DELAY = 150;
/** Who has not typed for so long is not in the middle of a word. */
const PAUSE = 500;

/** What holding a folder takes from the server. */
export interface Around extends Deciders {
  settings(): Promise<JudgeFolder['settings']>;
  readonly trusted: boolean;
  now(): number;
  later(task: () => void, milliseconds: number): () => void;
  /** Told of each judgement. */
  judged(folder: HeldFolder): void;
  failed(what: string, error: unknown): void;
  /** Told when nothing can be judged any more. */
  lost(folder: HeldFolder, error: unknown): void;
}

/** One folder with server projects: texts go in, judgements come out, one at a time and never while somebody waits. */
export class HeldFolder {
  /** Absolute. */
  readonly path: string;
  readonly #service: FolderService;
  readonly #around: Around;
  /** Texts of open files, by their paths from the folder. */
  readonly #open = new Map<string, string>();
  readonly #dirty = new Map<string, string | null>();
  /** The texts that the last judgement is about. */
  #judgedTexts: ReadonlyMap<string, string> = new Map();
  #judged: JudgedFolder | undefined;
  #files: ReadonlyMap<string, JudgedFile> = new Map();
  #running: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #again = false;
  #stopped = false;
  readonly #waiting = new Set<() => void>();

  constructor(path: string, service: FolderService, around: Around) {
    this.path = path;
    this.#service = service;
    this.#around = around;
  }

  get judgement(): JudgedFolder | undefined {
    return this.#judged;
  }

  /** What was judged last of a file, and the text that it is about. */
  of(file: string): { readonly judged: JudgedFile; readonly text: string } | undefined {
    const judged = this.#files.get(file);
    const text = this.#judgedTexts.get(file);
    return judged && text !== undefined ? { judged, text } : undefined;
  }

  /** An open file has another text. */
  edit(file: string, text: string): void {
    if (this.#open.get(file) === text) return;
    this.#open.set(file, text);
    this.#take(file, text, DELAY);
  }

  /** From now on what is on disk counts: whoever says so reads it next. */
  close(file: string): void {
    this.#open.delete(file);
  }

  /** A file that is not open has changed on disk. */
  changedOnDisk(file: string, text: string | undefined): void {
    if (!this.#open.has(file)) this.#take(file, text ?? null, DELAY);
  }

  /** Settings, or what a team wrote down, have changed. */
  outdate(): void {
    this.#schedule(DELAY, true);
  }

  /** Resolves when a file has been judged with this text, or it has taken too long. */
  async judgedWith(file: string, text: string, patience: number): Promise<boolean> {
    if (this.isJudged(file, text)) return true;
    return new Promise((resolve) => {
      const done = (is: boolean): void => {
        giveUp();
        this.#waiting.delete(look);
        resolve(is);
      };
      const look = (): void => {
        if (this.#stopped || this.isJudged(file, text)) done(!this.#stopped);
      };
      const giveUp = this.#around.later(() => done(false), patience);
      this.#waiting.add(look);
    });
  }

  /** Whether one of its projects is around a file. */
  isBelowRoot(file: string): boolean {
    return this.#judged?.roots.some((root) => root === '' || file.startsWith(`${root}/`)) ?? false;
  }

  isJudged(file: string, text: string): boolean {
    return this.#judgedTexts.get(file) === text && !this.#dirty.has(file);
  }

  /** What helps with an item in one of its projects, as it was judged last. */
  async help(root: string, item: number): Promise<readonly ProjectHelp[]> {
    await this.#running;
    return this.#service.help(root, item);
  }

  /** What would be found in a file that had another text. */
  async tryText(file: string, text: string): Promise<readonly SentFinding[]> {
    await this.#running;
    return this.#service.tryText(file, text, await this.#asked(true));
  }

  /** Judges for the first time; fails where nobody can. */
  async start(): Promise<void> {
    await this.#run(true);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    for (const look of this.#waiting) look();
  }

  #take(file: string, text: string | null, delay: number): void {
    this.#dirty.set(file, text);
    this.#schedule(delay, false);
  }

  #schedule(delay: number, paused: boolean): void {
    this.#cancel?.();
    this.#cancel = this.#around.later(() => {
      this.#cancel = undefined;
      if (this.#running) {
        this.#again = true;
        return;
      }
      void this.#run(paused).catch((error) => this.#around.lost(this, error));
    }, delay);
  }

  #run(paused: boolean): Promise<void> {
    this.#running = this.#judge(paused).finally(() => {
      this.#running = undefined;
      if (this.#stopped) return;
      if (this.#again || this.#dirty.size > 0) {
        this.#again = false;
        if (this.#cancel === undefined) this.#schedule(0, false);
      } else if (this.#judged?.settled === false && this.#cancel === undefined) this.#pauseSoon();
    });
    return this.#running;
  }

  /** What waits for the end of a word is shown when nobody has typed for a while. */
  #pauseSoon(): void {
    const texts = this.#judgedTexts;
    this.#around.later(() => {
      if (!this.#stopped && this.#judgedTexts === texts && this.#cancel === undefined)
        this.#schedule(0, true);
    }, PAUSE);
  }

  async #judge(paused: boolean): Promise<void> {
    const changes = [...this.#dirty];
    const texts = new Map(this.#open);
    for (const [file, text] of changes) {
      this.#dirty.delete(file);
      await this.#service.change(file, text);
    }
    const isFirst = this.#judged === undefined;
    const judged = await this.#service.judge(await this.#asked(paused));
    if (this.#stopped) return;
    this.#judgedTexts = texts;
    this.#judged = judged;
    // What people decided about a project is asked for once it is known where it is.
    if (isFirst && judged.roots.length > 0)
      this.#judged = await this.#service.judge(await this.#asked(paused));
    this.#files = new Map(this.#judged.files.map((it) => [it.file, it]));
    for (const { rule, error } of judged.failures) this.#around.failed(`The rule ${rule}`, error);
    for (const look of this.#waiting) look();
    this.#around.judged(this);
  }

  async #asked(paused: boolean): Promise<JudgeFolder> {
    return {
      settings: await this.#around.settings(),
      comments: this.#around.trusted ? 'all' : 'none',
      ...(await decidedBy(this.#around, this.path, this.#judged?.roots ?? [])),
      now: this.#around.now(),
      open: [...this.#open.keys()],
      paused,
    };
  }
}
