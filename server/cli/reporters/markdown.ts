import { escapeMarkdown } from '../../machine/markdown.ts';
import { rulePage } from '../../machine/rule-page.ts';
import type { GroupCounts } from '../groups.ts';
import { checklistMarkdown } from './checklist-markdown.ts';
import type { Report, Reporter } from './reporter.ts';
import { silencedWhy, summaryLines } from './text.ts';

/** The findings as tables, and the checklist: for a summary, a comment or a wiki. */
export const markdownReport: Reporter = (report) => {
  const tables = report.files.flatMap(({ path, findings }) => {
    const open = findings.filter(({ suppressed }) => !suppressed);
    if (open.length === 0) return [];
    const rows = open.map(({ range: { start }, severity, message, rule }) => {
      const place = `${start.line + 1}:${start.character + 1}`;
      return `| ${place} | ${severity} | ${escapeMarkdown(message)} | [${rule}](${rulePage(rule)}) |`;
    });
    const head = ['| Place | Severity | Finding | Rule |', '|--:|---|---|---|'];
    return [`### ${escapeMarkdown(path)}\n\n${[...head, ...rows].join('\n')}\n`];
  });
  const silenced = report.files.flatMap(({ path, findings }) =>
    findings.flatMap(({ range: { start }, suppressed, message, rule }) => {
      if (!suppressed) return [];
      const place = `${escapeMarkdown(path)}:${start.line + 1}:${start.character + 1}`;
      const why = escapeMarkdown(silencedWhy(suppressed));
      return [`| ${place} | ${escapeMarkdown(message)} | [${rule}](${rulePage(rule)}) | ${why} |`];
    }),
  );
  if (silenced.length > 0) {
    const head = ['| Place | Finding | Rule | Why |', '|---|---|---|---|'];
    tables.push(`### Silenced\n\n${[...head, ...silenced].join('\n')}\n`);
  }
  const summary = summaryLines(report).join(' ');
  return `${['## MCP configs\n', ...tables, `${summary}\n`].join('\n')}\n${checklistMarkdown([whole(report)])}`;
};

/** All that was looked at as one group: parts of a run do not know more. */
function whole({ items, summary: { servers, files } }: Report): GroupCounts {
  return { id: 'workspace', items: items(), servers, files };
}
