import { type Command, Option } from 'commander';
import type { ItemStatus } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import type { Attestation } from '../../../rules/policy/policy.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { itemReport, tool } from '../report.ts';
import { checklistMarkdown, heading, reasons, SIGNS } from '../reporters/checklist-markdown.ts';
import { paint } from '../reporters/style.ts';
import { isEmpty } from './check.ts';

interface Options extends GateOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly servers?: boolean;
  readonly exitZero?: boolean;
}

export function addChecklist(program: Command, io: Io): void {
  withGateOptions(program.command('checklist'))
    .description('Show how far these configs are from the production checklist.')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--servers', 'also print how each server stands to each item')
    .option('--exit-zero', 'exit with 0 although an item fails')
    .action(async (paths: string[], options: Options) => {
      const inspection = await inspect(io, await gateOptions(io, paths, options));
      io.out(print(io, inspection, options));
      const fails = inspection.items.some(({ status }) => status === 'fail');
      const empty = isEmpty(io, inspection, options);
      if (!inspection.complete || empty) io.exitWith(ExitCode.usage);
      else io.exitWith(fails && !options.exitZero ? ExitCode.findings : ExitCode.clean);
    });
}

function print(io: Io, inspection: Inspection, { format, servers = false }: Options): string {
  if (format === 'json') return json(inspection);
  return format === 'markdown' ? checklistMarkdown(inspection) : text(io, inspection, servers);
}

function json({ items, summary }: Inspection): string {
  const checklist = items.map((status) => ({
    ...itemReport(status),
    severity: status.item.severity,
    effort: status.item.effort,
    findings: status.findings.length,
    silenced: status.silenced.length,
    servers: status.servers.map(({ path, server, status: own, text, attestation }) => ({
      path: safe.text(path),
      server: safe.text(server),
      status: own,
      text: safe.text(text),
      ...(attestation && { attestation: attestationReport(attestation) }),
    })),
  }));
  return `${JSON.stringify({ schemaVersion: 1, tool, checklist, summary }, null, 2)}\n`;
}

function attestationReport({ by, on, until, note }: Attestation): object {
  return { by: safe.text(by), on, until, ...(note !== undefined && { note: safe.text(note) }) };
}

function text(io: Io, { items, summary }: Inspection, perServer: boolean): string {
  return byList(items)
    .map(({ list, items: own }) => {
      const lines = linesOf(io, own, perServer).join('\n');
      return `${paint(io, 'bold', heading(list, summary))}\n\n${lines}\n`;
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
function perServerReasons({ servers, evidence }: ItemStatus): string[] {
  if (servers.length === 0) return evidence.map(({ text: sentence }) => safe.text(sentence));
  return servers.map(
    ({ path, server, status, text: sentence }) =>
      `${SIGNS[status][0]} ${safe.text(path)}: ${safe.text(server)}: ${safe.text(sentence)}`,
  );
}
