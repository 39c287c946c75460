import type { Finding, Related, Severity } from '../findings/finding.ts';
import { sentence } from '../secrets/safe.ts';

/** So many other places are listed with a finding: nobody reads a thousand. */
export const MOST_RELATED = 10;

/** So many findings of one file are listed: whoever has put them right sees the next ones. */
export const MOST_FINDINGS = 500;

/** So long may one file take, in milliseconds of the clock that is handed in. */
const MOST_MS = 20_000;

/** Read so much, then look at the clock: looking costs time as well. */
const STRIDE = 16_384;

/** Thrown where a file has taken too long; whoever judges it catches it, and says so. */
export class Overdue extends Error {}

/** Counts what is read of one file, and looks at the clock now and then. */
export class Deadline {
  readonly #clock: (() => number) | undefined;
  readonly #end: number;
  #read = 0;

  /** @param clock milliseconds since whenever; without one, there is no deadline */
  constructor(clock: (() => number) | undefined) {
    this.#clock = clock;
    this.#end = (clock?.() ?? 0) + MOST_MS;
  }

  /**
   * @param work as characters that are read
   * @throws {Overdue} where the time is over
   */
  take(work: number): void {
    if (!this.#clock) return;
    this.#read += work;
    if (this.#read < STRIDE) return;
    this.#read = 0;
    this.check();
  }

  /** @throws {Overdue} where the time is over */
  check(): void {
    if (this.#clock && this.#clock() > this.#end) throw new Overdue();
  }
}

/**
 * The first of the places that belong to a finding; the last of them says how many there are besides.
 *
 * @param count of all of them, where only some are given
 */
export function boundRelated(
  related: readonly Related[],
  count = related.length,
): readonly Related[] {
  const shown = related.slice(0, MOST_RELATED);
  const last = shown.at(-1);
  const left = count - shown.length;
  if (left <= 0 || !last) return shown;
  return [...shown.slice(0, -1), { ...last, message: sentence`${last.message} And ${left} more.` }];
}

export function inTextOrder(a: Finding, b: Finding): number {
  const [one, other] = [a.at.span, b.at.span];
  return one.start - other.start || one.end - other.end || (a.rule < b.rule ? -1 : 1);
}

/** A list that is cut where it is too long. */
export interface Bounded {
  readonly listed: readonly Finding[];
  /** How many of each rule are not listed, silenced ones aside. */
  readonly unlisted: ReadonlyMap<string, number>;
  /** The worst severity of those; undefined where all are listed. */
  readonly worst: Severity | undefined;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * Cuts a list of findings that nobody would read to its end: the worst finding of each rule stays, so that no rule
 * seems to be content, then the worst of all; silenced ones are the first to go.
 *
 * @param findings in the order of the text, which those that are listed keep
 */
export function boundFindings(findings: readonly Finding[], most = MOST_FINDINGS): Bounded {
  if (findings.length <= most) return { listed: findings, unlisted: new Map(), worst: undefined };
  const ranks: Finding[][] = [[], [], [], [], []];
  for (const finding of findings) ranks[rankOf(finding)]?.push(finding);
  const byRank = ranks.flat();
  const rules = new Set<string>();
  const worstOfRules: Finding[] = [];
  const others: Finding[] = [];
  for (const finding of byRank) {
    const isFirst = !finding.suppressed && !rules.has(finding.rule);
    if (isFirst) rules.add(finding.rule);
    (isFirst ? worstOfRules : others).push(finding);
  }
  const ordered = [...worstOfRules, ...others];
  const kept = new Set(ordered.slice(0, most));
  const unlisted = new Map<string, number>();
  let worst: Severity | undefined;
  for (const { rule, severity, suppressed } of ordered.slice(most)) {
    if (suppressed) continue;
    unlisted.set(rule, (unlisted.get(rule) ?? 0) + 1);
    if (worst === undefined || RANKS[severity] < RANKS[worst]) worst = severity;
  }
  return { listed: findings.filter((it) => kept.has(it)), unlisted, worst };
}

function rankOf({ severity, suppressed }: Finding): number {
  return suppressed ? 4 : RANKS[severity];
}
