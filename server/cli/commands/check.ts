import { resolve } from 'node:path';
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
import { watch } from '../watch.ts';
import { writeOutput } from '../write-file.ts';

/** From the worst down: a threshold counts what stands at or before it. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

interface Options extends GateOptions {
  readonly format: FormatName;
  readonly failOn: Severity | 'never';
  readonly statistics?: boolean;
  readonly watch?: boolean;
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
    .option('--watch', 'look again whenever something changes, until you end it')
    .action((paths: string[], options: Options) =>
      options.watch ? watchOver(io, paths, options) : checkOnce(io, paths, options),
    );
}

async function checkOnce(io: Io, paths: string[], options: Options): Promise<void> {
  const { inspection, report } = await judge(io, paths, options);
  const written = await writeOutput(io, options.output, report);
  const empty = isEmpty(io, inspection, options);
  const failOn = options.exitZero ? 'never' : options.failOn;
  io.exitWith(written && !empty ? exitCode(inspection, failOn) : ExitCode.usage);
}

/** What goes wrong is said above the report, each time. */
function watchOver(io: Io, paths: string[], options: Options): Promise<never> {
  if (options.format !== 'text' || options.output !== undefined || options.stdinPath !== undefined)
    throw new UsageError('--watch prints text, of files on the disk.');
  return watch(io, async () => {
    const said: string[] = [];
    const quiet = { ...io, err: (text: string) => void said.push(text), progress: () => undefined };
    const { inspection, report } = await judge(quiet, paths, options);
    return {
      text: said.join('') + report,
      files: inspection.files.map(({ path }) => resolve(path)),
    };
  });
}

/** Judges everything, and prints nothing but what goes wrong. */
async function judge(io: Io, paths: string[], options: Options) {
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
        { ...asked, policyOf: configs.policyOf, manifestsIn: configs.manifestsIn },
        (...of) => details?.(...of, look) ?? {},
      );
  const inspection = withProjects(configs, source);
  const whole = {
    ...inspection,
    details: [...configs.collected, ...source.collected],
    projects: source.projects,
    projectRules: source.rules,
  };
  const report = options.statistics ? statisticsOf(inspection, options, look) : print(whole, look);
  return { inspection, report };
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

/** What was found in configs and in source, as one. */
export function withProjects<T>(
  inspection: Inspection<T>,
  { files, complete }: JudgedProjects,
): Inspection<T> {
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
