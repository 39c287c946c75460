import type { Digest } from '../findings/facts.ts';
import type { Finding } from '../findings/finding.ts';
import { defaultSettings, type Settings } from '../findings/settings.ts';
import { type Decision, Decisions, decided, switchedOff } from '../policy/decisions.ts';
import { PolicyIgnores } from '../policy/ignores.ts';
import type { Project, ProjectScope } from '../policy/policy.ts';
import { readSuppressions, SuppressionIndex } from '../policy/suppressions.ts';
import type { ServerProject } from '../project/project.ts';
import { Signals } from '../project/signals/signals.ts';
import { safe, sentence } from '../secrets/safe.ts';
import type { ProjectRule, ProjectStatement, SharedProject } from './project-rule.ts';
import type { RuleFailure } from './run.ts';
import { toFinding } from './to-finding.ts';

/** More of one rule in one project are counted, not listed. */
const MOST_OF_A_RULE = 100;

/** What judging a project takes beside it. */
export interface JudgingProject {
  readonly settings?: Settings | undefined;
  /** Whether comments in its files silence rules. */
  readonly comments?: 'all' | 'none' | undefined;
  /** What a team decided about rules. */
  readonly policy?: Project | undefined;
  /** What a team decided, for one of its files. */
  readonly scopeOf?: ((file: string) => ProjectScope | undefined) | undefined;
  readonly now?: number | undefined;
  /** The project's own, where somebody has them. */
  readonly signals?: Signals;
  readonly digest?: Digest | undefined;
}

export interface ProjectJudgement {
  /** By file and place; silenced ones are among them and marked. Those of low confidence are evidence only. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  /** How many findings of each rule are there that the list has no room for. */
  readonly unlisted: ReadonlyMap<string, number>;
}

/**
 * Runs rules over a server project. Never throws: a rule that does is told of and skipped.
 *
 * @param rules in any order
 */
export function judgeProject(
  project: ServerProject,
  rules: readonly ProjectRule[],
  judging: JudgingProject = {},
): ProjectJudgement {
  const run = new ProjectRun(project, judging);
  for (const rule of rules) run.check(rule);
  return run.judgement();
}

class ProjectRun {
  readonly #shared: SharedProject;
  readonly #judging: JudgingProject;
  readonly #computed = new Map<unknown, unknown>();
  readonly #findings: Finding[] = [];
  readonly #failures: RuleFailure[] = [];
  readonly #unlisted = new Map<string, number>();
  readonly #comments = new Map<string, SuppressionIndex>();
  readonly #ignores = new Map<string, PolicyIgnores | undefined>();
  readonly #decisions: Decisions;

  constructor(project: ServerProject, judging: JudgingProject) {
    this.#judging = judging;
    const { settings = defaultSettings, policy } = judging;
    this.#decisions = new Decisions(settings, policy);
    const signals = judging.signals ?? new Signals(project);
    this.#shared = Object.freeze({
      project,
      signals,
      once: <T>(compute: (shared: SharedProject) => T): T => this.#once(compute),
    });
  }

  #once<T>(compute: (shared: SharedProject) => T): T {
    if (!this.#computed.has(compute)) this.#computed.set(compute, compute(this.#shared));
    return this.#computed.get(compute) as T;
  }

  check(rule: ProjectRule): void {
    const { id } = rule.meta;
    if (!this.#decisions.runs(rule.meta)) return;
    const decision = this.#decisions.of(id);
    let amount = 0;
    const report = (said: ProjectStatement<ProjectRule['messages']>): void => {
      amount += 1;
      if (amount > MOST_OF_A_RULE) return;
      const finding = this.#finding(rule, said, decision);
      this.#findings.push({ ...finding, severity: decided(decision, finding.severity) });
    };
    try {
      rule.check(Object.freeze({ ...this.#shared, report }));
    } catch (error) {
      this.#failures.push({ rule: id, error });
    }
    if (amount > MOST_OF_A_RULE) this.#unlisted.set(id, amount - MOST_OF_A_RULE);
  }

  judgement(): ProjectJudgement {
    const findings = [...this.#findings].sort(
      (a, b) =>
        (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : 0) ||
        a.at.span.start - b.at.span.start ||
        a.at.span.end - b.at.span.end,
    );
    return { findings, failures: this.#failures, unlisted: this.#unlisted };
  }

  #finding(
    rule: ProjectRule,
    said: ProjectStatement<ProjectRule['messages']>,
    decision: Decision | undefined,
  ): Finding {
    const { at, ...rest } = said;
    const about = { kind: 'project', root: this.#shared.project.root } as const;
    const statement = { ...rest, span: at.span, file: at.file, pointer: '' };
    const finding = { ...toFinding(rule, statement, at.file), about };
    return { ...finding, suppressed: switchedOff(decision) ?? this.#silenced(finding) };
  }

  #silenced(finding: Finding): Finding['suppressed'] {
    const { file, span } = finding.at;
    const comment = this.#commentsOf(file)?.find(finding.rule, span)?.comment;
    if (comment) return { reason: safe.text(comment.reason), by: 'comment' };
    const ignores = this.#ignoresOf(file);
    const { now, digest } = this.#judging;
    const text = this.#shared.project.files.get(file)?.text.slice(span.start, span.end) ?? '';
    const { rule, pointer, messageId } = finding;
    const found = { rule, server: '', pointer, messageId, provider: null, text };
    const entry = ignores?.find(found, now, digest);
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

  #commentsOf(file: string): SuppressionIndex | undefined {
    if (this.#judging.comments === 'none') return undefined;
    const known = this.#comments.get(file);
    if (known) return known;
    const facts = this.#shared.project.files.get(file);
    const comments = facts?.source?.module.comments ?? [];
    const made = new SuppressionIndex(readSuppressions({ text: facts?.text ?? '', comments }));
    this.#comments.set(file, made);
    return made;
  }

  #ignoresOf(file: string): PolicyIgnores | undefined {
    if (!this.#ignores.has(file)) {
      const scope = this.#judging.scopeOf?.(file);
      this.#ignores.set(file, scope && new PolicyIgnores(scope));
    }
    return this.#ignores.get(file);
  }
}
