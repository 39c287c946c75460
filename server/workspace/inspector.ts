import {
  type EvidenceOptions,
  evidenceOf,
  type FileEvidence,
} from '../../rules/checklists/evidence.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import {
  type Analysis,
  type AnalyzeOptions,
  analyze,
  survey,
  type Watched,
  watch,
} from '../../rules/index.ts';
import type { FactStore, Known } from './fact-store.ts';

/** What judges. Tests hand in their own. */
export interface Engine {
  readonly analyze: typeof analyze;
  readonly survey: typeof survey;
  readonly watch: typeof watch;
}

const rulesEngine: Engine = { analyze, survey, watch };

/** What a person says about judging a file. */
export interface Wishes {
  readonly settings: Settings;
  /** The host's id, where a person names it; else the path tells. */
  readonly host?: string | undefined;
}

/** A file and all that judging it takes, so that nobody judges it with less. */
export interface FileInReach extends Wishes {
  /** Absolute, or the address of what is on no disk. */
  readonly path: string;
  readonly known: Known;
  /** Judges a text of this file: as it stands, or as it could become. */
  judge(text: string): Analysis;
}

/** Facts arrive while files are judged. Those that a third round would need are the last ones. */
const ROUNDS = 3;

/** Judges files, remembers what others may know of them, and says which are outdated. Nothing else calls the engine. */
export class Inspector {
  readonly #facts: FactStore;
  readonly #failed: (path: string, rule: string, error: unknown) => void;
  readonly #engine: Engine;

  /** @param failed told of every rule that threw */
  constructor(
    facts: FactStore,
    failed: (path: string, rule: string, error: unknown) => void,
    engine: Engine = rulesEngine,
  ) {
    this.#facts = facts;
    this.#failed = failed;
    this.#engine = engine;
  }

  /**
   * A file, ready to be judged.
   *
   * @param path absolute, or the address of what is on no disk
   * @param text where it is known: comments in it that stood there in the past may count
   */
  async fileAt(path: string, wishes: Wishes, text = ''): Promise<FileInReach> {
    const known = await this.#facts.of(path, text);
    const { settings, host } = wishes;
    const options = optionsFor(path, known, wishes);
    return { path, settings, host, known, judge: (it) => this.#engine.analyze(it, options) };
  }

  /**
   * Judges a file as it stands. Rules that fail are told of.
   *
   * @param surveyed what a survey of this very text said, where that is at hand
   */
  judge(file: FileInReach, text: string, surveyed?: Analysis): Analysis {
    const analysis = surveyed
      ? this.#engine.analyze(text, optionsFor(file.path, file.known, file, surveyed))
      : file.judge(text);
    for (const { rule, error } of analysis.failures) this.#failed(file.path, rule, error);
    return analysis;
  }

  /**
   * What is found in a file while somebody edits it, as quickly as can be.
   *
   * @param before what this said of the text before, as long as nothing else has changed
   */
  watch(file: FileInReach, text: string, before?: Watched): Watched {
    const watched = this.#engine.watch(text, optionsFor(file.path, file.known, file), before);
    for (const { rule, error } of watched.whole?.failures ?? [])
      this.#failed(file.path, rule, error);
    return watched;
  }

  /**
   * Judges a text with servers in it that are off, as they stand in another file: what git and the system know of this
   * one says nothing of that.
   *
   * @param off their names
   */
  judgeOff(
    { path, known, ...wishes }: FileInReach,
    text: string,
    off: ReadonlySet<string>,
  ): Analysis {
    const { git: _, readableByAll: __, ...facts } = known.facts;
    const around = { ...known, facts: { ...facts, off } };
    return this.#engine.analyze(text, optionsFor(path, around, wishes));
  }

  /**
   * Remembers of a judged file what others may know, and lets go of its text.
   *
   * @param kept words of persons and probes, kept elsewhere than in the policy file
   * @returns undefined for what is no config
   */
  remember(
    file: FileInReach,
    analysis: Analysis,
    kept: Pick<EvidenceOptions, 'attestations' | 'probes'> = {},
  ): FileEvidence | undefined {
    this.#facts.keep(file.path, analysis, file.known);
    return this.evidenceOf(file, analysis, kept);
  }

  /**
   * The same of a file that was surveyed: what others may know of it is known.
   *
   * @param kept see {@link remember}
   */
  evidenceOf(
    { path, known }: FileInReach,
    analysis: Analysis,
    kept: Pick<EvidenceOptions, 'attestations' | 'probes' | 'statusOnly'> = {},
  ): FileEvidence | undefined {
    const { config, findings } = analysis;
    if (!config) return undefined;
    // Fixes hold on to the whole text; for a status, all of a finding but its kind is left out.
    const light = kept.statusOnly
      ? findings
      : findings.map((finding) => ({ ...finding, fixes: [] }));
    const { folder, digest, credentials } = known.facts;
    const { project, audit } = known;
    const options = { folder, digest, hash: credentials?.hash, audit, project, ...kept };
    return evidenceOf(path, config, { ...analysis, findings: light }, options);
  }

  /**
   * Remembers of a file what others may know, without judging it.
   *
   * @param copy another file of this very text and its host, where one is at hand, and what was read of it
   * @returns what was read of it
   */
  survey(
    file: FileInReach,
    text: string,
    copy?: { readonly path: string; readonly analysis: Analysis },
  ): Analysis {
    const analysis =
      copy?.analysis ?? this.#engine.survey(text, optionsFor(file.path, file.known, file));
    this.#facts.keep(file.path, analysis, file.known, copy?.path);
    return analysis;
  }

  /** Whether git has yet to answer something. */
  isAwaiting(): boolean {
    return this.#facts.isAwaiting();
  }

  /** Whether nothing that is known of other files, nor anything that git has yet to say, has a say about this one. */
  isAlone(path: string): boolean {
    return this.#facts.isAlone(path);
  }

  /** Has git answer what was asked so far, for files that are all yet to be judged. */
  async settle(): Promise<void> {
    await this.#facts.settle();
  }

  /**
   * Has files judged again that share something with one that has changed.
   *
   * @param judgeAgain told the paths of each round
   */
  async refresh(judgeAgain: (paths: readonly string[]) => Promise<void>): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const paths = await this.#facts.takeOutdated();
      if (paths.length === 0) return;
      await judgeAgain(paths);
    }
  }
}

/** One literal: objects that begin with all of another one have no shape in common in Node 20. */
function optionsFor(
  path: string,
  { facts, project, comments }: Known,
  { settings, host }: Wishes,
  surveyed?: Analysis,
): AnalyzeOptions {
  return {
    path,
    settings,
    facts,
    project,
    comments,
    surveyed,
    ...(host !== undefined && { host }),
  };
}
