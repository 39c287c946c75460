import type { Status } from '../../rules/checklists/checklist.ts';
import type { Severity } from '../../rules/finding.ts';
import { hostById } from '../../rules/hosts/index.ts';
import { clean } from '../redact.ts';
import type { Inspection } from './inspect.ts';
import type { Io } from './io.ts';
import type { FileReport, Summary } from './report.ts';
import { columns, count, paint, severityColours } from './style.ts';

/** The report for a person: findings by file, then how many of what. */
export function checkText(io: Io, { files, items, summary }: Inspection): string {
  const configs = files.filter(({ host }) => host !== '');
  const parts = files.map((file) => fileText(io, file)).filter((text) => text !== '');
  if (configs.length === 0) {
    const looked = files.length > 0 ? ` in ${count(files.length, 'file')}` : '';
    return `No MCP config was found${looked}.\n`;
  }
  const having = (status: Status): number => items.filter((item) => item.status === status).length;
  const states = `${having('pass')} pass, ${having('fail')} fail, ${having('review')} to review`;
  parts.push(
    `${totals(summary)} in ${count(configs.length, 'config')} with ${count(summary.servers, 'server')}.`,
    `Of the ${items.length} items of the checklist ${states}; "mcp-checklist checklist" shows them.`,
  );
  return `${parts.join('\n')}\n`;
}

function fileText(io: Io, { path, host, findings }: FileReport): string {
  const open = findings.filter(({ suppressed }) => !suppressed);
  if (open.length === 0) return '';
  const rows = open.map(({ range: { start }, severity, message, rule }) => [
    `  ${start.line + 1}:${start.character + 1}`,
    severity,
    message,
    rule,
  ]);
  const lines = columns(rows).map(([place = '', severity = '', message = '', rule = '']) => {
    const colour = severityColours[severity.trim() as Severity];
    return `${place}  ${paint(io, colour, severity)}  ${message}  ${paint(io, 'gray', rule)}`;
  });
  const label = hostById(host)?.label ?? host;
  const heading = `${paint(io, 'bold', clean(path))} ${paint(io, 'gray', `(${label})`)}`;
  return `${heading}\n${lines.join('\n')}\n`;
}

function totals({ error, warning, information, hint }: Summary): string {
  const total = error + warning + information + hint;
  if (total === 0) return 'No findings';
  const kinds = [
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    information > 0 && `${information} information`,
    hint > 0 && count(hint, 'hint'),
  ].filter((kind) => kind !== false);
  return `${count(total, 'finding')} (${kinds.join(', ')})`;
}
