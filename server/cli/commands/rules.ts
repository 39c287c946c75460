import { type Command, Option } from 'commander';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { ItemId } from '../../../rules/findings/item-id.ts';
import { rules } from '../../../rules/index.ts';
import { rulePage } from '../../machine/rule-page.ts';
import { lazyProjects } from '../../runtime/lazy-projects.ts';
import type { Io } from '../io.ts';
import { columns, paint, severityColours } from '../reporters/style.ts';
import { indented } from '../wrap.ts';

interface Options {
  readonly format: 'text' | 'json';
}

export function addRules(program: Command, io: Io): void {
  program
    .command('rules')
    .description('List every rule.')
    .addOption(
      new Option('--format <format>', 'how to print them')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(({ format }: Options) => io.out(format === 'json' ? json() : text(io)));
}

/** Of configs, then of server projects. */
function metas(): readonly RuleMeta[] {
  return [...rules.map(({ meta }) => meta), ...lazyProjects.ruleMetas()];
}

function json(): string {
  const listed = metas().map((meta) => ({ ...meta, page: rulePage(meta.id) }));
  return `${JSON.stringify(listed, null, 2)}\n`;
}

function text(io: Io): string {
  const all = metas();
  const rows = all.map((meta) => [
    meta.id,
    meta.severity,
    meta.items.map(shortItem).join(' '),
    `Finds ${meta.finds}${meta.tier === 'strict' ? '; when strict' : ''}.`,
  ]);
  const lines = columns(rows).flatMap(([id = '', severity = '', items = '', finds = ''], index) => {
    const colour = severityColours[all[index]?.severity ?? 'hint'];
    const head = `${paint(io, 'bold', id)}  ${paint(io, colour, severity)}  ${items}  `;
    const margin = id.length + severity.length + items.length + 6;
    const [first = '', ...more] = indented(finds, margin, io.width);
    return [head + first.slice(margin), ...more];
  });
  return `${lines.join('\n')}\n`;
}

/** `4` of the production list, `P12` of the publish list. */
function shortItem(item: ItemId): string {
  const [list, number] = item.split('/');
  return list === 'publish' ? `P${number}` : String(number);
}
