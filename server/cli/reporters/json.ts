import type { ItemOutcome } from '../../../rules/checklists/checklist.ts';
import { type ItemReport, type JsonReport, reasonReport, tool } from '../report.ts';
import { lightEvidence } from '../shard.ts';
import type { Format } from './reporter.ts';

/** An item may name every server of ten thousand configs: so many are written at a time. */
const PIECE = 1_000;

/** The report as `--format json` and `merge` print it, as one text of `JSON.stringify` would be. */
export const jsonReport: Format['begin'] = () => {
  let files = 0;
  const head = JSON.stringify({ schemaVersion: 1, tool } satisfies Partial<JsonReport>, null, 2);
  const opened = `${head.slice(0, -2)},\n  "files": [`;
  return {
    file(report) {
      files += 1;
      return `${files === 1 ? opened : ','}\n${elements([report], 2)}`;
    },
    *end({ items, summary, order, evidence, shard }) {
      yield files === 0 ? `${opened}]` : '\n  ]';
      let separator = ',\n  "checklist": [\n';
      for (const item of items()) {
        yield separator;
        yield* itemPieces(item);
        separator = ',\n';
      }
      const part = shard && { ...shard, order, evidence: evidence.map(lightEvidence) };
      const rest: Partial<JsonReport> = { summary, ...(part && { shard: part }) };
      yield `\n  ],${JSON.stringify(rest, null, 2).slice(1)}\n`;
    },
  };
};

function* itemPieces({ item, status, reasons }: ItemOutcome): Generator<string> {
  const report = { item: item.id, title: item.title, status, evidence: [] } satisfies ItemReport;
  const whole = elements([report], 2);
  const end = whole.lastIndexOf(']');
  yield whole.slice(0, end);
  for (let start = 0; start < reasons.length; start += PIECE) {
    const some = reasons.slice(start, start + PIECE).map(reasonReport);
    yield `${start === 0 ? '' : ','}\n${elements(some, 4)}`;
  }
  yield `${reasons.length > 0 ? '\n      ' : ''}${whole.slice(end)}`;
}

/** As they stand in a list of the report. @param depth how many lists and objects are around them */
function elements(values: readonly object[], depth: number): string {
  let nested: unknown = values;
  for (let level = 1; level < depth; level += 1) nested = [nested];
  // Each level opens and closes with a line of two characters, and two more for each level above it.
  const around = depth * (depth + 1);
  return JSON.stringify(nested, null, 2).slice(around, -around);
}
