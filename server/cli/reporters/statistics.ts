import type { Severity } from '../../../rules/findings/finding.ts';
import { groupedBy } from '../../../rules/text/groups.ts';
import { type FileReport, tool } from '../report.ts';
import type { Look } from './reporter.ts';
import { columns, paint, severityColours } from './style.ts';

interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly findings: number;
  /** Those that have a fix. */
  readonly fixable: number;
  readonly files: number;
}

/** How often each rule found something, the most frequent in front. */
export function statistics(files: readonly FileReport[]): readonly RuleCount[] {
  const all = files.flatMap(({ path, findings }) =>
    findings.filter(({ suppressed }) => !suppressed).map((it) => ({ ...it, path })),
  );
  return [...groupedBy(all, ({ rule, severity }) => `${rule} ${severity}`).values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      return {
        rule: first.rule,
        severity: first.severity,
        findings: own.length,
        fixable: own.filter(({ fixes }) => fixes.length > 0).length,
        files: new Set(own.map(({ path }) => path)).size,
      };
    })
    .sort((a, b) => b.findings - a.findings || (a.rule < b.rule ? -1 : 1));
}

export function statisticsJson(files: readonly FileReport[]): string {
  return `${JSON.stringify({ schemaVersion: 1, tool, statistics: statistics(files) }, null, 2)}\n`;
}

export function statisticsText(files: readonly FileReport[], look: Look): string {
  const counts = statistics(files);
  if (counts.length === 0) return 'No findings.\n';
  const rows = counts.map(({ rule, severity, findings, fixable, files: amount }) => [
    String(findings).padStart(5),
    severity,
    rule,
    `in ${amount} ${amount === 1 ? 'file' : 'files'}`,
    fixable > 0 ? `${fixable} with a fix` : '',
  ]);
  return columns(rows)
    .map(([amount = '', severity = '', ...rest]) => {
      const colour = severityColours[severity.trim() as Severity];
      return `${[amount, paint(look, colour, severity), ...rest].join('  ').trimEnd()}\n`;
    })
    .join('');
}
