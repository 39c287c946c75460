import type { Checklist, ItemOutcome, Status } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { progressFrom } from '../../../rules/checklists/progress.ts';
import { doneText, leftText } from '../../../rules/checklists/progress-text.ts';
import { placeOf } from '../../../rules/engine/about.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import { withTilde } from '../../machine/paths.ts';
import type { GroupCounts } from '../groups.ts';
import type { PageView, TableView } from './page-view.ts';

export const SIGNS = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  review: ['?', 'yellow'],
  accepted: ['!', 'yellow'],
  attested: ['✓', 'green'],
  'not applicable': ['–', 'gray'],
} as const satisfies Record<Status, readonly [string, string]>;

/** Each checklist as a table. */
export function checklistMarkdown(groups: readonly GroupCounts[]): string {
  return groups
    .flatMap((group) => byList(group.items).map(({ list, items }) => ({ list, items, group })))
    .map(({ list, items, group }) => `## ${heading(list, items, group)}\n\n${table(items)}`)
    .join('\n');
}

/** What stands on a page around its lists. */
export function pageMarkdown(
  { title, facts, warnings, lists, tables: whole }: PageView,
  body: string,
): string {
  const tables = [...lists.flatMap((it) => it.tables ?? []), ...whole];
  const head = facts.map(([label, value]) => `- ${label}: ${escapeMarkdown(value)}`).join('\n');
  const said = warnings.map((it) => `> ${escapeMarkdown(it)}\n`);
  return [`# ${title}\n`, `${head}\n`, ...said, body, ...tables.map(tableMarkdown)].join('\n');
}

function tableMarkdown({ title, columns, rows, more }: TableView): string {
  const head = [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`];
  const body = rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`);
  const end = more === undefined ? '' : `\n${escapeMarkdown(more)}\n`;
  return `## ${title}\n\n${[...head, ...body].join('\n')}\n${end}`;
}

function table(items: readonly ItemOutcome[]): string {
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
  list: Checklist,
  items: readonly ItemOutcome[],
  group: GroupCounts,
): SafeText {
  const progress = progressFrom(items);
  const left = leftText(progress);
  const end = left === '' ? left : sentence` · ${left}`;
  const where = sentence`${count(group.servers, 'server')} in ${count(group.files, 'file')}`;
  return sentence`${groupTitle(list, group)}: ${where}: ${doneText(progress)}${end}`;
}

/** The title of a list, and of whose configs it speaks where that is not this folder. */
export function groupTitle({ title }: Checklist, { id }: GroupCounts): SafeText {
  return id === 'machine' ? sentence`${safe.text(title)}, this machine` : safe.text(title);
}

/** Sentences as they are; of the servers they are about, one line per file. */
export function reasons({ reasons: given }: ItemOutcome): SafeText[] {
  const sentences: SafeText[] = [];
  const byFile = new Map<string, SafeText[]>();
  for (const { text, about } of given) {
    if (about === undefined) sentences.push(text);
    else byFile.set(placeOf(about), [...(byFile.get(placeOf(about)) ?? []), text]);
  }
  const files = [...byFile].map(
    ([path, servers]) => sentence`${safe.text(withTilde(path))}: ${safe.join(servers, ', ')}`,
  );
  return [...sentences, ...files];
}
