import { type Command, Option } from 'commander';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import { rules } from '../../../rules/index.ts';
import { rulePage } from '../../machine/rule-page.ts';
import { lazyProjects } from '../../runtime/lazy-projects.ts';
import type { Io } from '../io.ts';
import { columns, paint, severityColours } from '../reporters/style.ts';

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
    meta.tier === 'strict' ? 'strict' : '',
    `Finds ${meta.finds}.`,
  ]);
  const lines = columns(rows).map(([id = '', severity = '', tier = '', finds = ''], index) => {
    const colour = severityColours[all[index]?.severity ?? 'hint'];
    return `${paint(io, 'bold', id)}  ${paint(io, colour, severity)}  ${tier}  ${finds}`;
  });
  return `${lines.join('\n')}\n`;
}
