import { type Command, Option } from 'commander';
import type { ItemStatus } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { ProjectReport } from '../../project/types.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { findProjects } from '../projects.ts';
import { summarize } from '../report.ts';
import { checklistJson } from '../reporters/checklist-json.ts';
import { checklistMarkdown, heading, reasons, SIGNS } from '../reporters/checklist-markdown.ts';
import { publishJson, publishMarkdown, publishText } from '../reporters/publish.ts';
import { paint } from '../reporters/style.ts';
import { isEmpty } from './check.ts';

interface Options extends GateOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly list?: 'production' | 'publish' | 'all';
  readonly servers?: boolean;
  readonly exitZero?: boolean;
}

/** What was found of each subject; a list that was not asked for has none. */
interface Found {
  readonly inspection: Inspection | undefined;
  readonly projects: readonly ProjectReport[];
}

export function addChecklist(program: Command, io: Io): void {
  withGateOptions(program.command('checklist'))
    .description(
      'Show how far configs are from the production list, and server projects from the publish list.',
    )
    .addOption(
      new Option('--list <list>', 'which list; what applies where nothing is said').choices([
        'production',
        'publish',
        'all',
      ]),
    )
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--servers', 'also print how each server stands to each item')
    .option('--exit-zero', 'exit with 0 although an item fails')
    .action((paths: string[], options: Options) => run(io, paths, options));
}

async function run(io: Io, paths: string[], options: Options): Promise<void> {
  const { list } = options;
  const read =
    list === 'production' || isAboutConfigs(options) ? NONE : await findProjects(io, paths);
  const inspected =
    list === 'publish' ? undefined : await inspect(io, await gateOptions(io, paths, options));
  // A project without a config has one list, unless both are asked for.
  const applies =
    inspected && (list !== undefined || read.reports.length === 0 || inspected.files.length > 0);
  const inspection = applies ? inspected : undefined;
  io.out(print(io, { inspection, projects: read.reports }, options));
  const items = [...(inspection?.items ?? []), ...read.reports.flatMap((project) => project.items)];
  const missing = list === 'publish' && read.reports.length === 0;
  if (missing) io.err('mcp-checklist: no server project was found.\n');
  const empty = missing || (inspection !== undefined && isEmpty(io, inspection, options));
  if (inspection?.complete === false || !read.complete || empty) io.exitWith(ExitCode.usage);
  else io.exitWith(items.some(fails) && !options.exitZero ? ExitCode.findings : ExitCode.clean);
}

const NONE = { reports: [], complete: true };

/** Options that only configs have: then nobody asks for projects. */
function isAboutConfigs({ host, stdinPath, shard, user, list }: Options): boolean {
  return list === undefined && (host ?? stdinPath ?? shard ?? user) !== undefined;
}

/** Advice that nobody in the field follows is no failure. */
function fails(item: { readonly status: string; readonly severity?: string }): boolean {
  return item.status === 'fail' && item.severity !== 'info';
}

function print(
  io: Io,
  { inspection, projects }: Found,
  { format, servers = false }: Options,
): string {
  if (format === 'json')
    return checklistJson(
      inspection ?? { items: [], summary: summarize([], 0) },
      projects.map(publishJson),
    );
  if (format === 'markdown')
    return [
      ...(inspection ? [checklistMarkdown(inspection)] : []),
      ...projects.map(publishMarkdown),
    ].join('\n');
  return [
    ...(inspection ? [text(io, inspection, servers)] : []),
    ...projects.map((project) => publishText(io, project)),
  ].join('\n');
}

function text(io: Io, { items, summary }: Inspection, perServer: boolean): string {
  return byList(items)
    .map(({ list, items: own }) => {
      const lines = linesOf(io, own, perServer).join('\n');
      return `${paint(io, 'bold', heading(list, own, summary))}\n\n${lines}\n`;
    })
    .join('\n');
}

function linesOf(io: Io, items: readonly ItemStatus[], perServer: boolean): readonly string[] {
  return items.flatMap((status) => {
    const { number, title, severity, effort } = status.item;
    const [sign, colour] = SIGNS[status.status];
    const state = paint(io, colour, `${sign} ${status.status.padEnd(14)}`);
    const aside = paint(io, 'gray', `(${severity}, ${effort})`);
    return [
      `${String(number).padStart(2)} ${state} ${title} ${aside}`,
      ...(perServer ? perServerReasons(status) : reasons(status)).map(
        (reason) => `${' '.repeat(20)}${reason}`,
      ),
    ];
  });
}

/** How each server stands, one line each. */
function perServerReasons({ subjects, reasons: given }: ItemStatus): SafeText[] {
  const servers = subjects.flatMap(({ about, status, text: why }) =>
    about.kind === 'server' ? { file: safe.text(about.file), name: about.name, status, why } : [],
  );
  if (servers.length === 0) return given.map(({ text: why }) => why);
  return servers.map(({ file, name, status, why }) => {
    const [sign] = SIGNS[status];
    return sentence`${safe.text(sign)} ${file}: ${name}: ${why}`;
  });
}
