import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Status } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { criticalsFirst } from '../../../rules/checklists/progress.ts';
import { count } from '../../../rules/secrets/count.ts';
import { nodeRuntime } from '../../runtime/node-runtime.ts';
import type { Group } from '../groups.ts';
import { inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { settingsOf } from '../options.ts';
import { findProjects } from '../projects.ts';
import { heading, SIGNS } from '../reporters/checklist-markdown.ts';
import { publishHeading } from '../reporters/publish.ts';
import { columns, paint } from '../reporters/style.ts';
import { totals } from '../reporters/text.ts';
import { indented } from '../wrap.ts';

/** So many items are named: the rest is one command away. */
const WORST = 3;

/** What `mcp-checklist` alone says: how this folder stands, and what to do next. */
export function addSummary(program: Command, io: Io): void {
  program
    .command('summary', { hidden: true })
    .description('Say how this folder stands, and what to do next.')
    .action(async () => {
      const asked = { paths: ['.'], settings: settingsOf({}), trust: 'read' as const };
      const inspection = await inspect(io, asked);
      const { reports, complete } = await findProjects(io, asked, inspection);
      const configs = inspection.files.filter(({ host }) => host !== '');
      const [here] = inspection.groups();
      const parts = [
        ...(configs.length > 0 && here ? groupLines(io, here) : []),
        ...reports.flatMap((project) => [
          paint(io, 'bold', publishHeading(project)),
          ...worstOf(
            io,
            project.items.map((it) => ({ ...it, aside: it.severity })),
          ),
        ]),
      ];
      const { summary } = inspection;
      const isClean = summary.error + summary.warning + summary.information + summary.hint === 0;
      const found =
        configs.length > 0
          ? `${totals(summary)} in ${count(configs.length, 'config')} of this folder.`
          : reports.length > 0
            ? 'No MCP config is in this folder.'
            : 'Neither an MCP config nor the source of an MCP server is in this folder.';
      const own = configs.length > 0 ? 0 : (await nodeRuntime.homeConfigs()).length;
      const steps = nextSteps({
        configs: configs.length,
        isClean,
        projects: reports.length,
        own,
        hasPolicy: await nodeRuntime.exists(await inspection.projectFileFor(resolve('mcp.json'))),
      });
      const said = [found, ...parts].flatMap((it) => (io.colours ? [it] : fitted(it, io.width)));
      io.out(`${[...said, '', ...steps].join('\n')}\n`);
      io.exitWith(inspection.complete && complete ? ExitCode.clean : ExitCode.usage);
    });
}

function fitted(line: string, width: number | undefined): readonly string[] {
  const text = line.trimStart();
  return indented(text, line.length - text.length, width);
}

function groupLines(io: Io, group: Group): readonly string[] {
  return byList(group.items).flatMap(({ list, items }) => {
    const named = items.map(({ item, status, findings }) => {
      const { number, title, severity, effort } = item;
      const aside = `${severity}, ${effort}; ${count(findings.length, 'finding')}`;
      return { number, title, severity, status, aside };
    });
    return [paint(io, 'bold', heading(list, items, group)), ...worstOf(io, named)];
  });
}

interface Named {
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly status: Status;
  readonly aside: string;
}

/** The items that fail, the worst in front; advice is none. */
function worstOf(io: Io, items: readonly Named[]): readonly string[] {
  const failing = criticalsFirst(
    items.filter(({ status, severity }) => status === 'fail' && severity !== 'info'),
  );
  const [sign, colour] = SIGNS.fail;
  const more = failing.length - WORST;
  return [
    ...failing
      .slice(0, WORST)
      .map(
        ({ number, title, aside }) => `  ${paint(io, colour, sign)} ${number} ${title} (${aside})`,
      ),
    ...(more > 0 ? [`    and ${count(more, 'item')} more`] : []),
  ];
}

interface Found {
  readonly configs: number;
  readonly isClean: boolean;
  readonly projects: number;
  /** Configs of the person's home. */
  readonly own: number;
  readonly hasPolicy: boolean;
}

/** What helps most, in front. */
function nextSteps({ configs, isClean, projects, own, hasPolicy }: Found): readonly string[] {
  const rows = [
    ...(configs > 0 && !isClean
      ? [
          ['mcp-checklist check', 'every finding, where it stands'],
          ['mcp-checklist fix', 'puts right what is safe; --all what needs a look, too'],
        ]
      : []),
    ...(configs > 0 ? [['mcp-checklist checklist', 'the ten items, and why']] : []),
    ...(projects > 0
      ? [
          ['mcp-checklist checklist --list publish', 'the source of a server, item by item'],
          ...(configs > 0 ? [] : [['mcp-checklist check', 'what is wrong in its source']]),
        ]
      : []),
    ...(configs === 0 && own > 0
      ? [
          [
            'mcp-checklist checklist --user',
            `your own ${count(own, 'config')}, in your home folder`,
          ],
        ]
      : []),
    ...(configs + projects > 0 && !hasPolicy
      ? [['mcp-checklist init', 'a policy file, a hook and CI for this folder']]
      : []),
    ['mcp-checklist --help', 'all commands'],
  ];
  return ['Next:', ...columns(rows).map((row) => `  ${row.join('  ')}`)];
}
