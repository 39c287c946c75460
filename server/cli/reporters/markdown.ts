import { escapeMarkdown } from '../../machine/markdown.ts';
import { rulePage } from '../../machine/rule-page.ts';
import type { FileReport } from '../report.ts';
import { checklistMarkdown } from './checklist-markdown.ts';
import type { Format } from './reporter.ts';
import { silencedWhy, Totals } from './text.ts';

/** The findings as tables, and the checklist: for a summary, a comment or a wiki. */
export const markdownReport: Format['begin'] = () => {
  const silenced: string[] = [];
  const sums = new Totals();
  let head = '## MCP configs\n\n';
  return {
    file(report) {
      sums.add(report);
      silenced.push(...silencedRows(report));
      const table = tableOf(report);
      if (table === '') return '';
      const text = `${head}${table}\n`;
      head = '';
      return text;
    },
    *end({ items, summary }) {
      yield head;
      if (silenced.length > 0)
        yield `### Silenced\n\n| Place | Finding | Rule | Why |\n|---|---|---|---|\n${silenced.join('\n')}\n\n`;
      const all = [...items()];
      yield `${sums.lines(all, summary).join(' ')}\n\n`;
      // All that was looked at as one group: parts of a run do not know more.
      const { servers, files } = summary;
      yield checklistMarkdown([{ id: 'workspace', items: all, servers, files }]);
    },
  };
};

function tableOf({ path, findings }: FileReport): string {
  const open = findings.filter(({ suppressed }) => !suppressed);
  if (open.length === 0) return '';
  const rows = open.map(({ range: { start }, severity, message, rule }) => {
    const place = `${start.line + 1}:${start.character + 1}`;
    return `| ${place} | ${severity} | ${escapeMarkdown(message)} | [${rule}](${rulePage(rule)}) |`;
  });
  const head = ['| Place | Severity | Finding | Rule |', '|--:|---|---|---|'];
  return `### ${escapeMarkdown(path)}\n\n${[...head, ...rows].join('\n')}\n`;
}

function silencedRows({ path, findings }: FileReport): readonly string[] {
  return findings.flatMap(({ range: { start }, suppressed, message, rule }) => {
    if (!suppressed) return [];
    const place = `${escapeMarkdown(path)}:${start.line + 1}:${start.character + 1}`;
    const why = escapeMarkdown(silencedWhy(suppressed));
    return [`| ${place} | ${escapeMarkdown(message)} | [${rule}](${rulePage(rule)}) | ${why} |`];
  });
}
