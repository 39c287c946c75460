import type { Config } from './config/config.ts';
import { readConfig } from './config/read.ts';
import type { Recognized } from './config/recognize.ts';
import { display } from './display.ts';
import { environmentsIn } from './environments.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { silencedBy } from './project/ignores.ts';
import type { ProjectScope } from './project/project.ts';
import type { Rule, RuleContext, Statement } from './rule.ts';
import { findCredentials, type Located } from './secrets/index.ts';
import type { Settings } from './settings.ts';
import { folderOf } from './summary.ts';
import {
  readSuppressions,
  type SilencedRule,
  type Suppression,
  suppressionOf,
} from './suppressions.ts';

/** Titles name a package and a version; both may be long. */
const LONGEST_TITLE = 160;

/** One rule's crash: it is logged and skipped, the other rules still run. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface Judgement {
  readonly config: Config;
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  /** Every credential and placeholder of the file; looked for when first asked for. */
  readonly credentials: readonly Located[];
}

/** What judging takes beside the text. */
export interface Judging {
  readonly path: string | undefined;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly project: ProjectScope | undefined;
}

/**
 * Runs every rule over one config, in the order given: one reading, one list of credentials, shared by all.
 *
 * @returns findings in the order in which they stand in the text, suppressed ones included and marked
 */
export function judge(
  { document, host }: Recognized,
  rules: readonly Rule[],
  { path, facts, settings, project }: Judging,
): Judgement {
  const config = readConfig(document, host);
  const suppressions = readSuppressions(document);
  const silences = silencesOf(rules, suppressions);
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const environmentOf = environmentsIn(path ?? '', facts.folder, project);
  let known: readonly Located[] | undefined;
  const credentials = (): readonly Located[] => {
    known ??= findCredentials(config);
    return known;
  };
  for (const rule of rules) {
    const override = Object.hasOwn(settings.rules, rule.meta.id)
      ? settings.rules[rule.meta.id]
      : undefined;
    const strict = settings.strictness === 'strict';
    if (override === 'off' || (rule.meta.tier === 'strict' && !strict && override === undefined))
      continue;
    const context: RuleContext = {
      config,
      facts,
      path,
      environmentOf,
      get folder() {
        return path === undefined ? '' : folderOf(path, host);
      },
      get credentials() {
        return credentials();
      },
      silences,
      report(statement) {
        const comment = suppressionOf(suppressions, rule.meta.id, statement.span);
        if (comment) silences.use(comment, rule.meta.id);
        if (statement.server?.disabled && !rule.meta.disabledServers) return;
        if (statement.tier === 'strict' && !strict) return;
        const finding = toFinding(rule, statement);
        const suppressed = comment ? { reason: comment.reason } : silenced(finding);
        findings.push({ ...finding, severity: override ?? finding.severity, suppressed });
      },
    };
    try {
      rule.check(context);
      silences.judged(rule);
    } catch (error) {
      failures.push({ rule: rule.meta.id, error });
    }
  }
  return {
    config,
    findings: findings.sort(inTextOrder),
    failures,
    get credentials() {
      return credentials();
    },
  };

  function silenced({ rule, server, pointer, span }: Finding): Finding['suppressed'] {
    if (!project) return null;
    const text = document.text.slice(span.start, span.end);
    const entry = silencedBy(project, { rule, server, pointer, text }, facts.now, facts.digest);
    if (!entry) return null;
    return {
      reason: 'reason' in entry ? display(entry.reason) : 'In the baseline of the project.',
    };
  }
}

/** Keeps account of what the comments silence while the rules run. */
function silencesOf(rules: readonly Rule[], all: readonly Suppression[]) {
  const used = new Set<SilencedRule>();
  const judged = new Set<string>();
  return {
    all,
    use({ rules: silenced }: Suppression, id: string): void {
      for (const it of silenced) if (it.rule === id) used.add(it);
    },
    judged({ meta }: Rule): void {
      if (!meta.needsFacts) judged.add(meta.id);
    },
    stateOf(silenced: SilencedRule) {
      if (used.has(silenced)) return 'used';
      if (!rules.some(({ meta }) => meta.id === silenced.rule)) return 'unknown';
      return judged.has(silenced.rule) ? 'unused' : 'unsure';
    },
  } as const;
}

function inTextOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1);
}

function toFinding(rule: Rule, statement: Statement<Rule['messages']>): Finding {
  return {
    rule: rule.meta.id,
    severity: statement.severity ?? rule.meta.severity,
    confidence: statement.confidence ?? 'high',
    messageId: statement.message,
    message: fill(rule.messages[statement.message] ?? statement.message, statement.data),
    server: statement.server ? display(statement.server.name) : '',
    pointer: statement.pointer,
    span: statement.span,
    related: statement.related ?? [],
    fixes: (statement.fixes ?? []).map((fix) => ({
      ...fix,
      title: display(fix.title, LONGEST_TITLE),
    })),
    provider: statement.provider ?? null,
    suppressed: null,
  };
}

/** What comes out of the file is cleaned here, once, so that no rule has to think of it. */
function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => display(data[name] ?? ''));
}
