import type { Config } from './config/config.ts';
import { readConfig } from './config/read.ts';
import type { Recognized } from './config/recognize.ts';
import { display } from './display.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Rule, RuleContext, Statement } from './rule.ts';
import { findCredentials, type Located } from './secrets/index.ts';
import type { Settings } from './settings.ts';
import { readSuppressions, suppressedBy } from './suppressions.ts';

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
}

/**
 * Runs every rule over one config: one reading, one list of credentials, shared by all.
 *
 * @returns findings in the order in which they stand in the text, suppressed ones included and marked
 */
export function judge(
  { document, host }: Recognized,
  rules: readonly Rule[],
  facts: Facts,
  settings: Settings,
): Judgement {
  const config = readConfig(document, host);
  const suppressions = readSuppressions(document);
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  let credentials: readonly Located[] | undefined;
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
      get credentials() {
        credentials ??= findCredentials(config);
        return credentials;
      },
      report(statement) {
        if (statement.server?.disabled && !rule.meta.disabledServers) return;
        if (statement.tier === 'strict' && !strict) return;
        const finding = toFinding(rule, statement);
        const suppressed = suppressedBy(suppressions, rule.meta.id, statement.span);
        findings.push({ ...finding, severity: override ?? finding.severity, suppressed });
      },
    };
    try {
      rule.check(context);
    } catch (error) {
      failures.push({ rule: rule.meta.id, error });
    }
  }
  return { config, findings: findings.sort(inTextOrder), failures };
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
