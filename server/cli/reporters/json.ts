import { itemReport, type JsonReport, tool } from '../report.ts';
import { lightEvidence } from '../shard.ts';
import type { Reporter } from './reporter.ts';

/** The report as `--format json` and `merge` print it. */
export const jsonReport: Reporter = ({ files, items, summary, ...rest }) => {
  const checklist = items().map((item) => itemReport(item));
  const { shard, order, evidence } = rest;
  const part = shard && { ...shard, order, evidence: evidence.map(lightEvidence) };
  const report: JsonReport = {
    schemaVersion: 1,
    tool,
    files,
    checklist,
    summary,
    ...(part && { shard: part }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};
