import type { ItemOutcome, ItemStatus } from '../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../rules/checklists/evidence.ts';
import { configOutcomes, judgeConfigs } from '../../rules/checklists/index.ts';
import { type Counted, OutcomeSum } from '../../rules/checklists/outcome-sum.ts';
import { type Group, type Grouped, groupsOf } from './groups.ts';
import type { Deliver } from './inspection.ts';
import { count, emptyCounts, type FileReport, type Summary } from './report.ts';

/** What was found in one file. */
export interface FileResult<T> extends Grouped {
  readonly report?: FileReport | undefined;
  /** Of the file that keeps what was taken out of it. */
  readonly beside?: FileReport | undefined;
  /** As much of the evidence as a status takes, of a file that is delivered. */
  readonly counted?: Counted | undefined;
  /** Whether all of it was looked at. */
  readonly complete: boolean;
  readonly collected?: T | undefined;
}

/** What files come to, taken one after the other, in their order: of those that are delivered, hardly anything is kept. */
export class Tally<T> {
  readonly files: FileReport[] = [];
  readonly collected: T[] = [];
  readonly evidence: FileEvidence[] = [];
  /** For each report, which file it is among all. */
  readonly order: number[] = [];
  readonly #deliver: Deliver<T> | undefined;
  readonly #keepsEvidence: boolean;
  readonly #grouped: Grouped[] = [];
  readonly #outcomes = new OutcomeSum();
  readonly #counts = emptyCounts();
  #servers = 0;
  #complete = true;

  /**
   * @param deliver takes each report; without it they are kept
   * @param keepsEvidence also where they are delivered
   */
  constructor(deliver: Deliver<T> | undefined, keepsEvidence: boolean) {
    this.#deliver = deliver;
    this.#keepsEvidence = keepsEvidence || !deliver;
  }

  /** What is kept of a file's evidence until the file is taken: in the whole, all of a config hangs on it. */
  kept(evidence: FileEvidence | undefined): Pick<FileResult<T>, 'evidence' | 'counted'> {
    return {
      evidence: this.#keepsEvidence ? evidence : undefined,
      counted: evidence && this.#deliver ? this.#outcomes.kept(evidence) : undefined,
    };
  }

  /** @param nth which file it is among all */
  take(result: FileResult<T>, nth: number): void {
    const { report, beside, collected, complete, evidence, counted } = result;
    const { servers, own, reported } = result;
    this.#servers += servers;
    if (!complete) this.#complete = false;
    if (counted) this.#outcomes.add(counted);
    if (evidence) this.evidence.push(evidence);
    if (!this.#deliver) this.#grouped.push({ evidence, servers, own, reported });
    if (report) this.#report(report, collected, nth);
    if (report && beside) this.#report(beside, undefined, nth);
  }

  #report(report: FileReport, collected: T | undefined, nth: number): void {
    this.order.push(nth);
    count(this.#counts, report);
    if (this.#deliver) this.#deliver(report, collected);
    else {
      this.files.push(report);
      if (collected !== undefined) this.collected.push(collected);
    }
  }

  /** Whether all of every file was looked at. */
  get complete(): boolean {
    return this.#complete;
  }

  get summary(): Summary {
    const { files, ...found } = this.#counts;
    return { files, servers: this.#servers, ...found };
  }

  items(now: number): readonly ItemStatus[] {
    return judgeConfigs(this.evidence, now);
  }

  groups(now: number): readonly Group[] {
    return groupsOf(this.#grouped, now);
  }

  /** Of what was delivered. */
  outcomes(now: number): Iterable<ItemOutcome> {
    return configOutcomes(this.#outcomes, now);
  }
}
