import type { Severity, Suppressed } from '../findings/finding.ts';
import type { Settings } from '../findings/settings.ts';
import { safe, sentence } from '../secrets/safe.ts';
import { PROJECT_FILE, type Project } from './policy.ts';

/** What somebody decided about one rule. */
export interface Decision {
  readonly severity: Severity | 'off';
  readonly from: 'policy' | 'settings' | 'run';
  /** Whether it can only make findings worse than they are. */
  readonly raises: boolean;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * What counts for each rule: what a person says for one run, else what the team wrote down, else a person's settings.
 * So an editor says what the pipeline says.
 */
export class Decisions {
  readonly strict: boolean;
  readonly #settings: Settings;
  readonly #project: Project | undefined;

  /** @param project undefined where there is none, or where nobody has trusted its folder */
  constructor(settings: Settings, project: Project | undefined) {
    this.#settings = settings;
    this.#project = project;
    const { strictness } = settings;
    const said = project?.strictness ?? undefined;
    this.strict =
      (settings.forOneRun && strictness === 'strict') ||
      said === 'strict' ||
      (said === undefined && strictness === 'strict');
  }

  of(rule: string): Decision | undefined {
    const { rules, forOneRun } = this.#settings;
    const own = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
    if (own !== undefined && forOneRun) return { severity: own, from: 'run', raises: false };
    const team = this.#project?.rules ?? {};
    const said = Object.hasOwn(team, rule) ? team[rule] : undefined;
    if (said !== undefined)
      return { severity: said, from: 'policy', raises: this.#project?.silencesNothing === true };
    return own === undefined ? undefined : { severity: own, from: 'settings', raises: false };
  }

  /** Whether a rule is run at all. One that is off is: what it finds is accepted, not gone. */
  runs({ id, tier }: { readonly id: string; readonly tier: 'default' | 'strict' }): boolean {
    if (tier !== 'strict' || this.strict) return true;
    const decision = this.of(id);
    return decision !== undefined && decision.severity !== 'off';
  }
}

/** What becomes of the severity that a finding has by itself. */
export function decided(decision: Decision | undefined, own: Severity): Severity {
  if (!decision || decision.severity === 'off') return own;
  const { severity, raises } = decision;
  return raises && RANKS[own] < RANKS[severity] ? own : severity;
}

/** Who switched a rule off; null where nobody did. */
export function switchedOff(decision: Decision | undefined): Suppressed | null {
  if (decision?.severity !== 'off' || decision.raises) return null;
  const { from } = decision;
  const where =
    from === 'policy'
      ? sentence`in ${safe.name(PROJECT_FILE)}`
      : from === 'run'
        ? sentence`for this run`
        : sentence`in the settings`;
  return { reason: sentence`Its rule is switched off ${where}.`, by: 'off' };
}
