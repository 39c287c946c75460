import { readWithCommented } from '../config/commented.ts';
import type { Config } from '../config/config.ts';
import type { Recognized } from '../config/recognize.ts';
import type { Facts } from '../findings/facts.ts';
import type { Finding } from '../findings/finding.ts';
import type { Settings } from '../findings/settings.ts';
import { type Decision, Decisions, decided, switchedOff } from '../policy/decisions.ts';
import { environmentsIn } from '../policy/environments.ts';
import { PolicyIgnores } from '../policy/ignores.ts';
import type { ProjectScope } from '../policy/policy.ts';
import { type Believed, believedSuppressions, type Suppression } from '../policy/suppressions.ts';
import { type CredentialMatch, findCredentials } from '../secrets/index.ts';
import { safe, sentence } from '../secrets/safe.ts';
import { serverOf } from './about.ts';
import { Account } from './account.ts';
import { Context, type Running, Shared } from './context.ts';
import { type Bounded, boundFindings, Deadline, inTextOrder, Overdue } from './limits.ts';
import type { Extent, Rule, SharedContext, Statement } from './rule.ts';
import { type Said, toFinding } from './to-finding.ts';

/** A finding is made of some sentences and edits: so many characters, about. */
const WORK_OF_A_FINDING = 256;

/** To begin with one, however little there is to read. */
const WORK_OF_A_RULE = 1_024;

/** One rule's crash: it is logged and skipped, the other rules still run. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface ConfigAnalysis {
  readonly config: Config;
  readonly findings: readonly Finding[];
  /** The same before the list was bounded, with what is withheld from it, without those that speak of it. */
  readonly everything: readonly Said[];
  readonly failures: readonly RuleFailure[];
  /** How many findings of each rule are there that the list, which is bounded, has no room for. */
  readonly unlisted: ReadonlyMap<string, number>;
  /** False where it took too long: then some rules have not seen everything. */
  readonly complete: boolean;
  /** Every credential and placeholder of the file. */
  readonly credentials: readonly CredentialMatch[];
}

/** What judging takes beside the text. */
export interface Judging {
  readonly path: string | undefined;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly project: ProjectScope | undefined;
  /** Whose comments silence rules; everybody's where nothing is said. */
  readonly comments?: Believed | undefined;
  /** What a survey of the same text has read of it: it is not read again. */
  readonly read?: Pick<ConfigAnalysis, 'config' | 'credentials'> | undefined;
}

/**
 * Runs every rule over one config, in the order given: one reading, one list of credentials, shared by all.
 *
 * @returns findings in the order in which they stand in the text, suppressed ones included and marked
 */
export function judge(
  { document, host }: Recognized,
  rules: readonly Rule[],
  judging: Judging,
): ConfigAnalysis {
  const deadline = new Deadline(judging.facts.clock);
  const run = new Run(
    judging.read?.config ?? readWithCommented(document, host, judging.facts.off),
    rules,
    judging,
    deadline,
  );
  for (const rule of rules) run.check(rule);
  return run.judgement();
}

/**
 * The judgement of a config of which all is found: the list is bounded, and what speaks of the list is added.
 *
 * @param findings in the order in which they stand in the text
 */
export function conclude(
  config: Config,
  rules: readonly Rule[],
  judging: Judging,
  findings: readonly Said[],
): Pick<ConfigAnalysis, 'findings' | 'unlisted'> {
  const run = new Run(config, rules, judging, new Deadline(undefined));
  run.take(findings);
  for (const rule of rules) if (rule.last === 2) run.check(rule);
  return run.judgement();
}

/** One run over one config: what its rules share, and what they have said. */
class Run implements Running {
  readonly #config: Config;
  readonly #facts: Facts;
  readonly #path: string | undefined;
  readonly #silences: Account;
  readonly #context: SharedContext;
  /** What rules have computed for each other, by how it is computed. */
  readonly #computed = new Map<unknown, unknown>();
  readonly #decisions: Decisions;
  readonly #ignores: PolicyIgnores | undefined;
  readonly #findings: Said[] = [];
  readonly #deadline: Deadline;
  #everything: readonly Said[] | undefined;
  #bounded: Bounded | undefined;
  /** Whether something in the text is not what its grammar allows. */
  readonly #isTorn: boolean;
  #stopped = false;
  readonly #failures: RuleFailure[] = [];
  #credentials: readonly CredentialMatch[] | undefined;

  constructor(config: Config, rules: readonly Rule[], judging: Judging, deadline: Deadline) {
    const { path, facts, settings, project, comments = 'all' } = judging;
    this.#config = config;
    this.#isTorn = config.document.problems.length > 0;
    this.#facts = facts;
    this.#path = path;
    this.#credentials = judging.read?.credentials;
    this.#silences = new Account(rules, believedSuppressions(config.document, comments));
    this.#decisions = new Decisions(settings, project?.project);
    this.#ignores = project && new PolicyIgnores(project);
    this.#deadline = deadline;
    const environmentOf = environmentsIn(path ?? '', facts.folder, project);
    this.#context = new Shared(this, config, facts, path, this.#silences, environmentOf);
  }

