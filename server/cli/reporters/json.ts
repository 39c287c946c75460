import { itemReport, type JsonReport, tool } from '../report.ts';
import { lightEvidence } from '../shard.ts';
import type { Format } from './reporter.ts';

/** The report as `--format json` and `merge` print it, as one text of `JSON.stringify` would be. */
export const jsonReport: Format['begin'] = () => {
  let files = 0;
  const head = lines({ schemaVersion: 1, tool } satisfies Partial<JsonReport>).slice(0, -2);
  const opened = `${head},\n  "files": [`;
  return {
    file(report) {
      files += 1;
      return `${files === 1 ? opened : ','}\n    ${lines(report, 4)}`;
    },
    *end({ items, summary, order, evidence, shard }) {
      yield files === 0 ? `${opened}]` : '\n  ]';
      let separator = ',\n  "checklist": [\n    ';
      for (const item of items()) {
        yield separator + lines(itemReport(item), 4);
        separator = ',\n    ';
      }
      const part = shard && { ...shard, order, evidence: evidence.map(lightEvidence) };
      const rest: Partial<JsonReport> = { summary, ...(part && { shard: part }) };
      yield `\n  ],${lines(rest).slice(1)}\n`;
    },
  };
};

/** As it stands so far inside of the whole. */
function lines(value: object, margin = 0): string {
  const text = JSON.stringify(value, null, 2);
  return margin === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(margin)}`);
}
