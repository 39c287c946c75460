import type { Checklist, ItemStatus, Status } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { progressFrom } from '../../../rules/checklists/progress.ts';
import { doneText, leftText } from '../../../rules/checklists/progress-text.ts';
import { placeOf } from '../../../rules/engine/about.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import type { Summary } from '../report.ts';
import type { Report } from './reporter.ts';

export const SIGNS = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  review: ['?', 'yellow'],
  accepted: ['!', 'yellow'],
  attested: ['✓', 'green'],
  'not applicable': ['–', 'gray'],
} as const satisfies Record<Status, readonly [string, string]>;

/** Each checklist as a table. */
export function checklistMarkdown({ items, summary }: Pick<Report, 'items' | 'summary'>): string {
  return byList(items)
    .map(({ list, items: own }) => `## ${heading(list, own, summary)}\n\n${table(own)}`)
    .join('\n');
}

function table(items: readonly ItemStatus[]): string {
  const rows = items.map((status) => {
    const { number, title, severity, effort } = status.item;
    const evidence = reasons(status).map(escapeMarkdown).join('<br>');
    const state = `${SIGNS[status.status][0]} ${status.status}`;
    return `| ${number} | ${title} | ${severity} | ${effort} | ${state} | ${evidence} |`;
  });
  const head = ['| # | Item | Severity | Effort | Status | Why |', '|--:|---|---|---|---|---|'];
  return `${[...head, ...rows].join('\n')}\n`;
}

export function heading(
  { title }: Checklist,
  items: readonly ItemStatus[],
  summary: Summary,
): SafeText {
  const progress = progressFrom(items);
  const left = leftText(progress);
  const end = left === '' ? left : sentence` · ${left}`;
  const where = sentence`${count(summary.servers, 'server')} in ${count(summary.files, 'file')}`;
  return sentence`${safe.text(title)}: ${where}: ${doneText(progress)}${end}`;
}

/** Sentences as they are; of the servers they are about, one line per file. */
export function reasons({ reasons: given }: ItemStatus): SafeText[] {
  const sentences: SafeText[] = [];
  const byFile = new Map<string, SafeText[]>();
  for (const { text, about } of given) {
    if (about === undefined) sentences.push(text);
    else byFile.set(placeOf(about), [...(byFile.get(placeOf(about)) ?? []), text]);
  }
  const files = [...byFile].map(
    ([path, servers]) => sentence`${safe.text(path)}: ${safe.join(servers, ', ')}`,
  );
  return [...sentences, ...files];
}
