import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Severity } from '../../../rules/findings/finding.ts';
import { inspectEach } from '../inspect.ts';
import type { Looked } from '../inspection.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { type JudgedProjects, judgeProjects } from '../projects.ts';
import { type FileReport, summarize } from '../report.ts';
import { FORMATS, type FormatName, formatNames } from '../reporters/formats.ts';
import type { FileDetails } from '../reporters/reporter.ts';
import { Statistics } from '../reporters/statistics.ts';
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
  const { output } = options;
  const parts: string[] = [];
  // A file is written as a whole or not at all; the output takes each piece as soon as it is settled.
  const out = output === undefined ? io.out : (text: string) => void parts.push(text);
  const checked = await check(io, paths, options, out);
  const written = output === undefined || (await writeOutput(io, output, parts.join('')));
  const empty = isEmpty(io, checked.found, options);
  const failOn = options.exitZero ? 'never' : options.failOn;
  io.exitWith(written && !empty ? exitCode(checked, failOn) : ExitCode.usage);
}

/** What goes wrong is said above the report, each time. */
function watchOver(io: Io, paths: string[], options: Options): Promise<never> {
  if (options.format !== 'text' || options.output !== undefined || options.stdinPath !== undefined)
    throw new UsageError('--watch prints text, of files on the disk.');
  return watch(io, async () => {
    const said: string[] = [];
    const parts: string[] = [];
    const quiet = { ...io, err: (text: string) => void said.push(text), progress: () => undefined };
    const { files } = await check(quiet, paths, options, (text) => void parts.push(text));
    return { text: [...said, ...parts].join(''), files: files.map((it) => resolve(it)) };
  });
}

/** What a run came to, beside the report that was printed meanwhile. */
interface Checked extends Pick<Looked, 'complete' | 'summary'> {
  /** Whether anything was there to be judged. */
  readonly found: boolean;
  /** As they are shown. */
  readonly files: readonly string[];
}

/** Judges everything, and prints the report; beside it, nothing but what goes wrong. */
async function check(
  io: Io,
  paths: string[],
  options: Options,
  out: (text: string) => void,
): Promise<Checked> {
  if (options.statistics && !/^(?:text|json)$/.test(options.format))
    throw new UsageError('--statistics is printed as text or JSON.');
  const { begin, details } = FORMATS[options.format];
  const { brief, quiet, failOn } = options;
  const look = { colours: io.colours, width: io.width, brief, ...(quiet && { only: failOn }) };
  // As text it stands right there; of other formats a person may see nothing.
  const reportsUnread = options.format === 'text' && options.output === undefined;
  const asked = { ...(await gateOptions(io, paths, options)), reportsUnread };
  const statistics = options.statistics ? new Statistics() : undefined;
  const writer = begin(look);
  const files: string[] = [];
  let found = false;
  const take = (report: FileReport, own: FileDetails | undefined): void => {
    found ||= report.host !== '' || report.project !== undefined;
    if (options.watch) files.push(report.path);
    if (statistics) statistics.add(report);
    else out(writer.file(report, own));
  };
  const configs = await inspectEach(io, asked, (...of) => details?.(...of, look), take);
  const source = isAboutConfigs(options)
    ? NO_PROJECTS
    : await judgeProjects(
        io,
        paths,
        { ...asked, policyOf: configs.policyOf, manifestsIn: configs.manifestsIn },
        (...of) => details?.(...of, look) ?? {},
      );
  for (const [index, report] of source.files.entries()) take(report, source.collected[index]);
  const { order, summary, complete } = withProjects(configs, source);
  if (statistics) out(options.format === 'json' ? statistics.json() : statistics.text(look));
  else {
    const { evidence, shard, outcomes: items } = configs;
    const { projects, rules: projectRules } = source;
    for (const it of writer.end({ items, order, summary, evidence, shard, projects, projectRules }))
      out(it);
  }
  return { found, files, summary, complete };
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
export function withProjects(
  { order, summary, complete }: Pick<Looked, 'order' | 'summary' | 'complete'>,
  source: JudgedProjects,
): Pick<Looked, 'order' | 'summary' | 'complete'> {
  const more = summarize(source.files, 0);
  return {
    order: [...order, ...source.files.map((_, index) => order.length + index)],
    summary: {
      files: summary.files + more.files,
      servers: summary.servers,
      error: summary.error + more.error,
      warning: summary.warning + more.warning,
      information: summary.information + more.information,
      hint: summary.hint + more.hint,
    },
    complete: complete && source.complete,
  };
}

/** Whether nothing was found although something had to be: then nothing is clean. */
export function isEmpty(io: Io, found: boolean, { failOnEmpty }: GateOptions): boolean {
  if (!failOnEmpty || found) return false;
  io.err('mcp-checklist: no MCP config was found.\n');
  return true;
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'the least severity that makes the exit code 1')
    .choices([...SEVERITIES, 'never'])
    .default('error');
}

export function exitCode(
  { complete, summary }: Pick<Looked, 'complete' | 'summary'>,
  failOn: Severity | 'never',
): number {
  if (!complete) return ExitCode.usage;
  if (failOn === 'never') return ExitCode.clean;
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return counted.some((it) => summary[it] > 0) ? ExitCode.findings : ExitCode.clean;
}
