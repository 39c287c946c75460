import { type Command, Option } from 'commander';
import { production } from '../../rules/checklists/production.ts';
import type { Severity } from '../../rules/finding.ts';
import { checkText } from './check-text.ts';
import { type Inspection, inspect } from './inspect.ts';
import { ExitCode, type Io } from './io.ts';
import { type CommonOptions, settingsOf, withCommonOptions } from './options.ts';
import { itemReport, type Report, tool } from './report.ts';

/** From the worst down: a threshold counts what stands at or before it. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

interface Options extends CommonOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
}

export function addCheck(program: Command, io: Io): void {
  withCommonOptions(program.command('check'))
    .description('Find problems in MCP configs.')
    .addOption(
      new Option('--format <format>', 'how to print them')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the exit code 1')
        .choices(SEVERITIES)
        .default('error'),
    )
    .action(async (paths: string[], options: Options) => {
      const { host, user } = options;
      const inspection = await inspect(io, { paths, host, user, settings: settingsOf(options) });
      io.out(options.format === 'json' ? json(inspection) : checkText(io, inspection));
      io.exitWith(exitCode(inspection, options.failOn));
    });
}

function json({ files, items, summary }: Inspection): string {
  const checklist = items.map((item) => itemReport(production.id, item));
  const report: Report = { schemaVersion: 1, tool, files, checklist, summary };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function exitCode({ complete, summary }: Inspection, failOn: Severity): number {
  if (!complete) return ExitCode.usage;
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return counted.some((it) => summary[it] > 0) ? ExitCode.findings : ExitCode.clean;
}
