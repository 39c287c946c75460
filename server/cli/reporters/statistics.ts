import type { Severity } from '../../../rules/findings/finding.ts';
import { type FileReport, tool } from '../report.ts';
import type { Look } from './reporter.ts';
import { columns, paint, severityColours } from './style.ts';

interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  findings: number;
  /** Those that have a fix. */
  fixable: number;
  files: number;
}

/** How often each rule found something. */
export class Statistics {
  readonly #counts = new Map<string, RuleCount>();

  add({ findings }: FileReport): void {
    const here = new Set<RuleCount>();
    for (const { rule, severity, fixes, suppressed } of findings) {
      if (suppressed) continue;
      const key = `${rule} ${severity}`;
      const known = this.#counts.get(key) ?? { rule, severity, findings: 0, fixable: 0, files: 0 };
      this.#counts.set(key, known);
      known.findings += 1;
      if (fixes.length > 0) known.fixable += 1;
      if (!here.has(known)) known.files += 1;
      here.add(known);
    }
  }

  /** The most frequent in front. */
  #sorted(): readonly RuleCount[] {
    return [...this.#counts.values()].sort(
      (a, b) => b.findings - a.findings || (a.rule < b.rule ? -1 : 1),
    );
  }

  json(): string {
    const report = { schemaVersion: 1, tool, statistics: this.#sorted() };
    return `${JSON.stringify(report, null, 2)}\n`;
  }

  text(look: Look): string {
    const counts = this.#sorted();
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
}
