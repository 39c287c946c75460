import { type Command, Option } from 'commander';
import type { Severity } from '../../../rules/findings/finding.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { type JudgedProjects, judgeProjects } from '../projects.ts';
import { summarize } from '../report.ts';
import { FORMATS, type FormatName, formatNames } from '../reporters/formats.ts';
import type { FileDetails, Look } from '../reporters/reporter.ts';
import { statisticsJson, statisticsText } from '../reporters/statistics.ts';
import { parseShard } from '../shard.ts';
import { writeOutput } from '../write-file.ts';

/** From the worst down: a threshold counts what stands at or before it. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

interface Options extends GateOptions {
  readonly format: FormatName;
  readonly failOn: Severity | 'never';
  readonly statistics?: boolean;
  readonly brief?: boolean;
  readonly output?: string;
}

export function addCheck(program: Command, io: Io): void {
  withGateOptions(program.command('check'))
    .description('Find problems in MCP configs, and in the source of MCP servers.')
    .addOption(
      new Option('--format <format>', 'how to print them').choices(formatNames).default('text'),
    )
    .addOption(failOnOption())
    .option('--no-network', 'ask no registry; checking never does')
    .option('--brief', 'one line per finding, without the line it stands in')
    .option('--statistics', 'print how often each rule found something, as text or JSON')
    .option('--output <file>', 'write the report there, as a whole or not at all')
    .option('--shard <i/n>', 'judge the i-th of n parts; "merge" joins their reports', parseShard)
    .action(async (paths: string[], options: Options) => {
      if (options.statistics && !/^(?:text|json)$/.test(options.format))
        throw new UsageError('--statistics is printed as text or JSON.');
      const { print, details } = FORMATS[options.format];
      const { brief, quiet, failOn } = options;
      const look = { colours: io.colours, width: io.width, brief, ...(quiet && { only: failOn }) };
      // As text it stands right there; of other formats a person may see nothing.
      const reportsUnread = options.format === 'text' && options.output === undefined;
      const asked = { ...(await gateOptions(io, paths, options)), reportsUnread };
      const configs = await inspect(io, asked, (...of) => details?.(...of, look));
      const source = isAboutConfigs(options)
        ? NO_PROJECTS
        : await judgeProjects(
            io,
            paths,
            { ...asked, policyOf: configs.policyOf },
            (...of) => details?.(...of, look) ?? {},
          );
      const inspection = withProjects(configs, source);
      const report = options.statistics
        ? statisticsOf(inspection, options, look)
        : print(
            {
              ...inspection,
              details: [...configs.collected, ...source.collected],
              projects: source.projects,
              projectRules: source.rules,
            },
            look,
          );
      const written = await writeOutput(io, options.output, report);
      const empty = isEmpty(io, inspection, options);
      io.exitWith(
        written && !empty
          ? exitCode(inspection, options.exitZero ? 'never' : failOn)
          : ExitCode.usage,
      );
    });
}

function statisticsOf({ files }: Inspection, { format }: Options, look: Look): string {
  return format === 'json' ? statisticsJson(files) : statisticsText(files, look);
}

const NO_PROJECTS: JudgedProjects<FileDetails> = {
  projects: [],
  files: [],
  collected: [],
  rules: [],
  complete: true,
};

/** Options that only configs have: then nobody asks for projects. A part of a run holds configs only, too. */
function isAboutConfigs({ host, stdinPath, shard, user }: Options): boolean {
  return (host ?? stdinPath ?? shard ?? user) !== undefined;
}

function withProjects<T>(inspection: Inspection<T>, { files, complete }: JudgedProjects) {
  const all = [...inspection.files, ...files];
  return {
    ...inspection,
    files: all,
    order: [...inspection.order, ...files.map((_, index) => inspection.order.length + index)],
    summary: summarize(all, inspection.summary.servers),
    complete: inspection.complete && complete,
  };
}

/** Whether nothing was found although something had to be: then nothing is clean. */
export function isEmpty(
  io: Io,
  { files }: Pick<Inspection, 'files'>,
  { failOnEmpty }: GateOptions,
): boolean {
  if (!failOnEmpty || files.some(({ host, project }) => host !== '' || project !== undefined))
    return false;
  io.err('mcp-checklist: no MCP config was found.\n');
  return true;
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'the least severity that makes the exit code 1')
    .choices([...SEVERITIES, 'never'])
    .default('error');
}

export function exitCode(
  { complete, summary }: Pick<Inspection, 'complete' | 'summary'>,
  failOn: Severity | 'never',
): number {
  if (!complete) return ExitCode.usage;
  if (failOn === 'never') return ExitCode.clean;
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return counted.some((it) => summary[it] > 0) ? ExitCode.findings : ExitCode.clean;
}