  once<T>(compute: (context: SharedContext) => T): T {
    const known = this.#computed.get(compute);
    if (known !== undefined) return known as T;
    this.#computed.set(compute, compute(this.#context));
    return this.#computed.get(compute) as T;
  }

  findCredentials(): readonly CredentialMatch[] {
    if (this.#credentials) return this.#credentials;
    // What takes too long is not begun again.
    this.#credentials = [];
    this.#credentials = findCredentials(this.#config, (work) => this.#takeTime(work));
    return this.#credentials;
  }

  extent(): Extent {
    const { unlisted, listed, worst } = this.#bound();
    const count = [...unlisted.values()].reduce((sum, it) => sum + it, 0);
    return { listed: listed.length, unlisted: count, worst, stopped: this.#stopped };
  }

  check(rule: Rule): void {
    const { id } = rule.meta;
    if (!this.#decisions.runs(rule.meta)) return;
    if (this.#stopped && rule.last !== 2) return;
    const decision = this.#decisions.of(id);
    try {
      if (!this.#stopped) this.#deadline.take(WORK_OF_A_RULE);
      rule.check(new Context(this.#context, (said) => this.#report(rule, decision, said)));
      if (!switchedOff(decision)) this.#silences.judged(rule);
    } catch (error) {
      if (error instanceof Overdue) this.#stopped = true;
      else this.#failures.push({ rule: id, error });
    }
  }

  /** None where the time is over before they are found. */
  #credentialsByNow(): readonly CredentialMatch[] {
    try {
      return this.findCredentials();
    } catch (error) {
      if (!(error instanceof Overdue)) throw error;
      this.#stopped = true;
      return [];
    }
  }

  /** @throws {Overdue} where the time is over */
  #takeTime(work: number): void {
    if (!this.#stopped) this.#deadline.take(work);
  }

  /** What others have found, in the order of the text. */
  take(findings: readonly Said[]): void {
    this.#everything = findings;
  }

  /** What is reported behind this is listed in any case: it speaks of the list. */
  #bound(): Bounded {
    this.#everything ??= this.#findings.splice(0).sort(inTextOrder);
    if (!this.#bounded) {
      const said = this.#isTorn ? this.#everything.filter(isNotWithheld) : this.#everything;
      this.#bounded = boundFindings(said, this.#facts.mostFindings);
    }
    return this.#bounded;
  }

  judgement(): ConfigAnalysis {
    // First, as the time may be over here.
    const credentials = this.#credentialsByNow();
    const { listed, unlisted } = this.#bound();
    const findings =
      this.#findings.length > 0 ? [...listed, ...this.#findings].sort(inTextOrder) : listed;
    return {
      config: this.#config,
      findings,
      everything: this.#everything ?? [],
      failures: this.#failures,
      unlisted,
      complete: !this.#stopped,
      credentials,
    };
  }

  #report(
    rule: Rule,
    decision: Decision | undefined,
    statement: Statement<Rule['messages']>,
  ): void {
    this.#takeTime(WORK_OF_A_FINDING);
    // What nobody has read nobody can have accepted.
    const unread = this.#config.document.refused !== undefined || rule.last === 2;
    const off = switchedOff(decision);
    const isWithheld = statement.unlessTorn && this.#isTorn;
    const comment =
      unread || off || isWithheld ? undefined : this.#silences.find(rule.meta.id, statement.span);
    if (statement.server?.disabled && !rule.meta.disabledServers) return;
    if (statement.tier === 'strict' && !this.#decisions.strict) return;
    const finding = toFinding(rule, statement, this.#path ?? '');
    if (statement.server?.commented) finding.fixes = [];
    finding.suppressed =
      off ?? (unread ? null : comment ? byComment(comment) : this.#silenced(finding));
    finding.severity = decided(decision, finding.severity);
    this.#findings.push(finding);
  }

  #silenced(finding: Finding): Finding['suppressed'] {
    if (!this.#ignores) return null;
    const { rule, pointer, messageId, at } = finding;
    const provider = finding.credential?.provider ?? null;
    const text = this.#config.document.text.slice(at.span.start, at.span.end);
    const found = { rule, server: serverOf(finding), pointer, messageId, provider, text };
    const { now, digest } = this.#facts;
    const entry = this.#ignores.find(found, now, digest);
    if (!entry) return null;
    if (!('reason' in entry))
      return { reason: sentence`In the baseline of the project.`, by: 'baseline' };
    const { reason, until } = entry;
    return {
      reason: safe.text(reason),
      by: 'ignore',
      ...(until !== undefined && { until: safe.text(until) }),
    };
  }
}

function isNotWithheld({ unlessTorn }: Said): boolean {
  return unlessTorn !== true;
}

function byComment({ reason }: Suppression): Finding['suppressed'] {
  return { reason: safe.text(reason), by: 'comment' };
}
