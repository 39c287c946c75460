import { itemReport, type Report, tool } from '../report.ts';
import { lightEvidence } from '../shard.ts';
import type { Printed } from './reporter.ts';

/** The report as `--format json` and `merge` print it. */
export function checkJson({ files, items, summary, ...rest }: Printed): string {
  const checklist = items.map((item) => itemReport(item));
  const { shard, order, evidence } = rest;
  const part = shard && { ...shard, order, evidence: evidence.map(lightEvidence) };
  const report: Report = {
    schemaVersion: 1,
    tool,
    files,
    checklist,
    summary,
    ...(part && { shard: part }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
