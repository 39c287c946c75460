import { type Command, Option } from 'commander';
import type { ItemStatus } from '../../../rules/checklists/checklist.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { checklistJson } from '../reporters/checklist-json.ts';
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
  if (format === 'json') return checklistJson(inspection);
  return format === 'markdown' ? checklistMarkdown(inspection) : text(io, inspection, servers);
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
