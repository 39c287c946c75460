import { itemReport, type JsonReport, tool } from '../report.ts';
import { lightEvidence } from '../shard.ts';
import type { Format } from './reporter.ts';

/** The report as `--format json` and `merge` print it, as one text of `JSON.stringify` would be. */
export const jsonReport: Format['begin'] = () => {
  let files = 0;
  const head = JSON.stringify({ schemaVersion: 1, tool } satisfies Partial<JsonReport>, null, 2);
  const opened = `${head.slice(0, -2)},\n  "files": [`;
  return {
    file(report) {
      files += 1;
      return `${files === 1 ? opened : ','}\n    ${inList(report)}`;
    },
    *end({ items, summary, order, evidence, shard }) {
      yield files === 0 ? `${opened}]` : '\n  ]';
      let separator = ',\n  "checklist": [\n    ';
      for (const item of items()) {
        yield separator + inList(itemReport(item));
        separator = ',\n    ';
      }
      const part = shard && { ...shard, order, evidence: evidence.map(lightEvidence) };
      const rest: Partial<JsonReport> = { summary, ...(part && { shard: part }) };
      yield `\n  ],${JSON.stringify(rest, null, 2).slice(1)}\n`;
    },
  };
};

/** As it stands in a list of the report. */
function inList(value: object): string {
  return JSON.stringify([[value]], null, 2).slice('[\n  [\n    '.length, -'\n  ]\n]'.length);
}
