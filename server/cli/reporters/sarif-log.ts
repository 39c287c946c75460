import type { Log, ReportingDescriptor, Result, Run, ToolComponent } from 'sarif';
import { tool } from '../report.ts';

/** What only some logs have. */
interface More {
  readonly driver?: Pick<ToolComponent, 'supportedTaxonomies'>;
  readonly run?: Pick<Run, 'taxonomies'>;
}

/**
 * A SARIF 2.1.0 log of one run: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * @param results each is told where its rule stands among the rules
 */
export function sarifLog(
  rules: readonly ReportingDescriptor[],
  results: readonly Result[],
  { driver, run }: More = {},
): string {
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            semanticVersion: tool.version,
            informationUri: 'https://github.com/mcp-checklist/mcp-checklist',
            rules: [...rules],
            ...driver,
          },
        },
        ...run,
        columnKind: 'utf16CodeUnits',
        results: results.map((it) => ({ ...it, ruleIndex: places.get(it.ruleId ?? '') ?? -1 })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
